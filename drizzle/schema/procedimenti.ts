/** Procedures as data: each version of a definition is kept for ever, and a pratica keeps the one it was filed under. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { IsoDate } from '@/lib/core/date'
import type { Definizione } from '@/lib/procedimenti/forms'
import { ente, id, instant, timestamps } from './columns'
import { uffici } from './soggetti'

export const procedimenti = pgTable(
  'procedimenti',
  {
    ente: ente(),
    codice: text('codice').notNull(), // 'trasporto-eccezionale'; also its address
    ufficioId: uuid('ufficio_id').notNull(),
    attivo: boolean('attivo').notNull().default(true),
    sospesoMotivo: text('sospeso_motivo'),
    versioneCorrente: integer('versione_corrente').notNull(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.codice] }),
    foreignKey({ columns: [t.ente, t.ufficioId], foreignColumns: [uffici.ente, uffici.id] }),
  ],
)

export const procedimentoVersioni = pgTable(
  'procedimento_versioni',
  {
    ente: ente(),
    codice: text('codice').notNull(),
    versione: integer('versione').notNull(),
    definizione: jsonb('definizione').$type<Definizione>().notNull(),
    impronta: text('impronta').notNull(), // SHA-256 of the canonical JSON
    pubblicataAt: instant('pubblicata_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.codice, t.versione] }),
    foreignKey({ columns: [t.ente, t.codice], foreignColumns: [procedimenti.ente, procedimenti.codice] }),
  ],
)

/** Amounts, limits and terms that change in time, each with its validity, source, and whether the Province confirmed it. */
export const impostazioni = pgTable(
  'impostazioni',
  {
    ente: ente(),
    id: id(),
    chiave: text('chiave').notNull(), // 'trasporti.istruttoria.singola'
    validoDal: date('valido_dal').$type<IsoDate>().notNull(),
    validoAl: date('valido_al').$type<IsoDate>(),
    valore: jsonb('valore').$type<unknown>(), // null: not known
    daConfermare: boolean('da_confermare').notNull(),
    fonte: text('fonte').notNull(),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.ente, t.id] }), index('impostazioni_chiave_ix').on(t.ente, t.chiave, t.validoDal)],
)

/** Prescriptions an officer may choose for a provvedimento (art. 16 c. 1 Reg.). */
export const prescrizioni = pgTable(
  'prescrizioni',
  {
    ente: ente(),
    id: id(),
    procedimento: text('procedimento').notNull(),
    codice: text('codice').notNull(),
    gruppo: text('gruppo').notNull(), // 'Scorta', 'Orari'
    testo: text('testo').notNull(),
    norma: text('norma').notNull(),
    ordine: integer('ordine').notNull(),
    validoDal: date('valido_dal').$type<IsoDate>().notNull(),
    validoAl: date('valido_al').$type<IsoDate>(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    index('prescrizioni_procedimento_ix').on(t.ente, t.procedimento, t.ordine),
  ],
)

/** Row per register and year: the lock from which gap-free numbers come (D.P.R. 445/2000 art. 57). */
export const registri = pgTable(
  'registri',
  {
    ente: ente(),
    registro: text('registro').notNull(), // 'protocollo', 'atti:trasporto-eccezionale'
    anno: integer('anno').notNull(),
    ultimo: integer('ultimo').notNull().default(0),
    ultimoAt: instant('ultimo_at'),
  },
  (t) => [primaryKey({ columns: [t.ente, t.registro, t.anno] })],
)

/** The protocol register: numbers 1…n per year, never reused, never edited (D.P.R. 445/2000 artt. 50–57). */
export const protocolli = pgTable(
  'protocolli',
  {
    ente: ente(),
    anno: integer('anno').notNull(),
    numero: integer('numero').notNull(),
    registratoAt: instant('registrato_at').notNull(),
    verso: text('verso').$type<'entrata' | 'uscita'>().notNull(),
    oggetto: text('oggetto').notNull(),
    mittente: text('mittente').notNull(),
    destinatario: text('destinatario').notNull(),
    impronta: text('impronta').notNull(), // SHA-256 of the registered document
    praticaId: uuid('pratica_id'),
    riservato: boolean('riservato').notNull().default(false), // whom it was sent to is not for the applicant
    annullatoAt: instant('annullato_at'),
    annullatoMotivo: text('annullato_motivo'),
  },
  (t) => [primaryKey({ columns: [t.ente, t.anno, t.numero] }), index('protocolli_pratica_ix').on(t.ente, t.praticaId)],
)

/** Chained, append-only record of who did what. The chain covers a salted hash of the data, so that erasure does not break it. */
export const audit = pgTable(
  'audit',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ente: ente(),
    avvenutoAt: instant('avvenuto_at').notNull().defaultNow(),
    attoreId: uuid('attore_id'), // null: sistema, or a stranger
    attoreRuolo: text('attore_ruolo').notNull(),
    agiscePerId: uuid('agisce_per_id'),
    azione: text('azione').notNull(), // 'pratica.presentata'
    soggettoTipo: text('soggetto_tipo').notNull(),
    soggettoId: text('soggetto_id').notNull(),
    esito: text('esito').notNull().default('ok'),
    dati: jsonb('dati').$type<Record<string, unknown>>().notNull().default({}),
    sale: text('sale').notNull(), // random, hex
    impronta: text('impronta').notNull(), // SHA-256(sale ‖ canonical JSON of the row's content)
    indirizzoIp: text('indirizzo_ip'),
  },
  (t) => [
    index('audit_soggetto_ix').on(t.ente, t.soggettoTipo, t.soggettoId),
    index('audit_attore_ix').on(t.ente, t.attoreId, t.avvenutoAt),
    index('audit_archivio_ix').on(t.avvenutoAt).where(sql`azione like 'archivio.%'`), // who read how much lately
  ],
)

/** The chain itself: committed rows of `audit`, numbered without gaps by one sealer. */
export const auditCatena = pgTable('audit_catena', {
  numero: bigint('numero', { mode: 'number' }).primaryKey(), // 1…n
  auditId: bigint('audit_id', { mode: 'number' }).notNull().unique(),
  impronta: text('impronta').notNull(), // of the row
  catena: text('catena').notNull(), // SHA-256(previous catena ‖ numero ‖ impronta)
  sigillatoAt: instant('sigillato_at').notNull().defaultNow(),
})
