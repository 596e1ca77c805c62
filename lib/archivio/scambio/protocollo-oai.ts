/**
 * OAI-PMH 2.0: what a harvester may ask, and how it is refused.
 *
 * @see The Open Archives Initiative Protocol for Metadata Harvesting, version 2.0 (2002-06-14), §§ 2.5, 3.1–3.6, 4
 */
import { z } from 'zod'
import { isUuid } from '@/lib/core/uuid'

export const VERBI = [
  'Identify',
  'ListMetadataFormats',
  'ListSets',
  'ListIdentifiers',
  'ListRecords',
  'GetRecord',
] as const
export type Verbo = (typeof VERBI)[number]
export type CodiceErrore =
  | 'badArgument'
  | 'badResumptionToken'
  | 'badVerb'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch'
  | 'noSetHierarchy'

/** The one format that every repository has (§ 2.4). */
export const FORMATO = 'oai_dc'
/** Records in one answer. */
export const RECORD_PER_VOLTA = 100

export class ErroreOai extends Error {
  constructor(
    readonly codice: CodiceErrore,
    message: string,
  ) {
    super(message)
  }
}

/** Where a list has come to: what was asked, and the last record told, to the microsecond. */
export type Segno = { from: string | null; until: string | null; set: string | null; at: string; id: string }
export type Lista = {
  from: string | null
  until: string | null
  set: string | null
  dopo: Pick<Segno, 'at' | 'id'> | null
}
export type DomandaOai =
  | { verbo: 'Identify' | 'ListSets' }
  | { verbo: 'ListMetadataFormats'; identifier: string | null }
  | { verbo: 'GetRecord'; identifier: string }
  | { verbo: 'ListIdentifiers' | 'ListRecords'; lista: Lista }

/** What each verb may be given; `!`: must be. An exclusive argument stands alone (§ 3.1.1). */
const ARGOMENTI: Record<Verbo, { vuole: readonly string[]; accetta: readonly string[] }> = {
  Identify: { vuole: [], accetta: [] },
  ListMetadataFormats: { vuole: [], accetta: ['identifier'] },
  ListSets: { vuole: [], accetta: ['resumptionToken'] },
  ListIdentifiers: { vuole: ['metadataPrefix'], accetta: ['from', 'until', 'set'] },
  ListRecords: { vuole: ['metadataPrefix'], accetta: ['from', 'until', 'set'] },
  GetRecord: { vuole: ['identifier', 'metadataPrefix'], accetta: [] },
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const SECOND = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/
const isReal = (text: string): boolean => {
  const whole = DAY.test(text) ? `${text}T00:00:00Z` : text
  const read = new Date(whole)
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 19) === whole.slice(0, 19)
}

function parseDates(from: string | null, until: string | null): void {
  for (const one of [from, until])
    if (one !== null && !((DAY.test(one) || SECOND.test(one)) && isReal(one)))
      throw new ErroreOai('badArgument', 'Dates are YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ')
  if (from === null || until === null) return
  if (from.length !== until.length) throw new ErroreOai('badArgument', 'from and until have the same granularity')
  if (from > until) throw new ErroreOai('badArgument', 'from is later than until')
}

const ISTANTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/
const segno = z.object({
  from: z.string().nullable(),
  until: z.string().nullable(),
  set: z.string().nullable(),
  at: z.string().regex(ISTANTE),
  id: z.uuid(),
})

/** Nothing of it is secret, and nothing is believed: a token made by hand asks what anybody may ask. */
export const writeSegno = (value: Segno): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** @throws ErroreOai badResumptionToken */
export function readSegno(token: string): Segno {
  try {
    const value = segno.parse(JSON.parse(Buffer.from(token, 'base64url').toString()))
    parseDates(value.from, value.until)
    if (!isReal(`${value.at.slice(0, 19)}Z`)) throw new Error('no such instant')
    return value
  } catch {
    throw new ErroreOai('badResumptionToken', 'This token was not issued by this repository')
  }
}

/**
 * @param given every argument as it came; one given twice is wrong
 * @throws ErroreOai
 */
export function parseDomandaOai(given: readonly (readonly [string, string])[]): DomandaOai {
  const verbs = given.filter(([name]) => name === 'verb')
  const verbo = verbs.length === 1 ? VERBI.find((one) => one === verbs[0]?.[1]) : undefined
  if (!verbo) throw new ErroreOai('badVerb', 'Give one verb of the protocol')
  const rest = given.filter(([name]) => name !== 'verb')
  const values = new Map(rest)
  if (values.size < rest.length) throw new ErroreOai('badArgument', 'An argument is given once')
  const get = (name: string) => values.get(name) ?? null
  const isList = verbo === 'ListIdentifiers' || verbo === 'ListRecords'
  const token = get('resumptionToken')
  if (token !== null && (isList || verbo === 'ListSets')) {
    if (values.size > 1) throw new ErroreOai('badArgument', 'resumptionToken is an exclusive argument')
    // all sets come in one answer: no token of theirs was ever issued
    if (!isList) throw new ErroreOai('badResumptionToken', 'This token was not issued by this repository')
    const { from, until, set, at, id } = readSegno(token)
    return { verbo, lista: { from, until, set, dopo: { at, id } } }
  }
  const { vuole, accetta } = ARGOMENTI[verbo]
  const missing = vuole.find((name) => !get(name))
  if (missing) throw new ErroreOai('badArgument', `${verbo} requires ${missing}`)
  const extra = [...values.keys()].find((name) => !vuole.includes(name) && !accetta.includes(name))
  if (extra !== undefined) throw new ErroreOai('badArgument', `${verbo} does not take this argument`)
  const prefix = get('metadataPrefix')
  if (prefix !== null && prefix !== FORMATO)
    throw new ErroreOai('cannotDisseminateFormat', `Records are given as ${FORMATO}`)
  if (isList) {
    const [from, until] = [get('from'), get('until')]
    parseDates(from, until)
    return { verbo, lista: { from, until, set: get('set'), dopo: null } }
  }
  if (verbo === 'GetRecord') return { verbo, identifier: get('identifier') ?? '' }
  if (verbo === 'ListMetadataFormats') return { verbo, identifier: get('identifier') }
  return { verbo }
}

/** Each fonds is a set. @returns null: there is no such set */
export const fondoOfSet = (set: string): string | null => {
  const id = set.startsWith('fondo-') ? set.slice('fondo-'.length) : ''
  return isUuid(id) ? id : null
}
export const setOfFondo = (fondoId: string): string => `fondo-${fondoId}`

/** First instant, included, and the one from which it is too late. Days are whole, in UTC. */
export const rangeOf = ({ from, until }: Pick<Lista, 'from' | 'until'>): { da: Date | null; prima: Date | null } => ({
  da: from === null ? null : new Date(DAY.test(from) ? `${from}T00:00:00Z` : from),
  prima:
    until === null
      ? null
      : new Date(
          new Date(DAY.test(until) ? `${until}T00:00:00Z` : until).getTime() + (DAY.test(until) ? 86_400_000 : 1_000),
        ),
})

/** '2026-11-26T17:30:00Z' */
export const datestampOf = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
