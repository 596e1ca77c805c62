/**
 * A finding aid in EAD (2002 or EAD3) as rows of an index: each component is a unit, in the order of the tree.
 *
 * @see Encoded Archival Description Tag Library, version 2002 and EAD3 1.1.2
 */
import { DOMParser, type Element } from '@xmldom/xmldom'
import { type Result, refuse, success } from '@/lib/core/result'
import { NOMI_ACCESSO } from '../lotti/rules-righe'
import { NOMI_LIVELLO } from '../rules'
import type { LivelloAccesso } from '../rules-consultabilita'
import { parseEstremi } from '../rules-date'
import { type Conversione, pezzoDiSegnatura, type RigaConvertita } from './rules'
import { ACCESSO_NON_DETTO, computeAccesso } from './rules-accesso'

/** `c`, and in EAD 2002 also `c01` … `c12` */
const COMPONENTE = /^c(0[1-9]|1[0-2])?$/
const LIVELLI: Record<string, string> = {
  collection: NOMI_LIVELLO.fondo,
  fonds: NOMI_LIVELLO.fondo,
  recordgrp: NOMI_LIVELLO.fondo,
  class: NOMI_LIVELLO.complesso_fondi,
  subfonds: NOMI_LIVELLO.subfondo,
  subgrp: NOMI_LIVELLO.subfondo,
  series: NOMI_LIVELLO.serie,
  subseries: NOMI_LIVELLO.sottoserie,
  file: NOMI_LIVELLO.fascicolo,
  item: NOMI_LIVELLO.documento,
}
const ALTRI_LIVELLI: readonly string[] = Object.values(NOMI_LIVELLO).map((one) => one.toLowerCase())
const MAX_TITOLO = 300
/** of what is quoted in a warning */
const MAX_DETTO = 80
const DICHIARAZIONE_INTERNA = /<!DOCTYPE[^>[]*\[/i

const nameOf = (element: Element): string => element.localName ?? element.nodeName
const children = (element: Element): Element[] =>
  [...element.childNodes].filter((node): node is Element => node.nodeType === 1) as Element[]
const child = (element: Element | undefined, name: string): Element | undefined =>
  element && children(element).find((one) => nameOf(one) === name)
const textOf = (element: Element | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
/** Paragraphs stay apart. */
const paragraphsOf = (element: Element | undefined): string =>
  element
    ? children(element)
        .filter((one) => nameOf(one) !== 'head')
        .map(textOf)
        .filter(Boolean)
        .join('\n')
    : ''
const allIn = (element: Element | undefined, name: string): string[] =>
  element ? [...element.getElementsByTagName(name)].map((one) => textOf(one as Element)).filter(Boolean) : []

/** The parts of a unit, in their order. */
const componentsOf = (element: Element): Element[] =>
  [element, ...children(element).filter((one) => nameOf(one) === 'dsc')].flatMap((one) =>
    children(one).filter((part) => COMPONENTE.test(nameOf(part))),
  )
const piecesOf = (given: string): string => given.split('/').map(pezzoDiSegnatura).filter(Boolean).join('/')

/** @param cima of what stands in nothing: a fonds, if it does not say */
function livelloOf(element: Element, cima: boolean): string {
  const level = element.getAttribute('level') ?? ''
  const other = (element.getAttribute('otherlevel') ?? '').toLowerCase()
  if (LIVELLI[level]) return LIVELLI[level]
  const known = ALTRI_LIVELLI.indexOf(other)
  if (known >= 0) return Object.values(NOMI_LIVELLO)[known] as string
  if (cima) return NOMI_LIVELLO.fondo
  return componentsOf(element).length > 0 ? NOMI_LIVELLO.serie : NOMI_LIVELLO.fascicolo
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Of EAD3: `datesingle`, or the two ends of `daterange`. */
function strutturataOf(did: Element | undefined): string {
  const date = child(did, 'unitdatestructured')
  const single = child(date, 'datesingle')
  const range = child(date, 'daterange')
  const day = (one: Element | undefined) => one?.getAttribute('standarddate') || textOf(one)
  return single ? day(single) : [child(range, 'fromdate'), child(range, 'todate')].map(day).filter(Boolean).join('/')
}

/** As archivists write it, when it can be read; else from the normal form: '1974-03-14/1978'. */
function dataOf(did: Element | undefined): string {
  const date = child(did, 'unitdate') ?? child(child(did, 'unittitle'), 'unitdate')
  const shown = textOf(date)
  if (shown && parseEstremi(shown)) return shown
  const [from = '', to = from] = (date?.getAttribute('normal') || strutturataOf(did)).split('/')
  if (DAY.test(from) && from === to) return from.split('-').reverse().join('/')
  const [a, b] = [from.slice(0, 4), to.slice(0, 4)]
  if (/^\d{4}$/.test(a) && /^\d{4}$/.test(b)) return a === b ? a : `${a}-${b}`
  return shown || 's.d.'
}

/** Said of the unit itself; in EAD 2002 it may be in a `descgrp`. */
function accessoOf(element: Element): string {
  const groups = [element, ...children(element).filter((one) => nameOf(one) === 'descgrp')]
  const said = groups.map((one) => child(one, 'accessrestrict')).find(Boolean)
  return paragraphsOf(said).replaceAll('\n', ' ') || textOf(said)
}

/** What a finding aid does not say, or says in the words of another archive. */
export type CimaEad = {
  /** signature of the top here, instead of that of the file */
  segnatura?: string | undefined
  /** of the unit of the archive that the top stands in; without, the top is a fonds */
  padre?: string | undefined
  /** nothing of it is more open; without, a fonds that says nothing is consulted on request */
  accesso?: LivelloAccesso | undefined
  /** where the file does not say who made the papers */
  produttore?: string | undefined
}

/** The unit above: its signature, the one it has in the file, and how open it is. */
type Sopra = { segnatura: string; data: string; accesso: LivelloAccesso | null }
const AVVISI_ACCESSO = 20

class Lettura {
  readonly righe: RigaConvertita[] = []
  readonly avvisi: string[] = []
  #oscuri = 0

  constructor(readonly cima: CimaEad) {}

  unita(element: Element, sopra: Sopra | null, numero: number): void {
    const did = child(element, 'did')
    const data = piecesOf(textOf(child(did, 'unitid')))
    const segnatura = this.#segnatura(data, sopra, numero)
    const points = child(element, 'controlaccess')
    const people = [...allIn(points, 'persname'), ...allIn(child(did, 'origination'), 'persname')]
    if (people.length > 0)
      this.avvisi.push(
        `${segnatura}: i nomi di persone non passano da soli, aggiungili col loro ruolo (${people.length})`,
      )
    const titolo = textOf(child(did, 'unittitle')) || '[senza titolo]'
    if (titolo.length > MAX_TITOLO)
      this.avvisi.push(`${segnatura}: il titolo è stato accorciato, il resto è in Contenuto`)
    const livello = livelloOf(element, sopra === null && !this.cima.padre)
    const accesso = this.#accesso(accessoOf(element), segnatura, sopra)
    this.righe.push({
      segnatura,
      padre: sopra?.segnatura ?? this.cima.padre ?? '',
      livello,
      titolo: titolo.slice(0, MAX_TITOLO),
      data: dataOf(did),
      consistenza: textOf(child(did, 'physdesc') ?? child(did, 'physdescstructured')).slice(0, MAX_TITOLO),
      produttore: this.#produttore(did, sopra),
      contenuto: [titolo.slice(MAX_TITOLO), paragraphsOf(child(element, 'scopecontent'))].filter(Boolean).join('\n'),
      localita: allIn(points, 'geogname').join(', ').slice(0, MAX_TITOLO),
      voci: allIn(points, 'subject').join('; '),
      contenitore: textOf(child(did, 'container')),
      accesso: accesso ? NOMI_ACCESSO[accesso] : '',
    })
    const here = { segnatura, data, accesso: accesso ?? sopra?.accesso ?? null }
    for (const [i, part] of componentsOf(element).entries()) this.unita(part, here, i + 1)
    if (sopra === null && this.#oscuri > AVVISI_ACCESSO)
      this.avvisi.push(`Altre ${this.#oscuri - AVVISI_ACCESSO} unità hanno un accesso scritto in altre parole`)
  }

  #produttore(did: Element | undefined, sopra: Sopra | null): string {
    const originator = child(did, 'origination')
    const said = allIn(originator, 'corpname')[0] ?? textOf(originator)
    return (said || (sopra === null ? (this.cima.produttore ?? '') : '')).slice(0, MAX_TITOLO)
  }

  /** @returns null: as the unit above */
  #accesso(detto: string, segnatura: string, sopra: Sopra | null): LivelloAccesso | null {
    const { padre, accesso: minimo = null } = this.cima
    const above = sopra ? sopra.accesso : padre ? null : (minimo ?? ACCESSO_NON_DETTO)
    const { accesso, capito } = computeAccesso(detto, above, minimo)
    if (!capito && accesso) {
      this.#oscuri += 1
      if (this.#oscuri <= AVVISI_ACCESSO)
        this.avvisi.push(
          `${segnatura}: «${detto.slice(0, MAX_DETTO)}» non è uno dei nostri livelli di accesso, entra come ${NOMI_ACCESSO[accesso]}`,
        )
    }
    if (accesso || sopra !== null) return accesso
    if (minimo || padre) return minimo
    this.avvisi.push(
      `${segnatura}: l’inventario non dice come si consulta, entra come ${NOMI_ACCESSO[ACCESSO_NON_DETTO]}. Se non è così scrivi «accesso» nella mappa`,
    )
    return ACCESSO_NON_DETTO
  }

  /** A whole signature stays; a piece of one ('b. 12') goes under that of the unit above; none is given one. */
  #segnatura(own: string, sopra: Sopra | null, numero: number): string {
    if (sopra === null) return this.cima.segnatura ?? (own || 'FONDO')
    const { segnatura, data } = sopra
    if (own === '') return this.#libera(`${segnatura}/${numero}`)
    if (own.startsWith(`${segnatura}/`)) return this.#libera(own)
    // whole under the signature that the unit above has in the file
    return this.#libera(`${segnatura}/${data && own.startsWith(`${data}/`) ? own.slice(data.length + 1) : own}`)
  }

  readonly #prese = new Set<string>()
  #libera(base: string): string {
    let free = base
    for (let n = 2; this.#prese.has(free); n += 1) free = `${base}-${n}`
    if (free !== base) this.avvisi.push(`${base}: la segnatura c’è due volte, la seconda è diventata ${free}`)
    this.#prese.add(free)
    return free
  }
}

/** @param xml the whole file */
export function convertEad(xml: string, cima: CimaEad = {}): Result<Conversione> {
  if (DICHIARAZIONE_INTERNA.test(xml)) return refuse('Il file definisce entità proprie: salvalo senza e riprova')
  let archdesc: Element | undefined
  try {
    const document = new DOMParser({
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(message)
      },
    }).parseFromString(xml, 'text/xml')
    const [root] = [...document.childNodes].filter((node) => node.nodeType === 1) as Element[]
    if (!root || nameOf(root) !== 'ead') return refuse('Non è un file EAD: l’elemento di testa deve essere «ead»')
    archdesc = child(root, 'archdesc')
  } catch {
    return refuse('Il file XML è rovinato: chiedine un’altra copia')
  }
  if (!archdesc) return refuse('Nel file EAD manca la descrizione (archdesc)')
  const lettura = new Lettura(cima)
  lettura.unita(archdesc, null, 1)
  return success({ righe: lettura.righe, avvisi: lettura.avvisi })
}
