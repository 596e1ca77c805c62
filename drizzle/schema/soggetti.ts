/** Who takes part: the body and its offices, persons, organisations, and the roles that tie them. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { RuoloAppartenenza, RuoloEnte, TipoOrganizzazione } from '@/lib/auth/rules'
import type { IsoDate } from '@/lib/core/date'
import type { AttributiImpresa } from '@/lib/spid/rules-risposta'
import { ente, id, instant, timestamps } from './columns'

/** A public body that runs a counter on this portal. */
export const enti = pgTable('enti', {
  ente: text('ente').primaryKey(), // codice IPA
  denominazione: text('denominazione').notNull(),
  codiceFiscale: text('codice_fiscale').notNull(),
  indirizzo: text('indirizzo').notNull(),
  pec: text('pec').notNull(),
  telefono: text('telefono').notNull(),
  ...timestamps,
})

export const uffici = pgTable(
  'uffici',
  {
    ente: ente(),
    id: id(),
    codice: text('codice').notNull(), // 'trasporti-eccezionali'
    denominazione: text('denominazione').notNull(),
    email: text('email').notNull(),
    telefono: text('telefono').notNull(),
    orari: text('orari').notNull(),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.ente, t.id] }), unique('uffici_codice_uq').on(t.ente, t.codice)],
)

/** A natural person, known by the fiscal code that an identity provider has asserted. */
export const persone = pgTable(
  'persone',
  {
    ente: ente(),
    id: id(),
    codiceFiscale: text('codice_fiscale').notNull(), // 16 characters, no prefix
    nome: text('nome').notNull(),
    cognome: text('cognome').notNull(),
    natoIl: date('nato_il').$type<IsoDate>(),
    email: text('email'),
    telefono: text('telefono'),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.ente, t.id] }), unique('persone_cf_uq').on(t.ente, t.codiceFiscale)],
)

/** A company, an agency, a Comune, another road owner, a police force. */
export const organizzazioni = pgTable(
  'organizzazioni',
  {
    ente: ente(),
    id: id(),
    tipo: text('tipo').$type<TipoOrganizzazione>().notNull(),
    denominazione: text('denominazione').notNull(),
    codiceFiscale: text('codice_fiscale').notNull(),
    partitaIva: text('partita_iva'),
    sede: text('sede').notNull(),
    pec: text('pec'),
    alboAutotrasporto: text('albo_autotrasporto'), // number in the Albo, or of the conto proprio licence
    comuneIstat: text('comune_istat'),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.ente, t.id] }), unique('organizzazioni_cf_uq').on(t.ente, t.codiceFiscale)],
)

/** A person belongs to an organisation, with a role and for a time. */
export const appartenenze = pgTable(
  'appartenenze',
  {
    ente: ente(),
    id: id(),
    personaId: uuid('persona_id').notNull(),
    organizzazioneId: uuid('organizzazione_id').notNull(),
    ruolo: text('ruolo').$type<RuoloAppartenenza>().notNull(),
    validoDal: date('valido_dal').$type<IsoDate>().notNull(),
    validoAl: date('valido_al').$type<IsoDate>(), // last day included
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.organizzazioneId], foreignColumns: [organizzazioni.ente, organizzazioni.id] }),
    index('appartenenze_persona_ix').on(t.ente, t.personaId),
    index('appartenenze_organizzazione_ix').on(t.ente, t.organizzazioneId),
  ],
)

/** A role given by the Province itself: officers, dirigenti, police, technicians of consulted bodies. */
export const ruoli = pgTable(
  'ruoli',
  {
    ente: ente(),
    id: id(),
    personaId: uuid('persona_id').notNull(),
    ruolo: text('ruolo').$type<RuoloEnte>().notNull(),
    ufficioId: uuid('ufficio_id'), // of the Province's own officers
    organizzazioneId: uuid('organizzazione_id'), // of police and consulted bodies
    validoDal: date('valido_dal').$type<IsoDate>().notNull(),
    validoAl: date('valido_al').$type<IsoDate>(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.ufficioId], foreignColumns: [uffici.ente, uffici.id] }),
    foreignKey({ columns: [t.ente, t.organizzazioneId], foreignColumns: [organizzazioni.ente, organizzazioni.id] }),
    index('ruoli_persona_ix').on(t.ente, t.personaId),
  ],
)

/** A vehicle of a company's fleet, to be used again in the next istanza. */
export const veicoli = pgTable(
  'veicoli',
  {
    ente: ente(),
    id: id(),
    organizzazioneId: uuid('organizzazione_id').notNull(),
    targa: text('targa').notNull(),
    classe: text('classe').notNull(), // CLASSI_VEICOLO
    marca: text('marca').notNull(),
    taraKg: integer('tara_kg').notNull(),
    massaMaxKg: integer('massa_max_kg').notNull(),
    numeroAssi: integer('numero_assi').notNull(),
    interassiCm: jsonb('interassi_cm').$type<number[]>().notNull().default([]), // between its own axles, front to back
    dismessoIl: date('dismesso_il').$type<IsoDate>(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.organizzazioneId], foreignColumns: [organizzazioni.ente, organizzazioni.id] }),
    unique('veicoli_targa_uq').on(t.ente, t.organizzazioneId, t.targa),
    check('veicoli_assi_ck', sql`${t.numeroAssi} between 1 and 20`),
  ],
)

/** Open sessions. The cookie carries the token, the row only its SHA-256. */
export const sessioni = pgTable(
  'sessioni',
  {
    tokenHash: text('token_hash').primaryKey(), // SHA-256, hex
    id: id().unique('sessioni_id_uq'), // what a page may name it by
    ente: ente(),
    personaId: uuid('persona_id').notNull(),
    agiscePerId: uuid('agisce_per_id'), // organizzazione the person is acting for, or mandato they act under
    livello: integer('livello').notNull(), // SPID level 1–3
    accessoId: uuid('accesso_id'), // row of `accessi_spid` that opened it
    usataAt: instant('usata_at').notNull().defaultNow(),
    scadeAt: instant('scade_at').notNull(), // absolute limit
    createdAt: instant('created_at').notNull().defaultNow(),
    indirizzoIp: text('indirizzo_ip'),
    dispositivo: text('dispositivo'), // short text of the user agent
    deveRinnovare: boolean('deve_rinnovare').notNull().default(false),
    secondoFattoreAt: instant('secondo_fattore_at'), // last time the second factor was given; null: not in this session
    fattoriFalliti: integer('fattori_falliti').notNull().default(0), // wrong codes since the last right one
    sfida: text('sfida'), // challenge put to a passkey, used once
    sfidaScadeAt: instant('sfida_scade_at'),
  },
  (t) => [
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    index('sessioni_persona_ix').on(t.ente, t.personaId),
  ],
)

/** Each login asked of an identity provider, until used or expired; kept as the register of transactions. */
export const accessiSpid = pgTable(
  'accessi_spid',
  {
    ente: ente(),
    id: id(),
    richiestaId: text('richiesta_id').notNull().unique(), // ID of the AuthnRequest
    emessaAt: instant('emessa_at').notNull(),
    idp: text('idp').notNull(), // entityID asked
    livello: integer('livello').notNull(),
    relayState: text('relay_state').notNull(),
    ritorno: text('ritorno').notNull(), // own relative path
    browserHash: text('browser_hash').notNull(), // SHA-256 of the cookie that binds the request to the browser
    statoOauth: text('stato_oauth'), // state of the sign-in hand-over, when one is under way
    richiesta: text('richiesta').notNull(), // the AuthnRequest as sent, sealed (lib/spid/sigillo.ts)
    asserzioneId: text('asserzione_id'),
    nameId: text('name_id'), // Subject of the assertion, for single logout
    sessionIndex: text('session_index'), // of the provider's session, if it opened one
    esito: text('esito'), // 'riuscito', or the reason of the refusal
    personaId: uuid('persona_id'),
    attributiImpresa: jsonb('attributi_impresa').$type<AttributiImpresa>(), // of a professional identity
    codiceHash: text('codice_hash').unique(), // SHA-256 of the one-time code handed to the session opener
    codiceScadeAt: instant('codice_scade_at'),
    codiceUsatoAt: instant('codice_usato_at'),
    conclusoAt: instant('concluso_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.ente, t.id] })],
)

/**
 * Register of transactions: one row for each response that answered a request of ours, accepted or refused, with both
 * messages whole. Only new rows; deleted after 24 months, and not before (art. 13 DPCM 24-10-2014).
 */
export const registroAccessi = pgTable(
  'registro_accessi',
  {
    ente: ente(),
    id: id(),
    accessoId: uuid('accesso_id').notNull(),
    personaId: uuid('persona_id'), // null when refused
    richiestaId: text('richiesta_id').notNull(), // AuthnReq_ID
    richiestaAt: instant('richiesta_at').notNull(), // AuthnReq_IssueInstant
    idp: text('idp').notNull(), // whom we asked
    rispostaId: text('risposta_id'), // Resp_ID and the next three, as the message says them
    rispostaAt: text('risposta_at'),
    rispostaIssuer: text('risposta_issuer'),
    asserzioneId: text('asserzione_id'),
    nameId: text('name_id'), // Assertion_subject
    nameQualifier: text('name_qualifier'),
    esito: text('esito').notNull(), // 'riuscito', or the reason of the refusal
    messaggi: text('messaggi').notNull(), // AuthnRequest and Response, sealed (lib/spid/sigillo.ts)
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    index('registro_accessi_tempo_ix').on(t.ente, t.createdAt),
    index('registro_accessi_persona_ix').on(t.ente, t.personaId, t.createdAt),
  ],
)

/** Assertion ids already accepted, until they expire: no replay. */
export const asserzioniUsate = pgTable('asserzioni_usate', {
  asserzioneId: text('asserzione_id').primaryKey(),
  scadeAt: instant('scade_at').notNull(),
})

/** Requests per window, shared by all instances. */
export const contatori = pgTable(
  'contatori',
  {
    chiave: text('chiave').notNull(), // 'accesso:<ip hash>'
    finestraAt: instant('finestra_at').notNull(),
    conto: integer('conto').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chiave, t.finestraAt] })],
)
