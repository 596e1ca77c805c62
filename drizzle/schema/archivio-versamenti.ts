/** Practices that are over, transferred to the archive: which unit each became (D.P.R. 445/2000 art. 67). */
import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { unitaArchivistiche } from './archivio'
import { ente, instant } from './columns'
import { pratiche } from './pratiche'
import { persone } from './soggetti'

/** One row a practice, for ever. Its papers are copies: those of the practice stay where they are. */
export const versamentiPratica = pgTable(
  'versamenti_pratica',
  {
    ente: ente(),
    praticaId: uuid('pratica_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    codice: text('codice').notNull(), // '2026/0000123': who works in the archive does not see the practice
    file: integer('file').notNull(), // how many of its documents came with it
    personaId: uuid('persona_id').notNull(),
    nome: text('nome').notNull(), // as it was then
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.praticaId] }),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    unique('versamenti_pratica_unita_uq').on(t.ente, t.unitaId),
    index('versamenti_pratica_quando_ix').on(t.ente, t.createdAt),
    check('versamenti_pratica_file_ck', sql`file >= 0`),
  ],
)
