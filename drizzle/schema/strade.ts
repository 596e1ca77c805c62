/** Places and roads: Comuni, provincial roads, stretches with their owner and the limits known on them, all dated. */
import { boolean, date, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { IsoDate } from '@/lib/core/date'
import type { TipoProprietario } from '@/lib/trasporti/rules-tipi'
import { ente, id, timestamps } from './columns'

export const comuni = pgTable('comuni', {
  istat: text('istat').primaryKey(), // '011015'
  nome: text('nome').notNull(),
  catastale: text('catastale').notNull(), // 'E463'
  cap: text('cap').notNull(),
  provincia: text('provincia').notNull(), // 'SP'
  popolazione: integer('popolazione').notNull(), // census 2011
})

export const strade = pgTable(
  'strade',
  {
    ente: ente(),
    id: id(),
    codice: text('codice').notNull(), // 'SP 21'
    denominazione: text('denominazione'),
    luoghi: text('luoghi').notNull(), // places the source names
    fonte: text('fonte').notNull(),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.ente, t.id] }), unique('strade_codice_uq').on(t.ente, t.codice)],
)

/** Who owns a stretch, from when to when. Where the sources disagree the row says so. */
export const stradeProprieta = pgTable(
  'strade_proprieta',
  {
    ente: ente(),
    id: id(),
    stradaId: uuid('strada_id').notNull(),
    daM: integer('da_m'), // progressiva; null: whole road
    aM: integer('a_m'),
    proprietario: text('proprietario').$type<TipoProprietario>().notNull(),
    proprietarioNome: text('proprietario_nome').notNull(),
    validoDal: date('valido_dal').$type<IsoDate>().notNull(),
    validoAl: date('valido_al').$type<IsoDate>(),
    daConfermare: boolean('da_confermare').notNull(),
    fonte: text('fonte').notNull(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.stradaId], foreignColumns: [strade.ente, strade.id] }),
    index('strade_proprieta_strada_ix').on(t.ente, t.stradaId),
  ],
)

/** A limit in force on a stretch or structure: a bridge at 26 t, a height under an arch. */
export const stradeLimiti = pgTable(
  'strade_limiti',
  {
    ente: ente(),
    id: id(),
    stradaId: uuid('strada_id').notNull(),
    luogo: text('luogo').notNull(), // 'ponte di Piana Battolla (Follo)'
    progressivaM: integer('progressiva_m'),
    iop: text('iop'), // AINOP code of the structure
    massaMaxKg: integer('massa_max_kg'),
    altezzaMaxCm: integer('altezza_max_cm'),
    larghezzaMaxCm: integer('larghezza_max_cm'),
    atto: text('atto').notNull(), // ordinance
    validoDal: date('valido_dal').$type<IsoDate>().notNull(),
    validoAl: date('valido_al').$type<IsoDate>(),
    daConfermare: boolean('da_confermare').notNull(),
    fonte: text('fonte').notNull(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.stradaId], foreignColumns: [strade.ente, strade.id] }),
    index('strade_limiti_strada_ix').on(t.ente, t.stradaId),
  ],
)
