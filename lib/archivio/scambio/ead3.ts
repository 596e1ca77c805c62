/**
 * A fonds with its tree in EAD3, as it is read.
 *
 * @see Encoded Archival Description Tag Library, version EAD3 1.1.2 (Society of American Archivists): `control`, `did`,
 *   `dsc`, `c`; ISAD(G) for the elements. Order inside `did` is free; `control` has recordid, filedesc, maintenancestatus,
 *   maintenanceagency, maintenancehistory, in this order.
 */
import type { LivelloDescrizione } from '../rules'
import { NOMI_TIPOLOGIA } from '../rules'
import { ACCESSO_IN_PAROLE } from './rules'
import type { SchedaPubblica } from './scheda-pubblica'
import { close, DICHIARAZIONE, el, elIf, open, type Xml } from './xml'

const EAD3 = 'http://ead3.archivists.org/schema/'

/** Values of `level`; what EAD3 has no word for is `otherlevel`. */
const LIVELLO: Record<LivelloDescrizione, { level: string; otherlevel?: string }> = {
  complesso_fondi: { level: 'otherlevel', otherlevel: 'complesso di fondi' },
  fondo: { level: 'fonds' },
  subfondo: { level: 'subfonds' },
  serie: { level: 'series' },
  sottoserie: { level: 'subseries' },
  fascicolo: { level: 'file' },
  sottofascicolo: { level: 'otherlevel', otherlevel: 'sottofascicolo' },
  documento: { level: 'item' },
  allegato: { level: 'otherlevel', otherlevel: 'allegato' },
}

export type Cornice = { ente: string; codiceEnte: string; base: string; adesso: Date }

const paragraphs = (text: string | null | undefined): Xml[] =>
  (text ?? '')
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => el('p', {}, line))

/** ISO 8601 when the day or the year is known; what is shown stays what the archivist wrote. */
function dateOf({ dal, al, data, certezza }: SchedaPubblica): Xml {
  if (!dal || !al) return el('unitdate', {}, data)
  const certainty = certezza === 'certa' ? null : certezza
  return dal === al
    ? el('unitdate', { normal: dal, certainty }, data)
    : el('unitdate', { normal: `${dal}/${al}`, certainty }, data)
}

function didOf(one: SchedaPubblica, base: string): Xml {
  return el(
    'did',
    {},
    el('unitid', { identifier: `${base}${one.id}` }, one.segnatura),
    el('unittitle', {}, one.titolo),
    dateOf(one),
    elIf(
      'physdesc',
      {},
      [one.consistenza, one.pagine && `${one.pagine} pagine digitalizzate`].filter(Boolean).join('; '),
    ),
    one.produttore && el('origination', {}, el('corpname', {}, el('part', {}, one.produttore))),
    el('langmaterial', {}, el('language', one.lingua === 'italiano' ? { langcode: 'ita' } : {}, one.lingua)),
    one.pagine && el('dao', { daotype: 'derived', href: `${base}${one.id}`, linktitle: one.titolo }),
  )
}

const accessPoints = (one: SchedaPubblica): Xml | null =>
  elIf(
    'controlaccess',
    {},
    one.tipologia && el('genreform', {}, el('part', {}, NOMI_TIPOLOGIA[one.tipologia])),
    [one.comune, one.localita, ...one.strade].map((name) => name && el('geogname', {}, el('part', {}, name))),
    one.voci.map((voce) => el('subject', {}, el('part', {}, voce))),
  )

/** What follows `did`, the same for the fonds and for its parts. */
const bodyOf = (one: SchedaPubblica): (Xml | null)[] => [
  elIf('scopecontent', {}, paragraphs(one.descrizione?.contenuto), paragraphs(one.descrizione?.opera)),
  el('accessrestrict', {}, el('p', {}, ACCESSO_IN_PAROLE[one.accesso])),
  accessPoints(one),
]

const text = (pieces: readonly (Xml | null)[]): string => pieces.map((piece) => piece?.text ?? '').join('')

function controlOf(cima: SchedaPubblica, { ente, codiceEnte, adesso }: Cornice): Xml {
  const when = adesso.toISOString()
  return el(
    'control',
    { countryencoding: 'iso3166-1', dateencoding: 'iso8601', langencoding: 'iso639-2b', scriptencoding: 'iso15924' },
    el('recordid', {}, cima.id),
    el(
      'filedesc',
      {},
      el('titlestmt', {}, el('titleproper', {}, cima.titolo)),
      el(
        'publicationstmt',
        {},
        el('publisher', {}, ente),
        el('date', { normal: when.slice(0, 10) }, when.slice(0, 10)),
      ),
    ),
    el('maintenancestatus', { value: 'derived' }),
    el(
      'maintenanceagency',
      { countrycode: 'IT' },
      el('agencycode', {}, `IT-${codiceEnte}`),
      el('agencyname', {}, ente),
    ),
    el(
      'languagedeclaration',
      {},
      el('language', { langcode: 'ita' }, 'italiano'),
      el('script', { scriptcode: 'Latn' }, 'latino'),
    ),
    el('conventiondeclaration', {}, el('citation', {}, 'ISAD(G), seconda edizione')),
    el(
      'maintenancehistory',
      {},
      el(
        'maintenanceevent',
        {},
        el('eventtype', { value: 'derived' }),
        el('eventdatetime', { standarddatetime: when }, when),
        el('agenttype', { value: 'machine' }),
        el('agent', {}, 'Sportello telematico'),
      ),
    ),
  )
}

/**
 * @param schede the top, then all that stands in it in the order of the tree; what not everybody may know is not among them,
 *   and what stands in it goes under the nearest that is
 */
export async function* ead3Of(schede: AsyncIterable<SchedaPubblica>, cornice: Cornice): AsyncGenerator<string> {
  const opened: SchedaPubblica[] = [] // from the top to where we are
  let cima: SchedaPubblica | null = null
  let dsc = false
  for await (const one of schede) {
    if (cima === null) {
      cima = one
      yield `${DICHIARAZIONE}${open('ead', { xmlns: EAD3 })}${controlOf(one, cornice).text}${open('archdesc', LIVELLO[one.livello])}`
      yield didOf(one, cornice.base).text + text(bodyOf(one))
      opened.push(one)
      continue
    }
    let piece = ''
    if (!dsc) piece += open('dsc', { dsctype: 'combined' })
    dsc = true
    while (opened.length > 1 && !one.ordine.startsWith(`${opened.at(-1)?.ordine}.`)) {
      opened.pop()
      piece += close('c')
    }
    opened.push(one)
    yield piece +
      open('c', { id: `u${one.id}`, ...LIVELLO[one.livello] }) +
      didOf(one, cornice.base).text +
      text(bodyOf(one))
  }
  if (cima === null) return
  yield close('c').repeat(opened.length - 1) + (dsc ? close('dsc') : '') + close('archdesc') + close('ead')
}
