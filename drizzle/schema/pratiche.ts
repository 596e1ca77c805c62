/** Drafts and practices: what was asked, under which version, what happened, who has it, when it is due. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { IsoDate } from '@/lib/core/date'
import type { SoggettoDocumento } from '@/lib/documenti/rules-file'
import { ESITI, STATI, STATI_ATTO, TIPI_ATTO, TIPI_EVENTO } from '@/lib/pratiche/rules'
import { ente, id, instant, oneOf, timestamps } from './columns'
import { mandati } from './imprese'
import { procedimentoVersioni } from './procedimenti'
import { organizzazioni, persone, uffici } from './soggetti'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const tipoEvento = pgEnum('tipo_evento', TIPI_EVENTO)
export const tipoAtto = pgEnum('tipo_atto', TIPI_ATTO)
export const statoAtto = pgEnum('stato_atto', STATI_ATTO)

/** An istanza being written. It becomes a pratica once; the row stays as the trace of the filing key. */
export const bozze = pgTable(
  'bozze',
  {
    ente: ente(),
    id: id(),
    procedimento: text('procedimento').notNull(),
    versione: integer('versione').notNull(),
    personaId: uuid('persona_id').notNull(), // who writes
    organizzazioneId: uuid('organizzazione_id'), // for whom; null: on own behalf
    titolareId: uuid('titolare_id'), // the person for whom, when it is neither the writer nor a company
    mandatoId: uuid('mandato_id'), // under which mandate it is written for another
    dati: jsonb('dati').$type<Record<string, unknown>>().notNull().default({}),
    passiVisti: text('passi_visti').array().notNull().default(sql`'{}'::text[]`), // question pages confirmed with Continua
    revisione: integer('revisione').notNull().default(0), // +1 at each save
    revisioni: jsonb('revisioni').$type<Record<string, number>>().notNull().default({}), // of each step: the second tab is told
    chiaveInvio: uuid('chiave_invio').notNull().default(sql`gen_random_uuid()`), // idempotency key of the filing
    praticaId: uuid('pratica_id'), // set when filed
    eliminataAt: instant('eliminata_at'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({
      columns: [t.ente, t.procedimento, t.versione],
      foreignColumns: [procedimentoVersioni.ente, procedimentoVersioni.codice, procedimentoVersioni.versione],
    }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.organizzazioneId], foreignColumns: [organizzazioni.ente, organizzazioni.id] }),
    foreignKey({ columns: [t.ente, t.titolareId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.mandatoId], foreignColumns: [mandati.ente, mandati.id] }),
    index('bozze_pratica_ix').on(t.ente, t.praticaId), // asked by the policies
    index('bozze_persona_ix').on(t.ente, t.personaId, t.updatedAt),
    index('bozze_titolare_ix').on(t.ente, t.titolareId).where(sql`titolare_id is not null`),
    index('bozze_mandato_ix').on(t.ente, t.mandatoId).where(sql`mandato_id is not null`),
  ],
)

/** One procedure opened on a person's istanza (L. 241/1990, art. 2). Never deleted. */
export const pratiche = pgTable(
  'pratiche',
  {
    ente: ente(),
    id: id(),
    anno: integer('anno').notNull(),
    numero: integer('numero').notNull(), // protocol number of the istanza
    procedimento: text('procedimento').notNull(),
    versione: integer('versione').notNull(),
    chiaveInvio: uuid('chiave_invio').notNull(),
    personaId: uuid('persona_id').notNull(), // who filed
    organizzazioneId: uuid('organizzazione_id'), // for whom
    titolareId: uuid('titolare_id'), // the person for whom, when it is neither who filed nor a company
    mandatoId: uuid('mandato_id'), // under which mandate it was filed
    seguitaDaId: uuid('seguita_da_id'), // who follows it now, when it is no longer who filed
    richiedente: text('richiedente').notNull(), // name shown in queues
    ufficioId: uuid('ufficio_id').notNull(),
    assegnatarioId: uuid('assegnatario_id'),
    // words, not an enum: equality of enums is not leakproof, and behind a policy it has neither index nor statistics
    stato: text('stato', { enum: STATI }).notNull().default('ricevuta'),
    esito: text('esito', { enum: ESITI }),
    oggetto: text('oggetto').notNull(), // 'Singola, 72 t, Luni – La Spezia'
    dati: jsonb('dati').$type<Record<string, unknown>>().notNull(),
    presentataAt: instant('presentata_at').notNull(),
    avviataIl: date('avviata_il').$type<IsoDate>().notNull(), // dies a quo: not counted
    termineGiorni: smallint('termine_giorni').notNull(),
    termineUnita: text('termine_unita').$type<'giorni' | 'giorni_lavorativi'>().notNull().default('giorni'),
    scadeIl: date('scade_il').$type<IsoDate>().notNull(), // recomputed at each event of the clock
    conclusaIl: date('conclusa_il').$type<IsoDate>(),
    versioneRiga: integer('versione_riga').notNull().default(0), // events so far; two officers at once: the second is told
    massaKg: integer('massa_kg').generatedAlwaysAs(sql`nullif(dati #>> '{convoglio,massaComplessivaKg}', '')::int`),
    tipo: text('tipo').generatedAlwaysAs(sql`dati ->> 'tipo'`),
    targhe: text('targhe').generatedAlwaysAs(sql`(jsonb_path_query_array(dati, '$.convoglio.veicoli[*].targa'))::text`),
    ricerca: tsvector('ricerca').generatedAlwaysAs(
      sql`to_tsvector('simple', anno::text || '/' || lpad(numero::text, 7, '0')) || to_tsvector('simple', coalesce(richiedente, '')) || to_tsvector('simple', coalesce(oggetto, '')) || to_tsvector('simple', coalesce((jsonb_path_query_array(dati, '$.convoglio.veicoli[*].targa'))::text, ''))`,
    ),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    unique('pratiche_numero_uq').on(t.ente, t.anno, t.numero),
    uniqueIndex('pratiche_chiave_invio_uq').on(t.ente, t.chiaveInvio),
    foreignKey({
      columns: [t.ente, t.procedimento, t.versione],
      foreignColumns: [procedimentoVersioni.ente, procedimentoVersioni.codice, procedimentoVersioni.versione],
    }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.organizzazioneId], foreignColumns: [organizzazioni.ente, organizzazioni.id] }),
    foreignKey({ columns: [t.ente, t.titolareId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.mandatoId], foreignColumns: [mandati.ente, mandati.id] }),
    foreignKey({ columns: [t.ente, t.seguitaDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.ufficioId], foreignColumns: [uffici.ente, uffici.id] }),
    foreignKey({ columns: [t.ente, t.assegnatarioId], foreignColumns: [persone.ente, persone.id] }),
    check('pratiche_stato_ck', oneOf(t.stato, STATI)),
    check('pratiche_esiti_ck', oneOf(t.esito, ESITI)),
    check('pratiche_esito_ck', sql`(${t.stato} = 'conclusa') = (${t.esito} is not null)`),
    // the last columns: the policies ask who has a practice in common with whom, and stay inside the index
    index('pratiche_persona_ix').on(t.ente, t.personaId, t.presentataAt, t.ufficioId),
    index('pratiche_organizzazione_ix').on(t.ente, t.organizzazioneId, t.presentataAt, t.personaId),
    index('pratiche_titolare_ix').on(t.ente, t.titolareId).where(sql`titolare_id is not null`),
    index('pratiche_mandato_ix').on(t.ente, t.mandatoId).where(sql`mandato_id is not null`),
    // The queue: one office at a time, every order on an index, and last what the policies read, so that counting stays inside it.
    index('pratiche_coda_ix')
      .on(
        t.ente,
        t.ufficioId,
        t.scadeIl,
        t.id,
        t.stato,
        t.assegnatarioId,
        t.personaId,
        t.titolareId,
        t.organizzazioneId,
        t.mandatoId,
        t.procedimento,
      )
      .where(sql`stato <> 'conclusa'`),
    index('pratiche_scadenza_ix').on(t.ente, t.ufficioId, t.scadeIl, t.id),
    index('pratiche_numero_ix').on(t.ente, t.ufficioId, t.anno, t.numero, t.id),
    index('pratiche_aperte_numero_ix').on(t.ente, t.ufficioId, t.anno, t.numero, t.id).where(sql`stato <> 'conclusa'`),
    index('pratiche_richiedente_ix').on(t.ente, t.ufficioId, t.richiedente, t.id),
    index('pratiche_massa_ix').on(t.ente, t.ufficioId, t.massaKg, t.id),
    index('pratiche_stato_ix').on(t.ente, t.ufficioId, t.stato, t.scadeIl, t.id),
    index('pratiche_tipo_ix').on(
      t.ente,
      t.ufficioId,
      t.tipo,
      t.stato,
      t.scadeIl,
      t.id,
      t.personaId,
      t.titolareId,
      t.organizzazioneId,
      t.mandatoId,
      t.procedimento,
    ),
    index('pratiche_assegnatario_ix').on(t.ente, t.assegnatarioId, t.scadeIl),
    index('pratiche_ricerca_ix').using('gin', t.ricerca),
  ],
)

/** Append-only history; the state of a pratica is explained by its events. `seq` is its order within the pratica. */
export const praticaEventi = pgTable(
  'pratica_eventi',
  {
    ente: ente(),
    praticaId: uuid('pratica_id').notNull(),
    seq: integer('seq').notNull(), // 1…n
    tipo: tipoEvento('tipo').notNull(),
    statoDopo: text('stato_dopo', { enum: STATI }).notNull(),
    avvenutoAt: instant('avvenuto_at').notNull(),
    attoreId: uuid('attore_id'), // null: sistema
    attoreNome: text('attore_nome').notNull(),
    agiscePer: text('agisce_per'), // 'LUNI TRASPORTI S.R.L.'
    testo: text('testo'), // reason, question, note
    dati: jsonb('dati').$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    check('pratica_eventi_stato_ck', oneOf(t.statoDopo, STATI)),
    primaryKey({ columns: [t.ente, t.praticaId, t.seq] }),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
  ],
)

/** The deadline ledger: each row moves the clock (avvio, sospensione, ripresa, preavviso…). Read by rules-termini. */
export const termini = pgTable(
  'termini',
  {
    ente: ente(),
    praticaId: uuid('pratica_id').notNull(),
    seq: integer('seq').notNull(),
    tipo: text('tipo').notNull(),
    il: date('il').$type<IsoDate>().notNull(),
    giorni: smallint('giorni'), // of a sospensione: at most; of a proroga: added
    causa: text('causa').$type<'controinteressati'>(), // of a sospensione that may stand beside the one for documents
    motivo: text('motivo'),
    norma: text('norma').notNull(),
    eventoSeq: integer('evento_seq').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.praticaId, t.seq] }),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
  ],
)

export const assegnazioni = pgTable(
  'assegnazioni',
  {
    ente: ente(),
    id: id(),
    praticaId: uuid('pratica_id').notNull(),
    personaId: uuid('persona_id').notNull(),
    daPersonaId: uuid('da_persona_id').notNull(), // who assigned
    dalAt: instant('dal_at').notNull().defaultNow(),
    alAt: instant('al_at'),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
    index('assegnazioni_pratica_ix').on(t.ente, t.praticaId),
  ],
)

export const messaggi = pgTable(
  'messaggi',
  {
    ente: ente(),
    id: id(),
    praticaId: uuid('pratica_id').notNull(),
    daUfficio: boolean('da_ufficio').notNull(),
    autoreId: uuid('autore_id').notNull(),
    autoreNome: text('autore_nome').notNull(),
    testo: text('testo').notNull(),
    chiave: uuid('chiave').notNull(), // idempotency key of the form
    lettoAt: instant('letto_at'), // by the other side
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
    uniqueIndex('messaggi_chiave_uq').on(t.ente, t.chiave),
    index('messaggi_pratica_ix').on(t.ente, t.praticaId, t.createdAt),
  ],
)

/** An uploaded or produced file. Bytes are in the store under `id`, encrypted with a key of their own. */
export const documenti = pgTable(
  'documenti',
  {
    ente: ente(),
    id: id(),
    bozzaId: uuid('bozza_id'), // while the istanza is being written
    praticaId: uuid('pratica_id'), // once filed
    soggettoTipo: text('soggetto_tipo').$type<SoggettoDocumento>(), // of what else it is the proof or the copy
    soggettoId: uuid('soggetto_id'),
    eventoSeq: integer('evento_seq'), // the event it came with
    tipo: text('tipo').notNull(), // id of the allegato in the definition, 'integrazione', 'osservazioni', 'ricevuta', 'atto'
    nome: text('nome').notNull(),
    mime: text('mime').notNull(), // decided by content
    byte: bigint('byte', { mode: 'number' }).notNull(), // declared, then checked
    sha256: text('sha256'), // hex, of the plain bytes
    stato: text('stato').$type<'in_arrivo' | 'pronto' | 'rifiutato' | 'eliminato'>().notNull().default('in_arrivo'),
    rifiutoMotivo: text('rifiuto_motivo'),
    chiaveCifrata: text('chiave_cifrata'), // the file's key, wrapped; null once destroyed
    chiaveMaestra: text('chiave_maestra'), // id of the wrapping key; null once the bytes are gone too
    deposito: text('deposito').notNull().default('disco'), // store that holds it
    caricatoDaId: uuid('caricato_da_id'), // null: produced by the portal
    modificatoAt: instant('modificato_at'), // of the file on the person's device: tells the same file chosen again
    scrittore: uuid('scrittore'), // who is writing the bytes now, for as long as the lease lasts
    scrittoreFinoAt: instant('scrittore_fino_at'),
    interno: boolean('interno').notNull().default(false), // not shown to the applicant
    prontoAt: instant('pronto_at'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
    foreignKey({ columns: [t.ente, t.bozzaId], foreignColumns: [bozze.ente, bozze.id] }),
    index('documenti_pratica_ix').on(t.ente, t.praticaId),
    index('documenti_bozza_ix').on(t.ente, t.bozzaId),
    index('documenti_soggetto_ix').on(t.ente, t.soggettoId).where(sql`soggetto_id is not null`),
    index('documenti_arrivo_ix').on(t.updatedAt).where(sql`stato = 'in_arrivo'`),
    index('documenti_distrutti_ix').on(t.updatedAt).where(sql`chiave_cifrata is null and chiave_maestra is not null`),
  ],
)

/** A provvedimento or a communication, proposed by the istruttore and signed off by the dirigente. */
export const atti = pgTable(
  'atti',
  {
    ente: ente(),
    id: id(),
    praticaId: uuid('pratica_id').notNull(),
    tipo: tipoAtto('tipo').notNull(),
    stato: statoAtto('stato').notNull().default('proposto'),
    anno: integer('anno'), // number in the register of acts, given at signature
    numero: integer('numero'),
    contenuto: jsonb('contenuto').$type<Record<string, unknown>>().notNull(), // what the template prints
    modello: text('modello').notNull(), // 'autorizzazione@1'
    propostoDaId: uuid('proposto_da_id').notNull(),
    firmatoDaId: uuid('firmato_da_id'),
    firmatoAt: instant('firmato_at'),
    validoDal: date('valido_dal').$type<IsoDate>(),
    validoAl: date('valido_al').$type<IsoDate>(),
    targhe: text('targhe').array().notNull().default(sql`'{}'::text[]`),
    codiceVerifica: text('codice_verifica').unique(), // random, in the QR
    sigillo: text('sigillo'), // signed payload; the key is outside the database
    documentoId: uuid('documento_id'),
    statoMotivo: text('stato_motivo'), // of suspension, revocation
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.praticaId], foreignColumns: [pratiche.ente, pratiche.id] }),
    uniqueIndex('atti_numero_uq').on(t.ente, t.anno, t.numero).where(sql`numero is not null`),
    uniqueIndex('atti_proposto_uq').on(t.ente, t.praticaId).where(sql`stato = 'proposto'`),
    index('atti_pratica_ix').on(t.ente, t.praticaId),
  ],
)

/** Outbox: what must leave the portal after the commit, one row per recipient and event (R06, I5). */
export const postaUscita = pgTable(
  'posta_uscita',
  {
    ente: ente(),
    id: id(),
    chiave: text('chiave').notNull(), // 'pratica:<id>:evento:<seq>:<persona>'
    personaId: uuid('persona_id').notNull(),
    praticaId: uuid('pratica_id'),
    percorso: text('percorso'), // own page it is about, when that is not the pratica
    oggetto: text('oggetto').notNull(),
    testo: text('testo').notNull(),
    canale: text('canale').$type<'area' | 'email'>().notNull(),
    indirizzo: text('indirizzo'),
    stato: text('stato').$type<'in_attesa' | 'consegnata' | 'fallita'>().notNull().default('in_attesa'),
    tentativi: integer('tentativi').notNull().default(0),
    prossimoAt: instant('prossimo_at').notNull().defaultNow(),
    consegnataAt: instant('consegnata_at'),
    errore: text('errore'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    uniqueIndex('posta_uscita_chiave_uq').on(t.ente, t.chiave),
    index('posta_uscita_attesa_ix').on(t.prossimoAt).where(sql`stato = 'in_attesa'`),
    index('posta_uscita_persona_ix').on(t.ente, t.personaId, t.createdAt),
  ],
)
