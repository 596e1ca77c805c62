/** The papers as things: containers, where they stand, and where they have gone. */
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
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
