/**
 * A finding aid in EAD (2002 or EAD3) as rows of an index: each component is a unit, in the order of the tree.
 *
 * @see Encoded Archival Description Tag Library, version 2002 and EAD3 1.1.2
 */
import { DOMParser, type Element } from '@xmldom/xmldom'
import { type Result, refuse, success } from '@/lib/core/result'
import { NOMI_LIVELLO } from '../rules'
import { parseEstremi } from '../rules-date'
import { type Conversione, pezzoDiSegnatura, type RigaConvertita } from './rules'

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

function livelloOf(element: Element): string {
  const level = element.getAttribute('level') ?? ''
  const other = (element.getAttribute('otherlevel') ?? '').toLowerCase()
  if (LIVELLI[level]) return LIVELLI[level]
  const known = ALTRI_LIVELLI.indexOf(other)
  if (known >= 0) return Object.values(NOMI_LIVELLO)[known] as string
  return children(element).some((one) => COMPONENTE.test(nameOf(one))) ? NOMI_LIVELLO.serie : NOMI_LIVELLO.fascicolo
}

/** As archivists write it, when it can be read; else from the normal form: '1974-03-14/1978'. */
function dataOf(did: Element | undefined): string {
  const date = child(did, 'unitdate') ?? child(child(did, 'unittitle'), 'unitdate')
  const shown = textOf(date)
  if (shown && parseEstremi(shown)) return shown
  const [from = '', to = from] = (date?.getAttribute('normal') ?? '').split('/')
  const day = /^\d{4}-\d{2}-\d{2}$/
  if (day.test(from) && from === to) return from.split('-').reverse().join('/')
  const [a, b] = [from.slice(0, 4), to.slice(0, 4)]
  if (/^\d{4}$/.test(a) && /^\d{4}$/.test(b)) return a === b ? a : `${a}-${b}`
  return shown || 's.d.'
}

class Lettura {
  readonly righe: RigaConvertita[] = []
  readonly avvisi: string[] = []

  constructor(readonly prefisso: string | null) {}

  unita(element: Element, padre: string | null, numero: number): void {
    const did = child(element, 'did')
    const segnatura = this.#segnatura(textOf(child(did, 'unitid')), padre, numero)
    const points = child(element, 'controlaccess')
    const people = [...allIn(points, 'persname'), ...allIn(child(did, 'origination'), 'persname')]
    if (people.length > 0)
      this.avvisi.push(
        `${segnatura}: i nomi di persone non passano da soli, aggiungili col loro ruolo (${people.length})`,
      )
    const originator = child(did, 'origination')
    const titolo = textOf(child(did, 'unittitle')) || '[senza titolo]'
    if (titolo.length > MAX_TITOLO)
      this.avvisi.push(`${segnatura}: il titolo è stato accorciato, il resto è in Contenuto`)
    this.righe.push({
      segnatura,
      padre: padre ?? '',
      livello: livelloOf(element),
      titolo: titolo.slice(0, MAX_TITOLO),
      data: dataOf(did),
      consistenza: textOf(child(did, 'physdesc') ?? child(did, 'physdescstructured')).slice(0, MAX_TITOLO),
      produttore: (allIn(originator, 'corpname')[0] ?? textOf(originator)).slice(0, MAX_TITOLO),
      contenuto: [titolo.slice(MAX_TITOLO), paragraphsOf(child(element, 'scopecontent'))].filter(Boolean).join('\n'),
      localita: allIn(points, 'geogname').join(', ').slice(0, MAX_TITOLO),
      voci: allIn(points, 'subject').join('; '),
      contenitore: textOf(child(did, 'container')),
    })
    const parts = [
      ...children(element).filter((one) => COMPONENTE.test(nameOf(one))),
      ...children(element)
        .filter((one) => nameOf(one) === 'dsc')
        .flatMap((dsc) => children(dsc).filter((one) => COMPONENTE.test(nameOf(one)))),
    ]
    for (const [i, part] of parts.entries()) this.unita(part, segnatura, i + 1)
  }

  /** A whole signature stays; a piece of one ('b. 12') goes under that of the unit above; none is given one. */
  #segnatura(given: string, padre: string | null, numero: number): string {
    if (padre === null)
      return this.prefisso ?? (given.split('/').map(pezzoDiSegnatura).filter(Boolean).join('/') || 'FONDO')
    const own = given.split('/').map(pezzoDiSegnatura).filter(Boolean).join('/')
    const base = own === '' ? `${padre}/${numero}` : own.startsWith(`${padre}/`) ? own : `${padre}/${own}`
    return this.#libera(base)
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

/**
 * @param xml the whole file
 * @param prefisso signature of the top here, instead of that of the file
 */
export function convertEad(xml: string, prefisso: string | null = null): Result<Conversione> {
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
  const lettura = new Lettura(prefisso)
  lettura.unita(archdesc, null, 1)
  return success({ righe: lettura.righe, avvisi: lettura.avvisi })
}
