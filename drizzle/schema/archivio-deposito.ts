/** The papers as things: containers, where they stand, and where they have gone. */
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
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { ESITI_LETTURA, OGGETTI_STORIA } from '@/lib/archivio/deposito/rules'
import { MOTIVI_MOVIMENTO, TIPI_CONTENITORE, TIPI_LUOGO } from '@/lib/archivio/rules'
import type { IsoDate } from '@/lib/core/date'
import { unitaArchivistiche } from './archivio'
import { ente, id, instant, oneOf, timestamps } from './columns'
import { persone } from './soggetti'

/** Site, room, rack, shelf. Names change; the id stays. */
export const luoghiConservazione = pgTable(
  'luoghi_conservazione',
  {
    ente: ente(),
    id: id(),
    padreId: uuid('padre_id'),
    tipo: text('tipo', { enum: TIPI_LUOGO }).notNull(),
    nome: text('nome').notNull(),
    versioneRiga: integer('versione_riga').notNull().default(0),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.padreId], foreignColumns: [t.ente as AnyPgColumn, t.id as AnyPgColumn] }),
    unique('luoghi_conservazione_nome_uq').on(t.ente, t.padreId, t.nome).nullsNotDistinct(),
    check('luoghi_conservazione_tipo_ck', oneOf(t.tipo, TIPI_LUOGO)),
  ],
)

/** A folder, box, roll: what has a label and stands on a shelf. */
export const unitaConservazione = pgTable(
  'unita_conservazione',
  {
    ente: ente(),
    id: id(),
    tipo: text('tipo', { enum: TIPI_CONTENITORE }).notNull(),
    codice: text('codice').notNull(), // on its label
    luogoId: uuid('luogo_id').notNull(), // where it belongs
    posizione: text('posizione'),
    versioneRiga: integer('versione_riga').notNull().default(0),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    unique('unita_conservazione_codice_uq').on(t.ente, t.codice),
    foreignKey({ columns: [t.ente, t.luogoId], foreignColumns: [luoghiConservazione.ente, luoghiConservazione.id] }),
    check('unita_conservazione_tipo_ck', oneOf(t.tipo, TIPI_CONTENITORE)),
  ],
)

/** One file over several folders, one folder with many files. */
export const unitaContenute = pgTable(
  'unita_contenute',
  { ente: ente(), unitaId: uuid('unita_id').notNull(), contenitoreId: uuid('contenitore_id').notNull() },
  (t) => [
    primaryKey({ columns: [t.ente, t.unitaId, t.contenitoreId] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({
      columns: [t.ente, t.contenitoreId],
      foreignColumns: [unitaConservazione.ente, unitaConservazione.id],
    }),
    index('unita_contenute_contenitore_ix').on(t.ente, t.contenitoreId),
  ],
)

/** A container that has left its place; one open movement at a time. */
export const movimenti = pgTable(
  'movimenti',
  {
    ente: ente(),
    id: id(),
    contenitoreId: uuid('contenitore_id').notNull(),
    daLuogoId: uuid('da_luogo_id').notNull(),
    aLuogoId: uuid('a_luogo_id'), // null: out of the Province's places
    motivo: text('motivo', { enum: MOTIVI_MOVIMENTO }).notNull(),
    chiestoDaId: uuid('chiesto_da_id').notNull(),
    uscitaAt: instant('uscita_at').notNull().defaultNow(),
    rientroPrevistoIl: date('rientro_previsto_il').$type<IsoDate>(),
    rientroAt: instant('rientro_at'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({
      columns: [t.ente, t.contenitoreId],
      foreignColumns: [unitaConservazione.ente, unitaConservazione.id],
    }),
    foreignKey({ columns: [t.ente, t.daLuogoId], foreignColumns: [luoghiConservazione.ente, luoghiConservazione.id] }),
    foreignKey({ columns: [t.ente, t.aLuogoId], foreignColumns: [luoghiConservazione.ente, luoghiConservazione.id] }),
    foreignKey({ columns: [t.ente, t.chiestoDaId], foreignColumns: [persone.ente, persone.id] }),
    uniqueIndex('movimenti_aperto_uq').on(t.ente, t.contenitoreId).where(sql`rientro_at is null`),
    check('movimenti_motivo_ck', oneOf(t.motivo, MOTIVI_MOVIMENTO)),
  ],
)

/** What changed in a place, a container or an authority record, by whom. Only new rows. */
export const storiaArchivio = pgTable(
  'storia_archivio',
  {
    ente: ente(),
    oggetto: text('oggetto', { enum: OGGETTI_STORIA }).notNull(),
    oggettoId: uuid('oggetto_id').notNull(),
    seq: integer('seq').notNull(), // 1, 2, 3 … of the thing
    avvenutoAt: instant('avvenuto_at').notNull().default(sql`clock_timestamp()`),
    attoreId: uuid('attore_id').notNull(),
    attoreNome: text('attore_nome').notNull(),
    cosa: text('cosa').notNull(), // 'descritto', 'modificato', …
    modifiche: jsonb('modifiche').$type<Record<string, { da: unknown; a: unknown }>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.oggetto, t.oggettoId, t.seq] }),
    foreignKey({ columns: [t.ente, t.attoreId], foreignColumns: [persone.ente, persone.id] }),
    check('storia_archivio_oggetto_ck', oneOf(t.oggetto, OGGETTI_STORIA)),
  ],
)

/** A count of what stands in a place and in those inside it, by the labels that were read. Never erased. */
export const inventari = pgTable(
  'inventari',
  {
    ente: ente(),
    id: id(),
    luogoId: uuid('luogo_id').notNull(),
    apertoDaId: uuid('aperto_da_id').notNull(),
    apertoAt: instant('aperto_at').notNull().defaultNow(),
    chiusoAt: instant('chiuso_at'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.luogoId], foreignColumns: [luoghiConservazione.ente, luoghiConservazione.id] }),
    foreignKey({ columns: [t.ente, t.apertoDaId], foreignColumns: [persone.ente, persone.id] }),
    uniqueIndex('inventari_aperto_uq').on(t.ente, t.luogoId).where(sql`chiuso_at is null`),
  ],
)

/** A label that was expected and not read, as it was when the count was closed. */
export const nonLettiInventario = pgTable(
  'non_letti_inventario',
  {
    ente: ente(),
    inventarioId: uuid('inventario_id').notNull(),
    codice: text('codice').notNull(),
    contenitoreId: uuid('contenitore_id').notNull(),
    luogoId: uuid('luogo_id').notNull(), // where it belonged
    luogo: text('luogo').notNull(), // its name then, from the place that was counted: 'Sala A › Scaffale 3'
    fuori: text('fuori', { enum: MOTIVI_MOVIMENTO }), // out for this; null: missing
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.inventarioId, t.codice] }),
    foreignKey({ columns: [t.ente, t.inventarioId], foreignColumns: [inventari.ente, inventari.id] }),
    foreignKey({
      name: 'non_letti_inventario_contenitore_fk',
      columns: [t.ente, t.contenitoreId],
      foreignColumns: [unitaConservazione.ente, unitaConservazione.id],
    }),
    check('non_letti_inventario_fuori_ck', oneOf(t.fuori, MOTIVI_MOVIMENTO)),
  ],
)

/** A label read during a count: what it turned out to be is kept as it was then. */
export const lettureInventario = pgTable(
  'letture_inventario',
  {
    ente: ente(),
    inventarioId: uuid('inventario_id').notNull(),
    codice: text('codice').notNull(), // as read
    esito: text('esito', { enum: ESITI_LETTURA }).notNull(),
    lettoDaId: uuid('letto_da_id').notNull(),
    lettoAt: instant('letto_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.inventarioId, t.codice] }),
    foreignKey({ columns: [t.ente, t.inventarioId], foreignColumns: [inventari.ente, inventari.id] }),
    foreignKey({ columns: [t.ente, t.lettoDaId], foreignColumns: [persone.ente, persone.id] }),
    check('letture_inventario_esito_ck', oneOf(t.esito, ESITI_LETTURA)),
  ],
)
