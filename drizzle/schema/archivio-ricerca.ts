/** What the search engine of the archive must read again: lib/archivio/motore. Written by triggers alone. */
import { customType, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { ente } from './columns'

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/** The transaction that last changed anything the search knows of a unit: its description, names, places, pages, texts. */
export const unitaMutate = pgTable(
  'unita_mutate',
  { ente: ente(), unitaId: uuid('unita_id').notNull(), transazione: xid8('transazione').notNull() },
  (t) => [primaryKey({ columns: [t.ente, t.unitaId] }), index('unita_mutate_transazione_ix').on(t.ente, t.transazione)],
)
