/** Answers of the OAI-PMH repository. */
import 'server-only'
import { romeDay } from '@/lib/core/date'
import { isUuid } from '@/lib/core/uuid'
import { dublinCoreOf } from './dublin-core'
import {
  type DomandaOai,
  datestampOf,
  ErroreOai,
  FORMATO,
  fondoOfSet,
  type Lista,
  parseDomandaOai,
  RECORD_PER_VOLTA,
  setOfFondo,
  writeSegno,
} from './protocollo-oai'
import { findRitiro, firstCambio, listCambiate, type Voce } from './queries-oai'
import { oaiIdOf, unitaIdOfOai } from './rules'
import { findSchedaPubblica, listFondiPubblici, listSchedePubbliche, type SchedaPubblica } from './scheda-pubblica'
import { DICHIARAZIONE, el, type Xml } from './xml'

const RADICE = {
  xmlns: 'http://www.openarchives.org/OAI/2.0/',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation': 'http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd',
}

export type Deposito = {
  /** where it answers */
  base: string
  /** public page of a unit, up to its id */
  pagina: string
  /** names the records, for ever */
  dominio: string
  nome: string
  email: string
  /** by the database's clock */
  adesso: Date
}

/** @param given every argument of the request, as it came */
export async function answerOai(given: readonly (readonly [string, string])[], deposito: Deposito): Promise<string> {
  let told = given
  let content: Xml
  try {
    content = await contentOf(parseDomandaOai(given), deposito)
  } catch (error) {
    if (!(error instanceof ErroreOai)) throw error
    content = el('error', { code: error.codice }, error.message)
    // § 3.6: arguments that are wrong are not repeated
    if (error.codice === 'badVerb' || error.codice === 'badArgument') told = []
  }
  const request = el('request', Object.fromEntries(told), deposito.base)
  return (
    DICHIARAZIONE + el('OAI-PMH', RADICE, el('responseDate', {}, datestampOf(deposito.adesso)), request, content).text
  )
}

async function contentOf(asked: DomandaOai, deposito: Deposito): Promise<Xml> {
  switch (asked.verbo) {
    case 'Identify':
      return identify(deposito)
    case 'ListMetadataFormats':
      if (asked.identifier !== null) await recordOf(asked.identifier, deposito)
      return el(
        'ListMetadataFormats',
        {},
        el(
          'metadataFormat',
          {},
          el('metadataPrefix', {}, FORMATO),
          el('schema', {}, 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd'),
          el('metadataNamespace', {}, 'http://www.openarchives.org/OAI/2.0/oai_dc/'),
        ),
      )
    case 'ListSets': {
      const fondi = await listFondiPubblici(romeDay(deposito.adesso))
      if (fondi.length === 0) throw new ErroreOai('noSetHierarchy', 'There is no set yet')
      return el(
        'ListSets',
        {},
        fondi.map((fondo) => el('set', {}, el('setSpec', {}, setOfFondo(fondo.id)), el('setName', {}, fondo.titolo))),
      )
    }
    case 'GetRecord':
      return el('GetRecord', {}, await recordOf(asked.identifier, deposito))
    default:
      return listOf(asked.verbo, asked.lista, deposito)
  }
}

async function identify({ base, nome, email, adesso }: Deposito): Promise<Xml> {
  return el(
    'Identify',
    {},
    el('repositoryName', {}, nome),
    el('baseURL', {}, base),
    el('protocolVersion', {}, '2.0'),
    el('adminEmail', {}, email),
    el('earliestDatestamp', {}, datestampOf((await firstCambio()) ?? adesso)),
    // what is no longer everybody's is told for as long as it stays so
    el('deletedRecord', {}, 'transient'),
    el('granularity', {}, 'YYYY-MM-DDThh:mm:ssZ'),
  )
}

const headerOf = (id: string, fondoId: string, at: Date, dominio: string, ritirata: boolean): Xml =>
  el(
    'header',
    ritirata ? { status: 'deleted' } : {},
    el('identifier', {}, oaiIdOf(dominio, id)),
    el('datestamp', {}, datestampOf(at)),
    el('setSpec', {}, setOfFondo(fondoId)),
  )

const metadataOf = (scheda: SchedaPubblica, { pagina }: Deposito): Xml =>
  el('metadata', {}, dublinCoreOf(scheda, pagina))

/** @throws ErroreOai idDoesNotExist, also for what not everybody may know */
async function recordOf(identifier: string, deposito: Deposito): Promise<Xml> {
  const id = unitaIdOfOai(deposito.dominio, identifier)
  if (!isUuid(id)) throw new ErroreOai('idDoesNotExist', 'No record has this identifier')
  const scheda = await findSchedaPubblica(id, romeDay(deposito.adesso))
  if (scheda)
    return el(
      'record',
      {},
      headerOf(id, scheda.fondoId, scheda.modificataAt, deposito.dominio, false),
      metadataOf(scheda, deposito),
    )
  const taken = await findRitiro(id)
  if (!taken) throw new ErroreOai('idDoesNotExist', 'No record has this identifier')
  return el('record', {}, headerOf(id, taken.fondoId, taken.istante, deposito.dominio, true))
}

async function listOf(verbo: 'ListIdentifiers' | 'ListRecords', lista: Lista, deposito: Deposito): Promise<Xml> {
  if (lista.set !== null && fondoOfSet(lista.set) === null)
    throw new ErroreOai('noRecordsMatch', 'There is no such set')
  const found = await listCambiate(lista, deposito.adesso)
  const page = found.slice(0, RECORD_PER_VOLTA)
  const last = page.at(-1)
  if (!last) throw new ErroreOai('noRecordsMatch', 'No record matches')
  const schede = new Map(
    verbo === 'ListRecords'
      ? (
          await listSchedePubbliche(
            page.filter((one) => !one.ritirata).map((one) => one.id),
            romeDay(deposito.adesso),
          )
        ).map((one) => [one.id, one])
      : [],
  )
  const recordFor = (one: Voce): Xml | null => {
    const header = headerOf(one.id, one.fondoId, one.istante, deposito.dominio, one.ritirata)
    if (verbo === 'ListIdentifiers') return header
    if (one.ritirata) return el('record', {}, header)
    const scheda = schede.get(one.id)
    // closed between the two readings: it comes with those taken back
    return scheda ? el('record', {}, header, metadataOf(scheda, deposito)) : null
  }
  const { from, until, set, dopo } = lista
  const more = found.length > RECORD_PER_VOLTA
  // § 3.5: the last part of a list that came in parts ends with an empty token
  const token = more
    ? el('resumptionToken', {}, writeSegno({ from, until, set, at: last.at, id: last.id }))
    : dopo && el('resumptionToken', {})
  return el(verbo, {}, page.map(recordFor), token)
}
