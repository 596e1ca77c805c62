/** Who reads the archive without asking each time: bodies with a convention, and what is opened in an emergency. */
import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { REGOLE_ALLARME, STATI_SEGNALAZIONE } from '@/lib/archivio/accesso/rules-allarmi'
import type { IsoDate } from '@/lib/core/date'
import { unitaArchivistiche } from './archivio'
import { ente, id, instant, oneOf, timestamps } from './columns'
import { organizzazioni, persone } from './soggetti'

/** An agreement by which named people of a body read papers of some Comuni. Never erased: it ends. */
export const convenzioniArchivio = pgTable(
  'convenzioni_archivio',
  {
    ente: ente(),
    id: id(),
    organizzazioneId: uuid('organizzazione_id').notNull(),
    atto: text('atto').notNull(), // 'Delibera n. 12 del 3 marzo 2027'
    comuni: text('comuni').array().notNull(), // ISTAT codes of the Comuni whose units are read
    dal: date('dal').$type<IsoDate>().notNull(),
    al: date('al').$type<IsoDate>().notNull(), // last day included
    registrataDaId: uuid('registrata_da_id').notNull(),
    cessataAt: instant('cessata_at'),
    cessataDaId: uuid('cessata_da_id'),
    cessataMotivo: text('cessata_motivo'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.organizzazioneId], foreignColumns: [organizzazioni.ente, organizzazioni.id] }),
    foreignKey({ columns: [t.ente, t.registrataDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.cessataDaId], foreignColumns: [persone.ente, persone.id] }),
    index('convenzioni_archivio_organizzazione_ix').on(t.ente, t.organizzazioneId),
    check('convenzioni_archivio_date_ck', sql`dal <= al`),
    check('convenzioni_archivio_comuni_ck', sql`cardinality(comuni) > 0`),
  ],
)

/** Who of the body reads, by name. They must work for it on the day. */
export const lettoriConvenzione = pgTable(
  'lettori_convenzione',
  {
    ente: ente(),
    id: id(),
    convenzioneId: uuid('convenzione_id').notNull(),
    codiceFiscale: text('codice_fiscale').notNull(),
    nome: text('nome').notNull(), // as the body wrote it
    aggiuntoDaId: uuid('aggiunto_da_id').notNull(),
    toltoAt: instant('tolto_at'),
    toltoDaId: uuid('tolto_da_id'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({
      columns: [t.ente, t.convenzioneId],
      foreignColumns: [convenzioniArchivio.ente, convenzioniArchivio.id],
    }),
    foreignKey({ columns: [t.ente, t.aggiuntoDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.toltoDaId], foreignColumns: [persone.ente, persone.id] }),
    unique('lettori_convenzione_uno_uq').on(t.ente, t.convenzioneId, t.codiceFiscale),
    index('lettori_convenzione_cf_ix').on(t.codiceFiscale).where(sql`tolto_at is null`),
  ],
)

/** Papers closed by what they say, opened for hours to an officer who is not named for them: asked by one, confirmed by another. */
export const apertureEmergenza = pgTable(
  'aperture_emergenza',
  {
    ente: ente(),
    id: id(),
    segnatura: text('segnatura').notNull(), // as it was typed: who asks does not learn whether it is there
    motivo: text('motivo').notNull(),
    ore: smallint('ore').notNull(),
    chiestaDaId: uuid('chiesta_da_id').notNull(),
    chiestaAt: instant('chiesta_at').notNull().defaultNow(),
    unitaId: uuid('unita_id'), // once confirmed
    decisaDaId: uuid('decisa_da_id'),
    decisaAt: instant('decisa_at'),
    finoAt: instant('fino_at'), // not included; null while it is asked, and when it is refused
    rifiutoMotivo: text('rifiuto_motivo'),
    chiusaAt: instant('chiusa_at'), // before its time
    chiusaDaId: uuid('chiusa_da_id'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.unitaId], foreignColumns: [unitaArchivistiche.ente, unitaArchivistiche.id] }),
    foreignKey({ columns: [t.ente, t.chiestaDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.decisaDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.chiusaDaId], foreignColumns: [persone.ente, persone.id] }),
    index('aperture_emergenza_persona_ix').on(t.chiestaDaId, t.finoAt),
    check('aperture_emergenza_altri_ck', sql`decisa_da_id <> chiesta_da_id`), // nobody confirms themselves
    check('aperture_emergenza_ore_ck', sql`ore between 1 and 24`),
    check('aperture_emergenza_decisa_ck', sql`(decisa_at is null) = (decisa_da_id is null)`),
    check('aperture_emergenza_aperta_ck', sql`fino_at is null or (unita_id is not null and decisa_at is not null)`),
    check('aperture_emergenza_tempo_ck', sql`fino_at <= decisa_at + make_interval(hours => ore)`),
  ],
)

/** Reading that is not usual, found by a rule: one row a rule, a reader and a day. Somebody of the archive looks at it. */
export const segnalazioniArchivio = pgTable(
  'segnalazioni_archivio',
  {
    ente: ente(),
    id: id(),
    regola: text('regola', { enum: REGOLE_ALLARME }).notNull(),
    il: date('il').$type<IsoDate>().notNull(),
    personaId: uuid('persona_id'), // who read, when they had signed in
    indirizzo: text('indirizzo'), // of the network, when they had not
    quanti: integer('quanti').notNull(), // the most that was counted
    soglia: integer('soglia').notNull(),
    stato: text('stato', { enum: STATI_SEGNALAZIONE }).notNull().default('aperta'),
    nota: text('nota'), // what was found and done
    chiusaDaId: uuid('chiusa_da_id'),
    chiusaAt: instant('chiusa_at'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.chiusaDaId], foreignColumns: [persone.ente, persone.id] }),
    unique('segnalazioni_archivio_una_uq').on(t.ente, t.regola, t.il, t.personaId, t.indirizzo).nullsNotDistinct(),
    check('segnalazioni_archivio_regola_ck', oneOf(t.regola, REGOLE_ALLARME)),
    check('segnalazioni_archivio_stato_ck', oneOf(t.stato, STATI_SEGNALAZIONE)),
    check('segnalazioni_archivio_chi_ck', sql`num_nonnulls(persona_id, indirizzo) = 1`),
    check('segnalazioni_archivio_altri_ck', sql`persona_id <> chiusa_da_id`), // nobody clears themselves
  ],
)
