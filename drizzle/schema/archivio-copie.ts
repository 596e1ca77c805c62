/** Copies of papers given on a request: what they cost, what was paid, and the certified ones. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { IsoDate } from '@/lib/core/date'
import type { VoceCosto } from '@/lib/trasporti/rules-tipi'
import { ente, id, instant, timestamps } from './columns'
import { pratiche } from './pratiche'
import { persone } from './soggetti'

/** The copies that an act grants: one order a request. What is due was computed on the day of the act, and stays. */
export const copieArchivio = pgTable(
  'copie_archivio',
  {
    ente: ente(),
    id: id(),
    praticaId: uuid('pratica_id').notNull(),
    conforme: boolean('conforme').notNull(), // certified copies were asked for
    pagine: integer('pagine').notNull(), // of all the units, those that the reader receives: what is paid for
    voci: jsonb('voci').$type<VoceCosto[]>().notNull(),
    importoCents: integer('importo_cents').notNull(), // sum of what is known
    pagamento: text('pagamento'), // what the payer wrote: code of the receipt or of the stamp
    pagatoIl: date('pagato_il').$type<IsoDate>(),
    dichiaratoDaId: uuid('dichiarato_da_id'),
    dichiaratoAt: instant('dichiarato_at'),
    confermatoDaId: uuid('confermato_da_id'), // the officer who found it paid
    confermatoAt: instant('confermato_at'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    unique('copie_archivio_pratica_uq').on(t.ente, t.praticaId),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
    foreignKey({ columns: [t.ente, t.dichiaratoDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.confermatoDaId], foreignColumns: [persone.ente, persone.id] }),
    check('copie_archivio_importo_ck', sql`importo_cents >= 0 and pagine >= 0`),
    check(
      'copie_archivio_dichiarato_ck',
      sql`num_nonnulls(pagamento, pagato_il, dichiarato_da_id, dichiarato_at) in (0, 4)`,
    ),
    check(
      'copie_archivio_confermato_ck',
      sql`(confermato_at is null) = (confermato_da_id is null) and (confermato_at is null or dichiarato_at is not null)
        and (confermato_da_id is null or confermato_da_id <> dichiarato_da_id)`,
    ),
  ],
)
