/** Reading the digitised papers: which pages were looked at, which were closed or covered and by whom. */
import { sql } from 'drizzle-orm'
import {
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
import { CATEGORIE_ETICHETTA, type CategoriaEtichetta } from '@/lib/archivio/rules-consultabilita'
import { ATTI_RISERVATEZZA, type RegioneCoperta } from '@/lib/archivio/rules-copertura'
import type { ParolaPagina } from '@/lib/archivio/rules-digitale'
import type { IsoDate } from '@/lib/core/date'
import { pagineArchivio } from './archivio-digitale'
import { ente, id, instant, oneOf } from './columns'
import { persone } from './soggetti'

/** A page of papers that are not everybody's, seen by somebody: one row for a few minutes, however many tiles it took. */
export const vistePagina = pgTable(
  'viste_pagina',
  {
    ente: ente(),
    personaId: uuid('persona_id').notNull(),
    paginaId: uuid('pagina_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    finestraAt: instant('finestra_at').notNull(), // beginning of the minutes it stands for
    classe: text('classe').notNull(), // what they were for the unit
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.personaId, t.paginaId, t.finestraAt] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.paginaId], foreignColumns: [pagineArchivio.ente, pagineArchivio.id] }),
    index('viste_pagina_quando_ix').on(t.ente, t.personaId, t.finestraAt),
    index('viste_pagina_unita_ix').on(t.ente, t.unitaId, t.finestraAt),
  ],
)

/** Who closed a page, opened it, covered parts of it or uncovered them. Only added to. */
export const copertureArchivio = pgTable(
  'coperture_archivio',
  {
    ente: ente(),
    id: id(),
    paginaId: uuid('pagina_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    versione: integer('versione').notNull(), // 1, 2, 3 … of the page
    atto: text('atto', { enum: ATTI_RISERVATEZZA }).notNull(),
    regioni: jsonb('regioni').$type<RegioneCoperta[]>().notNull(), // empty unless `oscurata`
    categoria: text('categoria').$type<CategoriaEtichetta>(), // what the page says that closes it; null: nothing of the sort
    il: date('il').$type<IsoDate>(), // of the paper: its term counts from then
    anno: smallint('anno'), // when the day is not known
    motivo: text('motivo').notNull(),
    personaId: uuid('persona_id').notNull(),
    nome: text('nome').notNull(), // as it was then
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.paginaId], foreignColumns: [pagineArchivio.ente, pagineArchivio.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    unique('coperture_archivio_versione_uq').on(t.ente, t.paginaId, t.versione),
    check('coperture_archivio_atto_ck', oneOf(t.atto, ATTI_RISERVATEZZA)),
    check(
      'coperture_archivio_categoria_ck',
      sql`categoria is null and num_nonnulls(il, anno) = 0 or categoria is not null and num_nonnulls(il, anno) = 1
        and ${oneOf(t.categoria, CATEGORIE_ETICHETTA)} and atto = 'chiusa'`,
    ),
    check('coperture_archivio_regioni_ck', sql`(${t.atto} = 'oscurata') = (jsonb_array_length(${t.regioni}) > 0)`),
  ],
)

/** What is still to be read of a page once its covered parts are taken out: for whoever sees the covered image. */
export const testiOscurati = pgTable(
  'testi_oscurati',
  {
    ente: ente(),
    paginaId: uuid('pagina_id').notNull(),
    unitaId: uuid('unita_id').notNull(),
    testo: text('testo').notNull(),
    parole: jsonb('parole').$type<ParolaPagina[]>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.paginaId] }),
    foreignKey({ columns: [t.ente, t.paginaId], foreignColumns: [pagineArchivio.ente, pagineArchivio.id] }),
    index('testi_oscurati_unita_ix').on(t.ente, t.unitaId),
  ],
)
