/** What only some may know of a unit: where exactly, of whom, why it is closed, and who is named for what is closed. */

import { sql } from 'drizzle-orm'
import { boolean, check, date, foreignKey, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { CATASTI, RUOLI_AGENTE } from '@/lib/archivio/rules'
import { CATEGORIE_ETICHETTA } from '@/lib/archivio/rules-consultabilita'
import type { IsoDate } from '@/lib/core/date'
import { unitaArchivistiche } from './archivio'
import { ente, id, instant, oneOf, timestamps } from './columns'
import { persone } from './soggetti'

/** The title as the paper has it, with its names. */
export const unitaRiservate = pgTable(
  'unita_riservate',
  {
    ente: ente(),
    unitaId: uuid('unita_id').notNull(),
    titoloOriginale: text('titolo_originale').notNull(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.unitaId] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
  ],
)

/** Streets and parcels of a unit: those of the paper and those of today. */
export const ubicazioniUnita = pgTable(
  'ubicazioni_unita',
  {
    ente: ente(),
    id: id(),
    unitaId: uuid('unita_id').notNull(),
    via: text('via'),
    catasto: text('catasto', { enum: CATASTI }),
    sezione: text('sezione'),
    foglio: text('foglio'),
    mappale: text('mappale'),
    sub: text('sub'),
    attuale: boolean('attuale').notNull().default(false), // else as the paper has it
    verificata: boolean('verificata').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    index('ubicazioni_unita_ix').on(t.ente, t.unitaId),
    check('ubicazioni_unita_catasto_ck', oneOf(t.catasto, CATASTI)),
    check('ubicazioni_unita_qualcosa_ck', sql`via is not null or (foglio is not null and mappale is not null)`),
  ],
)

/** Who is named in a unit, and as what. */
export const agentiUnita = pgTable(
  'agenti_unita',
  {
    ente: ente(),
    id: id(),
    unitaId: uuid('unita_id').notNull(),
    ruolo: text('ruolo', { enum: RUOLI_AGENTE }).notNull(),
    nome: text('nome').notNull(),
    codiceFiscale: text('codice_fiscale'), // opens the unit to who signs in with it
    albo: text('albo'),
    targa: text('targa'), // of the vehicle, in files about transport
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    index('agenti_unita_ix').on(t.ente, t.unitaId),
    index('agenti_unita_cf_ix').on(t.codiceFiscale).where(sql`codice_fiscale is not null`),
    check('agenti_unita_ruolo_ck', oneOf(t.ruolo, RUOLI_AGENTE)),
  ],
)

/** Sensitive tags: what closes a unit, and the date of the latest paper that carries it. */
export const etichetteUnita = pgTable(
  'etichette_unita',
  {
    ente: ente(),
    id: id(),
    unitaId: uuid('unita_id').notNull(),
    categoria: text('categoria', { enum: CATEGORIE_ETICHETTA as [string, ...string[]] }).notNull(),
    il: date('il').$type<IsoDate>(),
    anno: smallint('anno'), // when the day is not known
    motivo: text('motivo').notNull(),
    apostaDaId: uuid('aposta_da_id'), // null: by an import
    toltaAt: instant('tolta_at'),
    toltaDaId: uuid('tolta_da_id'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({ columns: [t.ente, t.apostaDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.toltaDaId], foreignColumns: [persone.ente, persone.id] }),
    index('etichette_unita_ix').on(t.ente, t.unitaId),
    check('etichette_unita_categoria_ck', oneOf(t.categoria, CATEGORIE_ETICHETTA)),
    check('etichette_unita_data_ck', sql`num_nonnulls(il, anno) = 1`),
  ],
)

/** Officers named one by one for a fonds or a unit with sensitive data, for a time and a reason. */
export const abilitazioniArchivio = pgTable(
  'abilitazioni_archivio',
  {
    ente: ente(),
    id: id(),
    personaId: uuid('persona_id').notNull(),
    unitaId: uuid('unita_id').notNull(), // the unit, or the top of its tree
    motivo: text('motivo').notNull(),
    dal: date('dal').$type<IsoDate>().notNull(),
    al: date('al').$type<IsoDate>().notNull(), // last day included
    dataDaId: uuid('data_da_id'), // null: by an import
    revocataAt: instant('revocata_at'),
    revocataDaId: uuid('revocata_da_id'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({ columns: [t.ente, t.dataDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.revocataDaId], foreignColumns: [persone.ente, persone.id] }),
    index('abilitazioni_archivio_persona_ix').on(t.personaId, t.unitaId),
    check('abilitazioni_archivio_date_ck', sql`dal <= al`),
  ],
)
