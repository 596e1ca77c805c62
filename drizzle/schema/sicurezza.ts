/** How officers are recognised, who gave them their rights, who was stopped, and who looked at what. */
import { sql } from 'drizzle-orm'
import {
  bigint,
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
import type { RuoloEnte } from '@/lib/auth/rules'
import type { TipoFattore } from '@/lib/auth/rules-fattore'
import type { IsoDate } from '@/lib/core/date'
import type { MotivoLettura } from '@/lib/letture/rules'
import type { AzioneRuolo, EsitoRichiesta } from '@/lib/ruoli/rules'
import type { EsitoRevisione, Trimestre } from '@/lib/ruoli/rules-revisione'
import { ente, id, instant, timestamps } from './columns'
import { organizzazioni, persone, ruoli, uffici } from './soggetti'

/** A second factor of a person: an app that makes codes (RFC 6238) or a passkey (WebAuthn). Kept when taken away. */
export const secondiFattori = pgTable(
  'secondi_fattori',
  {
    ente: ente(),
    id: id(),
    personaId: uuid('persona_id').notNull(),
    tipo: text('tipo').$type<TipoFattore>().notNull(),
    nome: text('nome').notNull(), // what its owner calls it: 'Telefono'
    segretoCifrato: text('segreto_cifrato'), // of the app, wrapped by a master key
    chiaveMaestra: text('chiave_maestra'), // id of that master key
    lastStep: bigint('last_step', { mode: 'number' }), // last 30-second step accepted: none is taken twice
    credenzialeId: text('credenziale_id'), // of the passkey, base64url
    chiavePubblica: text('chiave_pubblica'), // COSE, base64url
    contatore: bigint('contatore', { mode: 'number' }), // signature counter of the passkey
    trasporti: jsonb('trasporti').$type<string[]>(),
    usatoAt: instant('usato_at'),
    toltoAt: instant('tolto_at'),
    toltoDaId: uuid('tolto_da_id'), // an administrator, when its owner had lost it
    toltoMotivo: text('tolto_motivo'), // and how the owner was recognised
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    index('secondi_fattori_persona_ix').on(t.ente, t.personaId),
    unique('secondi_fattori_credenziale_uq').on(t.credenzialeId),
    check(
      'secondi_fattori_tipo_ck',
      sql`(${t.tipo} = 'totp' and ${t.segretoCifrato} is not null and ${t.chiaveMaestra} is not null)
        or (${t.tipo} = 'webauthn' and ${t.credenzialeId} is not null and ${t.chiavePubblica} is not null)`,
    ),
  ],
)

/** Codes for the day the phone is lost: ten, each good once, known only as hashes. New ones replace the old. */
export const codiciRecupero = pgTable(
  'codici_recupero',
  {
    ente: ente(),
    id: id(),
    personaId: uuid('persona_id').notNull(),
    codiceHash: text('codice_hash').notNull(), // SHA-256 of 80 random bits
    usatoAt: instant('usato_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    unique('codici_recupero_uq').on(t.ente, t.personaId, t.codiceHash),
  ],
)

/** A change of rights asked by one person and decided by another. Nothing changes in `ruoli` by any other way. */
export const richiesteRuolo = pgTable(
  'richieste_ruolo',
  {
    ente: ente(),
    id: id(),
    azione: text('azione').$type<AzioneRuolo>().notNull(),
    personaId: uuid('persona_id').notNull(), // whose right it is
    ruolo: text('ruolo').$type<RuoloEnte>().notNull(),
    ufficioId: uuid('ufficio_id'),
    organizzazioneId: uuid('organizzazione_id'),
    ruoloId: uuid('ruolo_id'), // the right to be ended; or the one that was given
    validoDal: date('valido_dal').$type<IsoDate>(),
    validoAl: date('valido_al').$type<IsoDate>(), // last day included
    motivo: text('motivo').notNull(),
    chiestaDaId: uuid('chiesta_da_id').notNull(),
    decisaDaId: uuid('decisa_da_id'),
    decisaAt: instant('decisa_at'),
    esito: text('esito').$type<EsitoRichiesta>(), // null: waits
    esitoMotivo: text('esito_motivo'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.chiestaDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.decisaDaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.ufficioId], foreignColumns: [uffici.ente, uffici.id] }),
    foreignKey({ columns: [t.ente, t.organizzazioneId], foreignColumns: [organizzazioni.ente, organizzazioni.id] }),
    foreignKey({ columns: [t.ente, t.ruoloId], foreignColumns: [ruoli.ente, ruoli.id] }),
    index('richieste_ruolo_persona_ix').on(t.ente, t.personaId),
    // Two people asking the same thing at once are one request.
    uniqueIndex('richieste_ruolo_fine_uq').on(t.ente, t.ruoloId).where(sql`azione = 'togli' and esito is null`),
    // S26: a second person, and never for oneself.
    check('richieste_ruolo_altri_ck', sql`${t.personaId} <> ${t.chiestaDaId}`),
    check(
      'richieste_ruolo_seconda_persona_ck',
      sql`${t.esito} is distinct from 'confermata' or (${t.decisaDaId} <> ${t.chiestaDaId} and ${t.decisaDaId} <> ${t.personaId})`,
    ),
  ],
)

/** Each quarter somebody looks at each right again (ASVS 8.1; AgID misure minime ABSC 5). Only added to. */
export const revisioniDiritti = pgTable(
  'revisioni_diritti',
  {
    ente: ente(),
    id: id(),
    trimestre: text('trimestre').$type<Trimestre>().notNull(), // '2026-T4'
    ruoloId: uuid('ruolo_id').notNull(),
    esito: text('esito').$type<EsitoRevisione>().notNull(),
    motivo: text('motivo'),
    revisoreId: uuid('revisore_id').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.ruoloId], foreignColumns: [ruoli.ente, ruoli.id] }),
    foreignKey({ columns: [t.ente, t.revisoreId], foreignColumns: [persone.ente, persone.id] }),
    unique('revisioni_diritti_uq').on(t.ente, t.trimestre, t.ruoloId),
  ],
)

/** A person who may not sign in, or an organisation for which nobody may file, from a day to a day. */
export const sospensioni = pgTable(
  'sospensioni',
  {
    ente: ente(),
    id: id(),
    personaId: uuid('persona_id'),
    organizzazioneId: uuid('organizzazione_id'),
    motivo: text('motivo').notNull(), // read by whoever is stopped
    dal: date('dal').$type<IsoDate>().notNull(),
    al: date('al').$type<IsoDate>(), // last day included; null: until it is lifted
    dispostaDaId: uuid('disposta_da_id').notNull(),
    revocataAt: instant('revocata_at'),
    revocataDaId: uuid('revocata_da_id'),
    revocataMotivo: text('revocata_motivo'),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.personaId], foreignColumns: [persone.ente, persone.id] }),
    foreignKey({ columns: [t.ente, t.organizzazioneId], foreignColumns: [organizzazioni.ente, organizzazioni.id] }),
    foreignKey({ columns: [t.ente, t.dispostaDaId], foreignColumns: [persone.ente, persone.id] }),
    index('sospensioni_persona_ix').on(t.ente, t.personaId),
    index('sospensioni_organizzazione_ix').on(t.ente, t.organizzazioneId),
    check('sospensioni_chi_ck', sql`num_nonnulls(${t.personaId}, ${t.organizzazioneId}) = 1`),
    check('sospensioni_giorni_ck', sql`${t.al} is null or ${t.al} >= ${t.dal}`),
    check('sospensioni_altri_ck', sql`${t.personaId} is null or ${t.personaId} <> ${t.dispostaDaId}`),
  ],
)

/** Why somebody who is not in charge of a practice opened it: good for that day. Only added to. */
export const motiviLettura = pgTable(
  'motivi_lettura',
  {
    ente: ente(),
    praticaId: uuid('pratica_id').notNull(),
    lettoreId: uuid('lettore_id').notNull(),
    il: date('il').$type<IsoDate>().notNull(),
    motivo: text('motivo').$type<MotivoLettura>().notNull(),
    testo: text('testo').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.praticaId, t.lettoreId, t.il] }),
    foreignKey({ columns: [t.ente, t.lettoreId], foreignColumns: [persone.ente, persone.id] }),
  ],
)

/**
 * Who of the Province or of another body read a person's papers: one row a reader, a paper and a day, seen by that
 * person (Reg. UE 2016/679 art. 15; D.Lgs. 33/2013 does not ask it: the portal does). Only added to.
 */
export const letture = pgTable(
  'letture',
  {
    ente: ente(),
    id: id(),
    praticaId: uuid('pratica_id').notNull(),
    lettoreId: uuid('lettore_id').notNull(),
    lettoreRuolo: text('lettore_ruolo').$type<RuoloEnte>().notNull(),
    lettoreUfficio: text('lettore_ufficio').notNull(), // office or body, as it was called that day
    il: date('il').$type<IsoDate>().notNull(),
    oggettoTipo: text('oggetto_tipo').$type<'pratica' | 'documento' | 'atto'>().notNull(),
    oggettoId: uuid('oggetto_id').notNull(),
    motivo: text('motivo').$type<MotivoLettura>().notNull(),
    motivoTesto: text('motivo_testo').notNull().default(''),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.ente, t.id] }),
    foreignKey({ columns: [t.ente, t.lettoreId], foreignColumns: [persone.ente, persone.id] }),
    unique('letture_uq').on(t.ente, t.praticaId, t.lettoreId, t.il, t.oggettoTipo, t.oggettoId),
  ],
)
