/** Certified copies of papers of the archive: their register, and the file that was given. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { BASI_CONFORMITA, type ContenutoConforme } from '@/lib/archivio/conformi/rules'
import type { IsoDate } from '@/lib/core/date'
import { visioniArchivio } from './archivio-digitale'
import { ente, id, instant, oneOf, timestamps } from './columns'
import { persone } from './soggetti'

/** What was certified, by whom, on which day, under which number. Only revoked, never changed. */
export const copieConformi = pgTable(
  'copie_conformi',
  {
    ente: ente(),
    id: id(),
    visioneId: uuid('visione_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    personaId: uuid('persona_id').notNull(), // whom it is given to
    anno: integer('anno').notNull(),
    numero: integer('numero').notNull(), // of the register of certified copies, without gaps in its year
    rilasciataIl: date('rilasciata_il').$type<IsoDate>().notNull(),
    rilasciataAt: instant('rilasciata_at').notNull(),
    certificataDaId: uuid('certificata_da_id').notNull(),
    base: text('base', { enum: BASI_CONFORMITA }).notNull(),
    pagine: integer('pagine').notNull(),
    contenuto: jsonb('contenuto').$type<ContenutoConforme>().notNull(), // all that its last pages say
    codiceVerifica: text('codice_verifica').notNull(),
    sigillo: text('sigillo').notNull(),
    revocataAt: instant('revocata_at'),
    revocataDaId: uuid('revocata_da_id'),
    revocataMotivo: text('revocata_motivo'), // read by who has it, not by the public
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    unique('copie_conformi_numero_uq').on(t.ente, t.anno, t.numero),
    unique('copie_conformi_codice_uq').on(t.ente, t.codiceVerifica),
    foreignKey({ columns: [t.ente, t.visioneId], foreignColumns: [visioniArchivio.ente, visioniArchivio.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.certificataDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.revocataDaId], foreignColumns: [persone.ente, persone.id] }),
    index('copie_conformi_visione_ix').on(t.ente, t.visioneId),
    index('copie_conformi_persona_ix').on(t.ente, t.personaId),
    check('copie_conformi_base_ck', oneOf(t.base, BASI_CONFORMITA)),
    check('copie_conformi_pagine_ck', sql`pagine > 0`),
    check('copie_conformi_altri_ck', sql`persona_id <> certificata_da_id`),
    check('copie_conformi_revocata_ck', sql`num_nonnulls(revocata_at, revocata_da_id, revocata_motivo) in (0, 3)`),
  ],
)

/** The file of a certified copy, made once: always the same bytes. `id` names them in the store. */
export const fileConformi = pgTable(
  'file_conformi',
  {
    ente: ente(),
    id: id(),
    copiaId: uuid('copia_id').notNull(),
    byte: bigint('byte', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(), // hex, of the plain bytes: what a reader's own file is compared with
    sigillo: text('sigillo').notNull(), // of that hash, with the key that is not in the database
    deposito: text('deposito').notNull(),
    chiaveCifrata: text('chiave_cifrata').notNull(),
    chiaveMaestra: text('chiave_maestra').notNull(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    unique('file_conformi_uno_uq').on(t.ente, t.copiaId),
    index('file_conformi_sha256_ix').on(t.sha256),
    foreignKey({ columns: [t.ente, t.copiaId], foreignColumns: [copieConformi.ente, copieConformi.id] }),
  ],
)
