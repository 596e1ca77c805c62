/** How long papers are kept, what is proposed for disposal, and the drafts from which new descriptions begin. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { ESITI_DOPPIONE } from '@/lib/archivio/doppioni/rules'
import { STATI_SCARTO } from '@/lib/archivio/scarto/rules'
import type { IsoDate } from '@/lib/core/date'
import { unitaArchivistiche } from './archivio'
import { ente, id, instant, oneOf, timestamps } from './columns'
import { persone } from './soggetti'

/** How long the papers of a series are kept. A series without a row is kept for ever. */
export const terminiConservazione = pgTable(
  'termini_conservazione',
  {
    ente: ente(),
    id: id(),
    serieId: uuid('serie_id').notNull(), // a series, or the fonds for all its series
    validoDal: date('valido_dal').$type<IsoDate>().notNull(),
    anni: smallint('anni'), // from the last paper; null: for ever
    daConfermare: boolean('da_confermare').notNull(),
    fonte: text('fonte').notNull(), // the plan that says so
    scrittoDaId: uuid('scritto_da_id').notNull(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.serieId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({ columns: [t.ente, t.scrittoDaId], foreignColumns: [persone.ente, persone.id] }),
    unique('termini_conservazione_uq').on(t.ente, t.serieId, t.validoDal),
    check('termini_conservazione_anni_ck', sql`anni between 1 and 100`),
  ],
)

/** A list of papers on its way to disposal, with the acts that decided it. */
export const proposteScarto = pgTable(
  'proposte_scarto',
  {
    ente: ente(),
    id: id(),
    oggetto: text('oggetto').notNull(),
    motivazione: text('motivazione').notNull(),
    stato: text('stato', { enum: STATI_SCARTO }).notNull().default('proposta'),
    propostaDaId: uuid('proposta_da_id').notNull(),
    nullaOsta: text('nulla_osta'), // number of the act of the Soprintendenza, that grants or denies
    nullaOstaIl: date('nulla_osta_il').$type<IsoDate>(),
    decisaDaId: uuid('decisa_da_id'), // who wrote it down
    verbale: text('verbale'), // number of the report of destruction
    verbaleIl: date('verbale_il').$type<IsoDate>(),
    distruttaDaId: uuid('distrutta_da_id'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.propostaDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.decisaDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.distruttaDaId], foreignColumns: [persone.ente, persone.id] }),
    check('proposte_scarto_stato_ck', oneOf(t.stato, STATI_SCARTO)),
    check(
      'proposte_scarto_atti_ck',
      sql`(stato in ('autorizzata', 'negata', 'distrutta')) = (nulla_osta is not null and nulla_osta_il is not null)
        and (stato = 'distrutta') = (verbale is not null and verbale_il is not null) and nulla_osta_il <= verbale_il`,
    ),
  ],
)

/** The list itself, as it was when it was proposed: it stays for ever, whatever becomes of the descriptions. */
export const unitaScarto = pgTable(
  'unita_scarto',
  {
    ente: ente(),
    propostaId: uuid('proposta_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    segnatura: text('segnatura').notNull(),
    titolo: text('titolo').notNull(),
    dataMostrata: text('data_mostrata').notNull(),
    consistenza: text('consistenza'),
    contenitori: text('contenitori').notNull(), // codes, divided by commas
    anni: smallint('anni').notNull(),
    termineIl: date('termine_il').$type<IsoDate>().notNull(), // first day on which it may be proposed
    fonte: text('fonte').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.propostaId, t.unitaId] }),
    foreignKey({ columns: [t.ente, t.propostaId], foreignColumns: [proposteScarto.ente, proposteScarto.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    index('unita_scarto_unita_ix').on(t.ente, t.unitaId),
  ],
)

/** Where a new description in a series begins from. */
export const modelliDescrizione = pgTable(
  'modelli_descrizione',
  {
    ente: ente(),
    id: id(),
    unitaId: uuid('unita_id').notNull(), // the series, or what else new units are added to
    nome: text('nome').notNull(),
    valori: jsonb('valori').$type<Record<string, string>>().notNull(), // of the form, by field
    toltoAt: instant('tolto_at'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    index('modelli_descrizione_ix').on(t.ente, t.unitaId),
  ],
)

/** Two units that look like one, and what an archivist decided: nothing is joined by itself. */
export const doppioni = pgTable(
  'doppioni',
  {
    ente: ente(),
    unaId: uuid('una_id').notNull(), // the lesser of the two ids; of those to be joined, `tieniId` stays
    altraId: uuid('altra_id').notNull(),
    esito: text('esito', { enum: ESITI_DOPPIONE }).notNull(),
    tieniId: uuid('tieni_id'),
    motivo: text('motivo').notNull(),
    decisoDaId: uuid('deciso_da_id').notNull(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.unaId, t.altraId] }),
    foreignKey({ columns: [t.ente, t.unaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({ columns: [t.ente, t.altraId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({ columns: [t.ente, t.decisoDaId], foreignColumns: [persone.ente, persone.id] }),
    check('doppioni_esito_ck', oneOf(t.esito, ESITI_DOPPIONE)),
    check(
      'doppioni_ck',
      sql`una_id < altra_id and (esito = 'da_unire') = (tieni_id is not null) and (tieni_id is null or tieni_id in (una_id, altra_id))`,
    ),
  ],
)
