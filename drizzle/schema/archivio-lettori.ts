/** What readers keep of the archive for themselves. */
import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { AVVISI } from '@/lib/archivio/ricerche/rules'
import { unitaArchivistiche } from './archivio'
import { ente, id, instant, oneOf, timestamps } from './columns'
import { persone } from './soggetti'

/** A search that somebody wants to make again, and perhaps to be told of. */
export const ricercheSalvate = pgTable(
  'ricerche_salvate',
  {
    ente: ente(),
    id: id(),
    personaId: uuid('persona_id').notNull(),
    nome: text('nome').notNull(),
    domanda: text('domanda').notNull(), // '?q=muro&comune=011024', as the page of results has it
    avviso: text('avviso', { enum: AVVISI }).notNull(),
    /** what had been kept when it was last looked at: the rest is new */
    istantanea: text('istantanea').notNull().default(sql`pg_current_snapshot()::text`),
    vistaAt: instant('vista_at').notNull().defaultNow(),
    prossimaAt: instant('prossima_at'), // null: nobody is told
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    unique('ricerche_salvate_uq').on(t.ente, t.personaId, t.domanda),
    index('ricerche_salvate_prossima_ix').on(t.ente, t.prossimaAt),
    check('ricerche_salvate_avviso_ck', oneOf(t.avviso, AVVISI)),
    check('ricerche_salvate_prossima_ck', sql`(${t.avviso} = 'nessuno') = (${t.prossimaAt} is null)`),
  ],
)

/** A unit, or a page of one, that somebody put aside. What was taken away stays an hour, to be put back. */
export const elementiRaccolta = pgTable(
  'elementi_raccolta',
  {
    ente: ente(),
    id: id(),
    personaId: uuid('persona_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    paginaId: uuid('pagina_id'), // null: the whole unit. No foreign key: pages of a file that is replaced go
    posizione: integer('posizione').notNull(), // in the basket; may leave gaps
    nota: text('nota').notNull().default(''),
    toltoAt: instant('tolto_at'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    unique('elementi_raccolta_uq').on(t.ente, t.personaId, t.unitaId, t.paginaId).nullsNotDistinct(),
    index('elementi_raccolta_tolti_ix').on(t.ente, t.toltoAt).where(sql`tolto_at is not null`),
  ],
)
