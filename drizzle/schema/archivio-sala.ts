/** The reading room: who was granted to see papers in it, and when they come. */
import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { STATI_APPUNTAMENTO } from '@/lib/archivio/sala/rules'
import type { IsoDate } from '@/lib/core/date'
import { ente, id, instant, oneOf, timestamps } from './columns'
import { pratiche } from './pratiche'
import { persone } from './soggetti'

/** Papers that somebody may see in the room, until a day: granted with the act. */
export const accessiSala = pgTable(
  'accessi_sala',
  {
    ente: ente(),
    id: id(),
    praticaId: uuid('pratica_id').notNull(),
    personaId: uuid('persona_id').notNull(),
    unitaIds: uuid('unita_ids').array().notNull(),
    scopo: text('scopo').notNull(),
    accompagnatore: text('accompagnatore'), // named on the request (D.P.R. 184/2006 art. 7)
    dal: date('dal').$type<IsoDate>().notNull(),
    al: date('al').$type<IsoDate>().notNull(), // last day included
    concessoDaId: uuid('concesso_da_id').notNull(),
    revocatoAt: instant('revocato_at'),
    revocatoDaId: uuid('revocato_da_id'),
    revocatoMotivo: text('revocato_motivo'), // read by whoever could come
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    unique('accessi_sala_uno_uq').on(t.ente, t.praticaId, t.personaId),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.concessoDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.revocatoDaId], foreignColumns: [persone.ente, persone.id] }),
    check('accessi_sala_revocato_ck', sql`num_nonnulls(revocato_at, revocato_da_id, revocato_motivo) in (0, 3)`),
    index('accessi_sala_persona_ix').on(t.ente, t.personaId),
    check('accessi_sala_date_ck', sql`dal <= al and cardinality(unita_ids) > 0`),
    check('accessi_sala_altri_ck', sql`persona_id <> concesso_da_id`),
  ],
)

/** A seat taken for a slot. Two persons never have the same: who comes second is told. */
export const appuntamentiSala = pgTable(
  'appuntamenti_sala',
  {
    ente: ente(),
    id: id(),
    accessoId: uuid('accesso_id').notNull(),
    giorno: date('giorno').$type<IsoDate>().notNull(),
    inizio: text('inizio').notNull(), // '09:30', in Rome
    fine: text('fine').notNull(),
    posto: smallint('posto').notNull(), // 1 … seats of the room
    stato: text('stato', { enum: STATI_APPUNTAMENTO }).notNull().default('prenotato'),
    disdettoAt: instant('disdetto_at'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.accessoId], foreignColumns: [accessiSala.ente, accessiSala.id] }),
    uniqueIndex('appuntamenti_sala_posto_uq').on(t.ente, t.giorno, t.inizio, t.posto).where(sql`stato <> 'disdetto'`),
    uniqueIndex('appuntamenti_sala_uno_uq').on(t.ente, t.accessoId).where(sql`stato = 'prenotato'`),
    check('appuntamenti_sala_stato_ck', oneOf(t.stato, STATI_APPUNTAMENTO)),
    check('appuntamenti_sala_ora_ck', sql`inizio ~ '^[0-2][0-9]:[0-5][0-9]$' and inizio < fine`),
    check('appuntamenti_sala_posto_ck', sql`posto > 0`),
  ],
)
