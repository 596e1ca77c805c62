/** Companies that act on the portal: how people join them, the mandates they give, the papers of their vehicles. */
import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { RuoloAppartenenza } from '@/lib/auth/rules'
import type { IsoDate } from '@/lib/core/date'
import type { TipoCarta } from '@/lib/flotta/rules'
import type { EsitoImportazione, RigaImportata } from '@/lib/flotta/rules-importazione'
import type { ImpresaRegistrata } from '@/lib/imprese/rules'
import { ente, id, instant, timestamps } from './columns'
import { appartenenze, organizzazioni, persone, veicoli } from './soggetti'

/** A person asked to join a company, by codice fiscale: they may never have signed in yet. */
export const inviti = pgTable(
  'inviti',
  {
    ente: ente(),
    id: id(),
    organizzazioneId: uuid('organizzazione_id').notNull(),
    codiceFiscale: text('codice_fiscale').notNull(),
    ruolo: text('ruolo').$type<RuoloAppartenenza>().notNull(),
    invitatoDaId: uuid('invitato_da_id').notNull(),
    scadeAt: instant('scade_at').notNull(),
    accettatoAt: instant('accettato_at'),
    rifiutatoAt: instant('rifiutato_at'),
    revocatoAt: instant('revocato_at'),
    appartenenzaId: uuid('appartenenza_id'), // what it became
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.organizzazioneId], foreignColumns: [organizzazioni.ente, organizzazioni.id] }),
    foreignKey({ columns: [t.ente, t.invitatoDaId], foreignColumns: [persone.ente, persone.id] }),
    uniqueIndex('inviti_aperto_uq')
      .on(t.ente, t.organizzazioneId, t.codiceFiscale)
      .where(sql`accettato_at is null and rifiutato_at is null and revocato_at is null`),
    index('inviti_codice_fiscale_ix').on(t.ente, t.codiceFiscale),
  ],
)

/** A person declares to be the legal representative of a company; the register or an officer confirms it. */
export const collegamenti = pgTable(
  'collegamenti',
  {
    ente: ente(),
    id: id(),
    personaId: uuid('persona_id').notNull(),
    tipo: text('tipo').$type<'impresa' | 'agenzia'>().notNull(),
    denominazione: text('denominazione').notNull(),
    codiceFiscale: text('codice_fiscale').notNull(),
    sede: text('sede').notNull(),
    pec: text('pec'),
    alboAutotrasporto: text('albo_autotrasporto'),
    carica: text('carica').notNull(), // as the declarant names it: 'Amministratore unico'
    inviataAt: instant('inviata_at'), // null: the documents are still being added
    ritirataAt: instant('ritirata_at'),
    registro: jsonb('registro').$type<ImpresaRegistrata>(), // what the register answered
    decisaAt: instant('decisa_at'),
    decisaDaId: uuid('decisa_da_id'), // null on a decision: the register confirmed it
    esito: text('esito').$type<'accolta' | 'respinta'>(),
    motivo: text('motivo'), // of a refusal
    appartenenzaId: uuid('appartenenza_id'), // what it became
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.decisaDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.appartenenzaId], foreignColumns: [appartenenze.ente, appartenenze.id] }),
    check('collegamenti_esito_ck', sql`(${t.decisaAt} is null) = (${t.esito} is null)`),
    uniqueIndex('collegamenti_aperto_uq')
      .on(t.ente, t.personaId, t.codiceFiscale)
      .where(sql`decisa_at is null and ritirata_at is null`),
    index('collegamenti_attesa_ix')
      .on(t.ente, t.inviataAt)
      .where(sql`inviata_at is not null and decisa_at is null and ritirata_at is null`),
  ],
)

/** Power to act on the portal in another's name (artt. 1387 ss., 1704 c.c.; art. 38 c. 3-bis D.P.R. 445/2000). */
export const mandati = pgTable(
  'mandati',
  {
    ente: ente(),
    id: id(),
    /** Who gives it: a company, or a person by codice fiscale (who may never have signed in). */
    mandanteOrganizzazioneId: uuid('mandante_organizzazione_id'),
    mandanteCodiceFiscale: text('mandante_codice_fiscale'),
    mandantePersonaId: uuid('mandante_persona_id'), // known once accepted
    /** Who receives it: a company, or a person by codice fiscale. */
    mandatarioOrganizzazioneId: uuid('mandatario_organizzazione_id'),
    mandatarioCodiceFiscale: text('mandatario_codice_fiscale'),
    procedimenti: text('procedimenti').array(), // null: all
    dal: date('dal').$type<IsoDate>().notNull(),
    al: date('al').$type<IsoDate>().notNull(), // last day included
    propostoDa: text('proposto_da').$type<'mandante' | 'mandatario'>().notNull(),
    creatoDaId: uuid('creato_da_id').notNull(),
    scadePropostaAt: instant('scade_proposta_at').notNull(),
    accettatoAt: instant('accettato_at'), // by the principal, with their own identity
    accettatoDaId: uuid('accettato_da_id'),
    rifiutatoAt: instant('rifiutato_at'), // by the principal
    ritiratoAt: instant('ritirato_at'), // proposal taken back
    revocatoAt: instant('revocato_at'), // by the principal
    revocatoDaId: uuid('revocato_da_id'),
    rinunciatoAt: instant('rinunciato_at'), // by the agent
    rinunciatoDaId: uuid('rinunciato_da_id'),
    motivo: text('motivo'), // of a revocation or renunciation
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({
      columns: [t.ente, t.mandanteOrganizzazioneId],
      foreignColumns: [organizzazioni.ente, organizzazioni.id],
    }),
    foreignKey({ columns: [t.ente, t.mandantePersonaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({
      columns: [t.ente, t.mandatarioOrganizzazioneId],
      foreignColumns: [organizzazioni.ente, organizzazioni.id],
    }),
    check('mandati_mandante_ck', sql`(${t.mandanteOrganizzazioneId} is null) <> (${t.mandanteCodiceFiscale} is null)`),
    check(
      'mandati_mandatario_ck',
      sql`(${t.mandatarioOrganizzazioneId} is null) <> (${t.mandatarioCodiceFiscale} is null)`,
    ),
    check('mandati_periodo_ck', sql`${t.dal} <= ${t.al}`),
    check('mandati_procedimenti_ck', sql`${t.procedimenti} is null or cardinality(${t.procedimenti}) > 0`),
    index('mandati_mandante_ix').on(t.ente, t.mandanteOrganizzazioneId),
    index('mandati_mandante_cf_ix').on(t.ente, t.mandanteCodiceFiscale),
    index('mandati_mandatario_ix').on(t.ente, t.mandatarioOrganizzazioneId),
    index('mandati_mandatario_cf_ix').on(t.ente, t.mandatarioCodiceFiscale),
  ],
)

/** A paper of a vehicle and the day it expires. Its file is a document of subject 'carta'. */
export const carteVeicolo = pgTable(
  'carte_veicolo',
  {
    ente: ente(),
    id: id(),
    veicoloId: uuid('veicolo_id').notNull(),
    tipo: text('tipo').$type<TipoCarta>().notNull(),
    numero: text('numero'),
    scadeIl: date('scade_il').$type<IsoDate>(), // last good day; null: does not expire
    eliminataAt: instant('eliminata_at'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.veicoloId], foreignColumns: [veicoli.ente, veicoli.id] }),
    uniqueIndex('carte_veicolo_tipo_uq').on(t.ente, t.veicoloId, t.tipo).where(sql`eliminata_at is null`),
    index('carte_veicolo_scadenza_ix').on(t.ente, t.scadeIl).where(sql`eliminata_at is null`),
  ],
)

/** Which vehicles a driver drives: all that he sees on the portal depends on it. */
export const veicoliAutisti = pgTable(
  'veicoli_autisti',
  {
    ente: ente(),
    veicoloId: uuid('veicolo_id').notNull(),
    appartenenzaId: uuid('appartenenza_id').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.veicoloId, t.appartenenzaId] }),
    foreignKey({ columns: [t.ente, t.veicoloId], foreignColumns: [veicoli.ente, veicoli.id] }),
    foreignKey({ columns: [t.ente, t.appartenenzaId], foreignColumns: [appartenenze.ente, appartenenze.id] }),
    index('veicoli_autisti_appartenenza_ix').on(t.ente, t.appartenenzaId),
  ],
)

/** A file of vehicles that was read and checked, and maybe applied. It changes nothing until then. */
export const importazioniFlotta = pgTable(
  'importazioni_flotta',
  {
    ente: ente(),
    id: id(),
    organizzazioneId: uuid('organizzazione_id').notNull(),
    personaId: uuid('persona_id').notNull(),
    nome: text('nome').notNull(), // of the file
    sha256: text('sha256').notNull(),
    righe: jsonb('righe').$type<RigaImportata[]>().notNull(),
    applicataAt: instant('applicata_at'),
    esito: jsonb('esito').$type<EsitoImportazione>(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.organizzazioneId], foreignColumns: [organizzazioni.ente, organizzazioni.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    index('importazioni_flotta_ix').on(t.ente, t.organizzazioneId, t.createdAt),
    unique('importazioni_flotta_file_uq').on(t.ente, t.organizzazioneId, t.personaId, t.sha256),
  ],
)
