/** What archivists do to the work on the papers: stop it and let it go on, correct what was read. */
import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { ATTI_CORREZIONE, type RigaCambiata } from '@/lib/archivio/correzione/rules-correzione'
import { FONTI_TESTO, type ParolaPagina } from '@/lib/archivio/rules-digitale'
import { pagineArchivio } from './archivio-digitale'
import { lottiArchivio } from './archivio-lotti'
import { ente, id, instant, oneOf } from './columns'
import { persone } from './soggetti'

/** A person stopped the work on a batch, or all of it, until somebody let it go on. Only added to, and ended. */
export const sospensioniLavorazione = pgTable(
  'sospensioni_lavorazione',
  {
    ente: ente(),
    id: id(),
    lottoId: uuid('lotto_id'), // null: all the work
    sospesaAt: instant('sospesa_at').notNull().defaultNow(),
    sospesaDaId: uuid('sospesa_da_id').notNull(),
    sospesaDa: text('sospesa_da').notNull(), // name, as it was then
    ripresaAt: instant('ripresa_at'),
    ripresaDaId: uuid('ripresa_da_id'),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.lottoId], foreignColumns: [lottiArchivio.ente, lottiArchivio.id] }),
    foreignKey({ columns: [t.ente, t.sospesaDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.ripresaDaId], foreignColumns: [persone.ente, persone.id] }),
    uniqueIndex('sospensioni_lavorazione_una_uq')
      .on(t.ente, sql`coalesce(lotto_id, '00000000-0000-0000-0000-000000000000'::uuid)`)
      .where(sql`ripresa_at is null`),
    check('sospensioni_lavorazione_ripresa_ck', sql`(ripresa_at is null) = (ripresa_da_id is null)`),
  ],
)

/** What the machine read of a page whose text a person has corrected. */
export const testiLetti = pgTable(
  'testi_letti',
  {
    ente: ente(),
    paginaId: uuid('pagina_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    testo: text('testo').notNull(),
    parole: jsonb('parole').$type<ParolaPagina[]>().notNull(),
    fonte: text('fonte', { enum: FONTI_TESTO }).notNull(),
    confidenza: real('confidenza'),
    motore: text('motore'),
    rilavorataAt: instant('rilavorata_at'), // since then the page was made again, and the correction stayed
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.paginaId] }),
    foreignKey({ columns: [t.ente, t.paginaId], foreignColumns: [pagineArchivio.ente, pagineArchivio.id] }),
    index('testi_letti_unita_ix').on(t.ente, t.unitaId),
    check('testi_letti_fonte_ck', oneOf(t.fonte, FONTI_TESTO)),
  ],
)

/** Who corrected the text of a page, or took the corrections back. Only added to. */
export const correzioniTesto = pgTable(
  'correzioni_testo',
  {
    ente: ente(),
    id: id(),
    paginaId: uuid('pagina_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    versione: integer('versione').notNull(), // of the text it left: testi_pagina.versione_riga
    atto: text('atto', { enum: ATTI_CORREZIONE }).notNull(),
    righe: jsonb('righe').$type<RigaCambiata[]>().notNull(),
    personaId: uuid('persona_id').notNull(),
    nome: text('nome').notNull(), // as it was then
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.paginaId], foreignColumns: [pagineArchivio.ente, pagineArchivio.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    unique('correzioni_testo_versione_uq').on(t.ente, t.paginaId, t.versione),
    check('correzioni_testo_atto_ck', oneOf(t.atto, ATTI_CORREZIONE)),
  ],
)
