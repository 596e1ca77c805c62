/** What the search of the archive reads: nobody but the portal sees these rows, and functions answer from them. */
import {
  bigint,
  customType,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { IsoDate } from '@/lib/core/date'
import { unitaArchivistiche } from './archivio'
import { ente } from './columns'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** One row a unit: its lexemes, marked by who may find it by them (lib/archivio/rules-indice.ts), and what is counted. */
export const indiceUnita = pgTable(
  'indice_unita',
  {
    ente: ente(),
    unitaId: uuid('unita_id').notNull(),
    peso: bigint('peso', { mode: 'number' }).notNull(), // order among equals: the newest first
    fondoId: uuid('fondo_id').notNull(),
    comuneIstat: text('comune_istat'),
    tipologia: text('tipologia'),
    anno: smallint('anno'),
    accesso: text('accesso').notNull(),
    consultabileDal: date('consultabile_dal').$type<IsoDate>(),
    accessoDopo: text('accesso_dopo').notNull(),
    lessemi: tsvector('lessemi').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.unitaId] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    index('indice_unita_lessemi_ix').using('gin', t.lessemi),
  ],
)

/** Words of the archive, with the number of units that have them: for suggestions, prefixes and misspellings. */
export const lessico = pgTable(
  'lessico',
  {
    ente: ente(),
    classe: text('classe').notNull(), // '': anybody; '@': signed in; '~': who may see names
    parola: text('parola').notNull(),
    radice: text('radice').notNull(), // its stem
    conto: integer('conto').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ente, t.classe, t.parola] }), index('lessico_radice_ix').on(t.ente, t.radice)],
)
