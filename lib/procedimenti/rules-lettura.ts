/** From a form as it was sent to answers as they are kept. Only names the page asks are read: anything else is ignored. */
import type { Passo } from './forms'
import { type Elenco, type Foglia, MAX_RIGHE, type Nodo, nodiOf } from './rules-campi'
import { type Dati, setAt, valueAt } from './rules-condizioni'
import { completeTratti, type StradaNota } from './rules-percorso'
import { readValore } from './rules-valori'

/** What was sent: a form, or its values by name (many under one name as an array). */
export type Sorgente = FormData | Record<string, unknown>
/** Registers from which some answers are filled. */
export type Riferimenti = { strade: readonly StradaNota[] }
/** Where texts that could not be read are kept, by page: [path, text as typed][]. Never filed. */
export const TESTI = '_testi'

type Letti = { all: (name: string) => string[] | null; names: readonly string[] }
function reader(source: Sorgente): Letti {
  const isForm = typeof FormData !== 'undefined' && source instanceof FormData
  const names = isForm ? [...new Set((source as FormData).keys())] : Object.keys(source)
  const all = (name: string): string[] | null => {
    if (isForm) {
      const values = (source as FormData).getAll(name).filter((one): one is string => typeof one === 'string')
      return values.length > 0 ? values : null
    }
    if (!Object.hasOwn(source, name)) return null
    const value = (source as Record<string, unknown>)[name]
    const list = Array.isArray(value) ? value.slice(0, 200) : [value]
    return list.filter((one): one is string => typeof one === 'string')
  }
  return { all, names }
}

const DATE_PARTS = ['giorno', 'mese', 'anno'] as const
/** Values sent for one question; null when the question was not on the page that sent them. */
function sentFor(foglia: Foglia, path: string, { all }: Letti): string[] | null {
  if (foglia.genere !== 'data') return all(path)
  const parts = DATE_PARTS.map((part) => all(`${path}.${part}`)?.at(-1))
  return parts.some((part) => part !== undefined) ? parts.map((part) => part ?? '') : all(path)
}

/** Indices sent under a list, in order: 'documenti.0.nome', 'documenti.2.nome' → [0, 2]. */
function indicesOf(path: string, names: readonly string[]): number[] {
  const found = new Set<number>()
  for (const name of names) {
    const match = name.startsWith(`${path}.`) ? /^(\d{1,3})\./.exec(name.slice(path.length + 1)) : null
    if (match) found.add(Number(match[1]))
  }
  return [...found].sort((a, b) => a - b).slice(0, MAX_RIGHE)
}

/**
 * Answers of one page, out of what was sent.
 *
 * @returns `dati`: the page's part of the answers, to be merged into the draft; what could not be read is null there and
 *   stays as typed under `_testi`. `errors`: by path, what could not be read and why.
 */
export function parseRisposte(
  passo: Passo,
  source: Sorgente,
  riferimenti: Riferimenti = { strade: [] },
): { dati: Dati; errors: Record<string, string> } {
  const dati: Dati = {}
  const errors: Record<string, string> = {}
  const testi: [string, string][] = []
  const sent = reader(source)
  const readNode = (nodo: Nodo, from: string, to: string): void => {
    if (nodo.genere === 'gruppo')
      for (const one of nodo.campi) readNode(one, `${from}${nodo.nome}.`, `${to}${nodo.nome}.`)
    else if (nodo.genere === 'elenco') readList(nodo, from + nodo.nome, to + nodo.nome)
    else {
      const values = nodo.genere === 'derivato' ? null : sentFor(nodo, from + nodo.nome, sent)
      if (!values) return
      const { valore, errore, testo } = readValore(nodo, values)
      setAt(dati, to + nodo.nome, valore)
      if (errore) errors[to + nodo.nome] = errore
      if (testo !== undefined) testi.push([to + nodo.nome, testo])
    }
  }
  const readList = (elenco: Elenco, from: string, to: string): void => {
    const indices = indicesOf(from, sent.names)
    if (indices.length === 0 && !sent.all(from)) return
    setAt(dati, to, [])
    indices.forEach((index, i) => {
      setAt(dati, `${to}.${i}`, {})
      for (const one of elenco.campi) {
        readNode(one, `${from}.${index}.`, `${to}.${i}.`)
        // A box that is not ticked sends nothing: in a block that was sent, that is a no.
        if (one.genere === 'spunta' && valueAt(dati, `${to}.${i}.${one.nome}`) === undefined)
          setAt(dati, `${to}.${i}.${one.nome}`, false)
      }
    })
  }
  for (const nodo of nodiOf(passo)) readNode(nodo, '', '')
  for (const campo of passo.campi) {
    const tratti = campo.genere === 'percorso' ? valueAt(dati, `${campo.nome}.tratti`) : null
    if (Array.isArray(tratti)) setAt(dati, `${campo.nome}.tratti`, completeTratti(tratti as Dati[], riferimenti.strade))
  }
  if (Object.keys(dati).length > 0 || testi.length > 0) dati[TESTI] = { [passo.id]: testi }
  return { dati, errors }
}

/** Texts of a page that could not be read, by path. */
export function testiOf(passo: Passo, dati: Dati): Record<string, string> {
  const list = valueAt(dati, `${TESTI}.${passo.id}`)
  return Array.isArray(list)
    ? Object.fromEntries(
        list.filter(
          (one): one is [string, string] =>
            Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'string',
        ),
      )
    : {}
}

/** What was typed, as the controls send it again: used to say once more what is wrong with it. */
export const retyped = (foglia: Foglia, testo: string): string[] =>
  foglia.genere === 'data' ? testo.split('|') : [testo]
