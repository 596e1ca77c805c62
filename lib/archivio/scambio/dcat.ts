/**
 * The public catalogue as open data: one dataset a fonds, harvested through OAI-PMH.
 *
 * Mandatory for a catalogue: title, description, publisher, modified, dataset. For a dataset: identifier, title,
 * description, modified, theme, rightsHolder, accrualPeriodicity, distribution. For a distribution: format, accessURL,
 * license. For an agent: identifier (IPA code), name. For a contact point: fn, hasEmail.
 *
 * @see DCAT-AP_IT, Profilo nazionale di metadatazione, version 1.0 (AgID 2016), §§ 3.1–3.5; its ontology
 *   http://dati.gov.it/onto/dcatapit
 */
import type { IsoDate } from '@/lib/core/date'
import { FORMATO, setOfFondo } from './protocollo-oai'
import type { SchedaPubblica } from './scheda-pubblica'
import { DICHIARAZIONE, el, type Xml } from './xml'

const NAMESPACES = {
  'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  'xmlns:dct': 'http://purl.org/dc/terms/',
  'xmlns:dcat': 'http://www.w3.org/ns/dcat#',
  'xmlns:dcatapit': 'http://dati.gov.it/onto/dcatapit#',
  'xmlns:foaf': 'http://xmlns.com/foaf/0.1/',
  'xmlns:vcard': 'http://www.w3.org/2006/vcard/ns#',
}
const DATE = { 'rdf:datatype': 'http://www.w3.org/2001/XMLSchema#date' }
const IT = { 'xml:lang': 'it' }
const EU = 'http://publications.europa.eu/resource/authority'
/** «Licenza sconosciuta» of the national vocabulary: until the Province has chosen one. */
const SENZA_LICENZA = 'https://w3id.org/italia/controlled-vocabulary/licences/C1_Unknown'

export type Catalogo = {
  /** of the portal: 'https://sportello.example' */
  base: string
  oai: string
  pagina: string
  ente: { codice: string; nome: string }
  email: string
  /** address of the licence in the national vocabulary; null: not chosen */
  licenza: string | null
  oggi: IsoDate
}

const resource = (name: string, address: string): Xml => el(name, { 'rdf:resource': address })
const typed = (names: readonly string[]): Xml[] => names.map((name) => resource('rdf:type', name))

/** @param fondi tops of the tree that everybody may know, with the day of the last change of what is in each */
export function dcatOf(
  fondi: readonly { scheda: SchedaPubblica; modificatoIl: IsoDate }[],
  catalogo: Catalogo,
): string {
  const { base, oai, pagina, ente, email, licenza } = catalogo
  const agente = `${base}/#ente`
  const contatto = `${base}/#archivio`
  const modified =
    fondi
      .map((one) => one.modificatoIl)
      .sort()
      .at(-1) ?? catalogo.oggi
  const datasetOf = (id: string) => `${pagina}${id}#dati`
  return (
    DICHIARAZIONE +
    el(
      'rdf:RDF',
      NAMESPACES,
      el(
        'dcatapit:Catalog',
        { 'rdf:about': `${base}/archivio#catalogo` },
        typed(['http://www.w3.org/ns/dcat#Catalog']),
        el('dct:title', IT, `Catalogo pubblico dell’archivio tecnico, ${ente.nome}`),
        el(
          'dct:description',
          IT,
          'Descrizioni delle carte dell’archivio tecnico che chiunque può conoscere: che cosa sono, di quando, di quale Comune. Senza nomi di persone e senza le carte.',
        ),
        resource('dct:publisher', agente),
        el('dct:modified', DATE, modified),
        resource('dct:language', `${EU}/language/ITA`),
        resource('foaf:homepage', `${base}/archivio`),
        resource('dcat:themeTaxonomy', `${EU}/data-theme`),
        fondi.map(({ scheda }) => resource('dcat:dataset', datasetOf(scheda.id))),
      ),
      fondi.map(({ scheda, modificatoIl }) => [
        el(
          'dcatapit:Dataset',
          { 'rdf:about': datasetOf(scheda.id) },
          typed(['http://www.w3.org/ns/dcat#Dataset']),
          el('dct:identifier', {}, `${ente.codice}:${scheda.segnatura}`),
          el('dct:title', IT, scheda.titolo),
          el(
            'dct:description',
            IT,
            scheda.descrizione?.contenuto ?? `Descrizioni delle carte: ${scheda.titolo}, ${scheda.data}.`,
          ),
          el('dct:modified', DATE, modificatoIl),
          resource('dcat:theme', `${EU}/data-theme/EDUC`),
          resource('dcat:theme', `${EU}/data-theme/GOVE`),
          resource('dct:rightsHolder', agente),
          resource('dct:publisher', agente),
          resource('dct:accrualPeriodicity', `${EU}/frequency/IRREG`),
          resource('dct:language', `${EU}/language/ITA`),
          resource('dcat:landingPage', `${pagina}${scheda.id}`),
          resource('dcat:contactPoint', contatto),
          resource('dcat:distribution', `${datasetOf(scheda.id)}-oai`),
        ),
        el(
          'dcatapit:Distribution',
          { 'rdf:about': `${datasetOf(scheda.id)}-oai` },
          typed(['http://www.w3.org/ns/dcat#Distribution']),
          el('dct:title', IT, 'Dublin Core, con il protocollo OAI-PMH'),
          resource('dct:format', `${EU}/file-type/XML`),
          resource('dcat:accessURL', `${oai}?verb=ListRecords&metadataPrefix=${FORMATO}&set=${setOfFondo(scheda.id)}`),
          resource('dct:license', licenza ?? SENZA_LICENZA),
        ),
      ]),
      el(
        'dcatapit:Agent',
        { 'rdf:about': agente },
        typed(['http://xmlns.com/foaf/0.1/Agent']),
        el('dct:identifier', {}, ente.codice),
        el('foaf:name', IT, ente.nome),
      ),
      el(
        'dcatapit:Organization',
        { 'rdf:about': contatto },
        typed(['http://www.w3.org/2006/vcard/ns#Organization', 'http://www.w3.org/2006/vcard/ns#Kind']),
        el('vcard:fn', IT, `${ente.nome}, Archivio tecnico`),
        resource('vcard:hasEmail', `mailto:${email}`),
        resource('vcard:hasURL', `${base}/archivio`),
      ),
    ).text
  )
}
