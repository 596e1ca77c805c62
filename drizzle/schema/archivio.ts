/**
 * Units of the archive, described by level (ISAD(G)). What everybody may know of a unit is in `unita_archivistiche`; what
 * only some may know is in tables of its own, because policies hide rows, not columns (archivio-nomi.ts).
 */
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { LATI_STRADA, LIVELLI_DESCRIZIONE, STATI_TRATTAMENTO, TIPI_PRODUTTORE, TIPOLOGIE } from '@/lib/archivio/rules'
import { LIVELLI_ACCESSO, LIVELLI_DOPO } from '@/lib/archivio/rules-consultabilita'
import { CERTEZZE } from '@/lib/archivio/rules-date'
import type { IsoDate } from '@/lib/core/date'
import { ente, id, instant, oneOf, timestamps } from './columns'
import { persone } from './soggetti'
import { comuni } from './strade'

/** Authority records: who made the papers (ISAAR(CPF)). */
export const soggettiProduttori = pgTable(
  'soggetti_produttori',
  {
    ente: ente(),
    id: id(),
    tipo: text('tipo', { enum: TIPI_PRODUTTORE }).notNull(),
    denominazione: text('denominazione').notNull(),
    altreDenominazioni: text('altre_denominazioni').array().notNull().default(sql`'{}'::text[]`),
    esistenza: text('esistenza'), // 'dal 1971', '1865–1927'
    storia: text('storia'),
    versioneRiga: integer('versione_riga').notNull().default(0),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    unique('soggetti_produttori_nome_uq').on(t.ente, t.denominazione),
    check('soggetti_produttori_tipo_ck', oneOf(t.tipo, TIPI_PRODUTTORE)),
  ],
)

/** A unit at any level. Never deleted. Title and contents are written without names of persons. */
export const unitaArchivistiche = pgTable(
  'unita_archivistiche',
  {
    ente: ente(),
    id: id(),
    padreId: uuid('padre_id'), // null: a fonds, or a group of fonds
    fondoId: uuid('fondo_id').notNull(), // top of the tree it stands in; its own id at the top
    posizione: integer('posizione').notNull(), // among its siblings
    ordine: text('ordine').notNull(), // place in the whole tree; sorts bytewise (rules.ts, ordineOf)
    profondita: smallint('profondita').notNull(), // 0 at the top
    livello: text('livello', { enum: LIVELLI_DESCRIZIONE }).notNull(),
    segnatura: text('segnatura').notNull(), // 'IT-SP-PROV/SIS/1987/b012/f0345'
    titolo: text('titolo').notNull(),
    tipologia: text('tipologia', { enum: TIPOLOGIE }),
    dal: date('dal').$type<IsoDate>(),
    al: date('al').$type<IsoDate>(),
    certezza: text('certezza', { enum: CERTEZZE }).notNull(),
    dataMostrata: text('data_mostrata').notNull(), // 's.d.', 'ca. 1974'
    anno: smallint('anno').generatedAlwaysAs(sql`extract(year from dal)::smallint`),
    consistenza: text('consistenza'),
    pagine: integer('pagine'), // digitised
    produttoreId: uuid('produttore_id'),
    detentore: text('detentore'), // another body that holds the papers; null: the Province
    numeroPratica: text('numero_pratica'), // repeats over the years
    annoPratica: smallint('anno_pratica'),
    registro: text('registro'),
    protocolloStorico: text('protocollo_storico'),
    classificazione: text('classificazione'), // titolo/classe/sottoclasse
    comuneIstat: text('comune_istat'),
    comuneStorico: text('comune_storico'), // as the paper has it, when it is no longer the name
    localita: text('localita'),
    opera: text('opera'),
    materiale: text('materiale'),
    normativa: text('normativa'),
    esito: text('esito'),
    tappe: jsonb('tappe').$type<{ che: string; il: IsoDate }[]>().notNull().default([]), // deposit, authorisation, collaudo
    contenuto: text('contenuto'),
    lingua: text('lingua').notNull().default('italiano'),
    supporto: text('supporto'),
    conservazione: text('conservazione'),
    lacune: text('lacune'),
    riproduzione: text('riproduzione'), // conditions
    trattamento: text('trattamento', { enum: STATI_TRATTAMENTO }).notNull(),
    accessoBase: text('accesso_base', { enum: LIVELLI_ACCESSO }).notNull(), // from its series
    accesso: text('accesso', { enum: LIVELLI_ACCESSO }).notNull(), // computed, as the next two: rules-consultabilita.ts
    consultabileDal: date('consultabile_dal').$type<IsoDate>(),
    accessoDopo: text('accesso_dopo', { enum: LIVELLI_DOPO }).notNull(),
    fonte: text('fonte').notNull(), // of the description
    descrittaAt: instant('descritta_at').notNull().defaultNow(),
    versioneRiga: integer('versione_riga').notNull().default(0), // changes so far; two archivists at once: the second is told
    ...timestamps,
    // since when the unit has been as everybody sees it: harvesters ask what has changed after an instant
    espostaAt: instant('esposta_at')
      .notNull()
      .generatedAlwaysAs(sql`greatest(updated_at, consultabile_dal::timestamp at time zone 'Europe/Rome')`),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    unique('unita_archivistiche_segnatura_uq').on(t.ente, t.segnatura),
    foreignKey({ columns: [t.ente, t.padreId], foreignColumns: [t.ente as AnyPgColumn, t.id as AnyPgColumn] }),
    foreignKey({ columns: [t.ente, t.fondoId], foreignColumns: [t.ente as AnyPgColumn, t.id as AnyPgColumn] }),
    foreignKey({ columns: [t.ente, t.produttoreId], foreignColumns: [soggettiProduttori.ente, soggettiProduttori.id] }),
    foreignKey({ columns: [t.comuneIstat], foreignColumns: [comuni.istat] }),
    uniqueIndex('unita_archivistiche_figli_uq').on(t.ente, t.padreId, t.posizione).where(sql`padre_id is not null`),
    uniqueIndex('unita_archivistiche_cime_uq').on(t.ente, t.posizione).where(sql`padre_id is null`),
    index('unita_archivistiche_fondo_ix').on(t.ente, t.fondoId),
    index('unita_archivistiche_produttore_ix').on(t.ente, t.produttoreId).where(sql`produttore_id is not null`),
    index('unita_archivistiche_esposta_ix').on(t.ente, t.espostaAt, t.id),
    check('unita_archivistiche_livello_ck', oneOf(t.livello, LIVELLI_DESCRIZIONE)),
    check('unita_archivistiche_tipologia_ck', oneOf(t.tipologia, TIPOLOGIE)),
    check('unita_archivistiche_certezza_ck', oneOf(t.certezza, CERTEZZE)),
    check('unita_archivistiche_trattamento_ck', oneOf(t.trattamento, STATI_TRATTAMENTO)),
    check('unita_archivistiche_accesso_base_ck', oneOf(t.accessoBase, LIVELLI_ACCESSO)),
    check('unita_archivistiche_accesso_ck', oneOf(t.accesso, LIVELLI_ACCESSO)),
    check('unita_archivistiche_accesso_dopo_ck', oneOf(t.accessoDopo, LIVELLI_DOPO)),
    check(
      'unita_archivistiche_date_ck',
      sql`(dal is null) = (al is null) and dal <= al and (dal is null) = (certezza = 'senza_data')`,
    ),
    check(
      'unita_archivistiche_cima_ck',
      sql`(padre_id is null) = (fondo_id = id) and (padre_id is null) = (profondita = 0)`,
    ),
  ],
)

/** Roads of a unit, with the kilometres when it says them. */
export const tratteUnita = pgTable(
  'tratte_unita',
  {
    ente: ente(),
    id: id(),
    unitaId: uuid('unita_id').notNull(),
    strada: text('strada').notNull(), // 'SP 370'; also roads that are no longer the Province's
    daM: integer('da_m'),
    aM: integer('a_m'),
    lato: text('lato', { enum: LATI_STRADA }),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    index('tratte_unita_ix').on(t.ente, t.unitaId),
    check('tratte_unita_lato_ck', oneOf(t.lato, LATI_STRADA)),
    check('tratte_unita_km_ck', sql`(da_m is null) = (a_m is null) and da_m between 0 and a_m`),
  ],
)

/** Subjects, from one list. */
export const voci = pgTable(
  'voci',
  { ente: ente(), id: id(), termine: text('termine').notNull(), ...timestamps },
  (t) => [primaryKey({ columns: [t.ente, t.id] }), unique('voci_termine_uq').on(t.ente, t.termine)],
)

export const vociUnita = pgTable(
  'voci_unita',
  { ente: ente(), unitaId: uuid('unita_id').notNull(), voceId: uuid('voce_id').notNull() },
  (t) => [
    primaryKey({ columns: [t.ente, t.unitaId, t.voceId] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({ columns: [t.ente, t.voceId], foreignColumns: [voci.ente, voci.id] }),
    index('voci_unita_voce_ix').on(t.ente, t.voceId),
  ],
)

/** What changed in a description, by whom. Only new rows. */
export const storiaUnita = pgTable(
  'storia_unita',
  {
    ente: ente(),
    unitaId: uuid('unita_id').notNull(),
    seq: integer('seq').notNull(), // 1, 2, 3 … of the unit
    avvenutoAt: instant('avvenuto_at').notNull().default(sql`clock_timestamp()`),
    attoreId: uuid('attore_id'), // null: the portal, by an import
    attoreNome: text('attore_nome').notNull(),
    cosa: text('cosa').notNull(), // 'descritta', 'modificata', 'spostata', …
    modifiche: jsonb('modifiche').$type<Record<string, { da: unknown; a: unknown }>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.unitaId, t.seq] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({ columns: [t.ente, t.attoreId], foreignColumns: [persone.ente, persone.id] }),
  ],
)

/** Units that were everybody's and are no longer: whoever harvested them is told to drop them, and nothing else. */
export const ritiriCatalogo = pgTable(
  'ritiri_catalogo',
  {
    ente: ente(),
    unitaId: uuid('unita_id').notNull(),
    fondoId: uuid('fondo_id').notNull(),
    ritirataAt: instant('ritirata_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.unitaId] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    index('ritiri_catalogo_ix').on(t.ente, t.ritirataAt, t.unitaId),
  ],
)
