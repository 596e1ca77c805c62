/**
 * What a response of an identity provider must say to be believed. One row a check, with the numbers of AgID's
 * accreditation cases it answers: a new case is a new row.
 *
 * `null` is a missing element or attribute (or one that is there twice), `''` an empty one.
 */
import { checkCodiceFiscale } from '@/lib/core/codici'
import { type IsoDate, isIsoDate } from '@/lib/core/date'
import type { Federazione } from './rules-federazioni'
import { acceptsLivello, type Confronto, type Livello, livelloOf } from './rules-livelli'

export type Emittente = { testo: string | null; format: string | null }
export type Attributo = { nome: string; valori: (string | null)[] }

export type Busta = {
  id: string | null
  version: string | null
  issueInstant: string | null
  inResponseTo: string | null
  destination: string | null
  emittente: Emittente | null
  status: boolean
  statusCode: string | null
  statusMessage: string | null
}

export type Asserzione = {
  id: string | null
  version: string | null
  issueInstant: string | null
  emittente: Emittente | null
  subject: boolean
  nameId: { testo: string | null; format: string | null; nameQualifier: string | null } | null
  confirmation: { method: string | null } | null
  confirmationData: { recipient: string | null; inResponseTo: string | null; notOnOrAfter: string | null } | null
  conditions: { notBefore: string | null; notOnOrAfter: string | null } | null
  restriction: boolean
  audience: string | null
  authnStatement: boolean
  authnContext: boolean
  classRef: string | null
  sessionIndex: string | null
  attributi: Attributo[] | null
}

/** What was asked, of whom, and when the answer came. */
export type Attesa = {
  federazione: Federazione
  richiestaId: string
  emessaAt: Date
  idp: string
  livello: Livello
  confronto: Confronto
  entityId: string
  acsUrl: string
  ricevutaAt: Date
}

/** What a professional identity says of its company (Avviso SPID n. 18): it belongs there, not that it represents it. */
export type AttributiImpresa = {
  denominazione: string
  /** 11 figures or 16 characters, no prefix */
  codiceFiscale: string | null
  /** 11 figures, no prefix */
  partitaIva: string | null
  sede: string | null
}

export type Identita = {
  codiceFiscale: string
  nome: string
  cognome: string
  natoIl: IsoDate | null
  email: string | null
  livello: Livello
  nameId: string
  nameQualifier: string | null
  /** of the provider's own session, which only level 1 opens */
  sessionIndex: string | null
  impresa: AttributiImpresa | null
  asserzioneId: string
  scadeAt: Date
}

export const STATUS_SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success'
const FORMAT_ENTITY = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity'
const FORMAT_TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'
const METHOD_BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'

const FUTURO_MS = 60_000 // clocks of providers may run a little ahead
const PASSATO_MS = 1_000 // a provider that writes whole seconds, against a request with milliseconds

/** Only UTC, seconds or milliseconds. @returns null for any other form, or a moment that does not exist */
export function parseInstant(text: string | null): Date | null {
  if (!text || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text)) return null
  const instant = new Date(text)
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 19) !== text.slice(0, 19)) return null
  return instant
}

const notBeforeRequest = (text: string | null, { emessaAt }: Attesa) =>
  (parseInstant(text)?.getTime() ?? Number.NEGATIVE_INFINITY) >= emessaAt.getTime() - PASSATO_MS
const notInFuture = (text: string | null, { ricevutaAt }: Attesa) =>
  (parseInstant(text)?.getTime() ?? Number.POSITIVE_INFINITY) <= ricevutaAt.getTime() + FUTURO_MS
const stillGood = (text: string | null, { ricevutaAt }: Attesa) =>
  (parseInstant(text)?.getTime() ?? Number.NEGATIVE_INFINITY) > ricevutaAt.getTime()

export type Controllo<T> = { motivo: string; casi: number[]; holds: (subject: T, attesa: Attesa) => boolean }

/** On the envelope, whatever the outcome it carries. */
export const CONTROLLI_BUSTA: readonly Controllo<Busta>[] = [
  { motivo: 'response-id', casi: [8, 9], holds: (b) => !!b.id },
  { motivo: 'response-version', casi: [10], holds: (b) => b.version === '2.0' },
  { motivo: 'response-issue-instant', casi: [11, 12, 13], holds: (b) => parseInstant(b.issueInstant) !== null },
  { motivo: 'response-precedente', casi: [14], holds: (b, a) => notBeforeRequest(b.issueInstant, a) },
  { motivo: 'response-futura', casi: [15], holds: (b, a) => notInFuture(b.issueInstant, a) },
  { motivo: 'response-in-response-to', casi: [16, 17, 18], holds: (b, a) => b.inResponseTo === a.richiestaId },
  { motivo: 'response-destination', casi: [19, 20, 21], holds: (b, a) => b.destination === a.acsUrl },
  { motivo: 'response-issuer', casi: [27, 28, 29], holds: (b, a) => b.emittente?.testo === a.idp },
  {
    motivo: 'response-issuer-format',
    casi: [30, 31],
    holds: ({ emittente }) => emittente?.format === null || emittente?.format === FORMAT_ENTITY,
  },
  { motivo: 'status', casi: [22, 23], holds: (b) => b.status },
  { motivo: 'status-code', casi: [24, 25], holds: (b) => !!b.statusCode },
]

/** On the bytes that the assertion's signature covers. */
export const CONTROLLI_ASSERZIONE: readonly Controllo<Asserzione>[] = [
  { motivo: 'assertion-id', casi: [33, 34], holds: (s) => !!s.id },
  { motivo: 'assertion-version', casi: [35], holds: (s) => s.version === '2.0' },
  { motivo: 'assertion-issue-instant', casi: [36, 37, 38], holds: (s) => parseInstant(s.issueInstant) !== null },
  { motivo: 'assertion-precedente', casi: [39], holds: (s, a) => notBeforeRequest(s.issueInstant, a) },
  { motivo: 'assertion-futura', casi: [40], holds: (s, a) => notInFuture(s.issueInstant, a) },
  { motivo: 'subject', casi: [41, 42], holds: (s) => s.subject },
  { motivo: 'name-id', casi: [43, 44], holds: (s) => !!s.nameId?.testo },
  { motivo: 'name-id-format', casi: [45, 46, 47], holds: (s) => s.nameId?.format === FORMAT_TRANSIENT },
  { motivo: 'name-qualifier', casi: [48, 49], holds: (s) => !!s.nameId?.nameQualifier },
  { motivo: 'subject-confirmation', casi: [51, 52], holds: (s) => s.confirmation !== null },
  { motivo: 'confirmation-method', casi: [53, 54, 55], holds: (s) => s.confirmation?.method === METHOD_BEARER },
  { motivo: 'confirmation-data', casi: [56], holds: (s) => s.confirmationData !== null },
  { motivo: 'recipient', casi: [57, 58, 59], holds: (s, a) => s.confirmationData?.recipient === a.acsUrl },
  {
    motivo: 'confirmation-in-response-to',
    casi: [60, 61, 62],
    holds: (s, a) => s.confirmationData?.inResponseTo === a.richiestaId,
  },
  {
    motivo: 'confirmation-scaduta',
    casi: [63, 64, 65, 66],
    holds: (s, a) => stillGood(s.confirmationData?.notOnOrAfter ?? null, a),
  },
  { motivo: 'assertion-issuer', casi: [67, 68, 69], holds: (s, a) => s.emittente?.testo === a.idp },
  {
    motivo: 'assertion-issuer-format',
    casi: [70, 71, 72],
    holds: ({ emittente }, { federazione }) =>
      emittente?.format === FORMAT_ENTITY || (federazione === 'cie' && !emittente?.format), // CIE leaves it out
  },
  { motivo: 'conditions', casi: [73, 74], holds: (s) => s.conditions !== null },
  { motivo: 'not-before', casi: [75, 76, 77, 78], holds: (s, a) => notInFuture(s.conditions?.notBefore ?? null, a) },
  {
    motivo: 'conditions-scadute',
    casi: [79, 80, 81, 82],
    holds: (s, a) => stillGood(s.conditions?.notOnOrAfter ?? null, a),
  },
  { motivo: 'audience-restriction', casi: [83, 84], holds: (s) => s.restriction },
  { motivo: 'audience', casi: [85, 86, 87], holds: (s, a) => s.audience === a.entityId },
  { motivo: 'authn-statement', casi: [88, 89], holds: (s) => s.authnStatement },
  { motivo: 'authn-context', casi: [90, 91], holds: (s) => s.authnContext },
  { motivo: 'authn-context-class', casi: [92, 93, 97], holds: (s) => livelloOf(s.classRef) !== null },
  {
    motivo: 'livello',
    casi: [94, 95, 96],
    holds: (s, a) => {
      const given = livelloOf(s.classRef)
      return given !== null && acceptsLivello(a.livello, given, a.confronto)
    },
  },
  { motivo: 'attributi', casi: [98], holds: (s) => !!s.attributi?.length },
  {
    motivo: 'attributo-ripetuto',
    casi: [],
    holds: ({ attributi }) => new Set(attributi?.map(({ nome }) => nome)).size === attributi?.length,
  },
  {
    motivo: 'attributo-valore', // one value, of text alone: a comment or an element inside is refused
    casi: [99],
    holds: ({ attributi }) => !!attributi?.every(({ valori }) => valori.length === 1 && typeof valori[0] === 'string'),
  },
  { motivo: 'persona-giuridica', casi: [], holds: (s) => codiceFiscaleOf(s) !== null || !isPersonaGiuridica(s) },
  { motivo: 'codice-estero', casi: [], holds: (s) => !isCodiceEstero(valoreOf(s, 'fiscalNumber')) },
  { motivo: 'codice-fiscale', casi: [103], holds: (s) => codiceFiscaleOf(s) !== null },
  { motivo: 'nome', casi: [103], holds: (s) => !!valoreOf(s, 'name') && !!valoreOf(s, 'familyName') },
]

/** @returns reason of the first check that does not hold; null when all do */
export const firstRefusal = <T>(controlli: readonly Controllo<T>[], subject: T, attesa: Attesa): string | null =>
  controlli.find(({ holds }) => !holds(subject, attesa))?.motivo ?? null

const valoreOf = ({ attributi }: Asserzione, nome: string): string | null =>
  attributi?.find((attributo) => attributo.nome === nome)?.valori[0] ?? null

/**
 * The key of a person: 16 characters, capitals, no prefix. Codes of 11 figures (legal persons, temporary ones) and
 * codes of other countries do not name a person here.
 */
function codiceFiscaleOf(asserzione: Asserzione): string | null {
  const match = /^TINIT-([A-Z0-9]{16})$/i.exec(valoreOf(asserzione, 'fiscalNumber') ?? '')
  const checked = match?.[1] ? checkCodiceFiscale(match[1]) : null
  return checked?.ok ? checked.value : null
}

/** Company attributes and nobody's fiscal code: the identity of the organisation itself (spid.md §10.4). */
const isPersonaGiuridica = (asserzione: Asserzione): boolean =>
  !/^TINIT-[A-Z0-9]{16}$/i.test(valoreOf(asserzione, 'fiscalNumber') ?? '') &&
  ['companyName', 'companyFiscalNumber', 'ivaCode'].some((nome) => valoreOf(asserzione, nome))

/** Of another country: with its prefix, or as the eIDAS node writes it (`DE/IT/…`). Not an Italian code gone wrong. */
const isCodiceEstero = (codice: string | null): boolean =>
  /^(?:TIN(?!IT)[A-Z]{2}-|(?!IT)[A-Z]{2}\/IT\/)./i.test(codice ?? '')

const withoutPrefix = (text: string | null, form: RegExp): string | null =>
  form.exec(text?.toUpperCase() ?? '')?.[1] ?? null

/** @returns null for a personal identity, and for a company that names itself by neither code */
function attributiImpresaOf(asserzione: Asserzione): AttributiImpresa | null {
  const denominazione = valoreOf(asserzione, 'companyName')
  const codiceFiscale = withoutPrefix(
    valoreOf(asserzione, 'companyFiscalNumber'),
    /^TINIT-(\d{11}|[A-Z]{6}[A-Z0-9]{10})$/,
  )
  const partitaIva = withoutPrefix(valoreOf(asserzione, 'ivaCode'), /^VATIT-(\d{11})$/)
  if (!denominazione || (!codiceFiscale && !partitaIva)) return null
  return { denominazione, codiceFiscale, partitaIva, sede: valoreOf(asserzione, 'registeredOffice') || null }
}

/** @param asserzione one that passed every check @throws Error when it did not: a caller's bug */
export function identitaOf(asserzione: Asserzione): Identita {
  const livello = livelloOf(asserzione.classRef)
  const codiceFiscale = codiceFiscaleOf(asserzione)
  const nome = valoreOf(asserzione, 'name')
  const cognome = valoreOf(asserzione, 'familyName')
  const scadeAt = parseInstant(asserzione.conditions?.notOnOrAfter ?? null)
  const nameId = asserzione.nameId?.testo
  if (!livello || !codiceFiscale || !nome || !cognome || !scadeAt || !asserzione.id || !nameId)
    throw new Error('Identity read from an assertion that was not checked')
  const natoIl = valoreOf(asserzione, 'dateOfBirth')
  return {
    codiceFiscale,
    nome,
    cognome,
    natoIl: isIsoDate(natoIl) ? natoIl : null,
    email: valoreOf(asserzione, 'email') || null,
    livello,
    nameId,
    nameQualifier: asserzione.nameId?.nameQualifier ?? null,
    sessionIndex: asserzione.sessionIndex,
    impresa: attributiImpresaOf(asserzione),
    asserzioneId: asserzione.id,
    scadeAt,
  }
}
