/**
 * A unit in simple Dublin Core, as OAI-PMH wants it.
 *
 * @see DCMI Metadata Element Set 1.1; http://www.openarchives.org/OAI/2.0/oai_dc.xsd: the fifteen elements, in any number
 *   and order
 */
import { NOMI_LIVELLO, NOMI_TIPOLOGIA } from '../rules'
import { ACCESSO_IN_PAROLE } from './rules'
import type { SchedaPubblica } from './scheda-pubblica'
import { el, elIf, type Xml } from './xml'

const NAMESPACES = {
  'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation': 'http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
}

const ANNI = (one: SchedaPubblica) =>
  one.dal && one.al ? (one.dal === one.al ? one.dal : `${one.dal}/${one.al}`) : null

/** @param base address of the public page of a unit, up to its id */
export const dublinCoreOf = (one: SchedaPubblica, base: string): Xml =>
  el(
    'oai_dc:dc',
    NAMESPACES,
    el('dc:title', {}, one.titolo),
    elIf('dc:creator', {}, one.produttore),
    [one.tipologia && NOMI_TIPOLOGIA[one.tipologia], ...one.voci].map((voce) => elIf('dc:subject', {}, voce)),
    elIf('dc:description', {}, one.descrizione?.contenuto),
    elIf('dc:date', {}, ANNI(one)),
    el('dc:type', {}, NOMI_LIVELLO[one.livello]),
    elIf('dc:format', {}, one.consistenza),
    el('dc:identifier', {}, `${base}${one.id}`),
    el('dc:identifier', {}, one.segnatura),
    el('dc:language', {}, one.lingua === 'italiano' ? 'ita' : one.lingua),
    one.profondita > 0 && el('dc:relation', {}, `${base}${one.fondoId}`),
    [one.comune, one.localita, ...one.strade].map((place) => elIf('dc:coverage', {}, place)),
    el('dc:rights', {}, ACCESSO_IN_PAROLE[one.accesso]),
  )
