/** Blocks of a list: added, taken out, moved. The same in the browser and, without scripts, on the server. */
import type { Passo } from './forms'
import { type Elenco, type Nodo, nodiOf, walk } from './rules-campi'
import { type Dati, setAt, valueAt } from './rules-condizioni'
import { TESTI, testiOf } from './rules-lettura'

/** 'aggiungi' puts an empty block at the end; 'togli', 'su' and 'giu' act on the block the value names: 'percorso.tratti.2'. */
export const AZIONI = ['aggiungi', 'togli', 'su', 'giu'] as const
export type Azione = (typeof AZIONI)[number]

function findElenco(nodi: readonly Nodo[], path: string, prefix = ''): Elenco | null {
  for (const nodo of nodi) {
    const here = prefix + nodo.nome
    if (nodo.genere === 'elenco' && here === path) return nodo
    if (nodo.genere === 'gruppo' && path.startsWith(`${here}.`)) {
      const found = findElenco(nodo.campi, path, `${here}.`)
      if (found) return found
    }
  }
  return null
}

/**
 * Adds, takes out or moves a block of a list.
 *
 * @param blocco answers the new block starts with: a vehicle of the fleet
 * @returns the page's answers after it and where the focus goes; null when the act or the list is not one of the page
 */
export function applyAzione(
  passo: Passo,
  dati: Dati,
  azione: Azione,
  path: string,
  blocco: Dati = {},
): { dati: Dati; fuoco: string } | null {
  const listPath = azione === 'aggiungi' ? path : path.replace(/\.\d+$/, '')
  const index = azione === 'aggiungi' ? -1 : Number(path.slice(listPath.length + 1))
  const elenco = findElenco(nodiOf(passo), listPath)
  if (!elenco) return null
  const before = valueAt(dati, listPath)
  const righe: unknown[] = Array.isArray(before) ? [...before] : []
  let to = index
  if (azione === 'aggiungi') {
    if (righe.length >= elenco.max) return null
    to = righe.push(blocco) - 1
  } else {
    if (!Number.isInteger(index) || index < 0 || index >= righe.length) return null
    const [riga] = righe.splice(index, 1)
    if (azione === 'togli') to = Math.min(index, righe.length - 1)
    else {
      to = Math.max(0, Math.min(righe.length, index + (azione === 'su' ? -1 : 1)))
      righe.splice(to, 0, riga)
    }
  }
  const result = structuredClone(dati)
  setAt(result, listPath, righe)
  // Texts that could not be read are kept by place: they follow their block.
  const move = (at: number): number | null => {
    if (azione === 'aggiungi' || at === index) return azione === 'togli' ? null : azione === 'aggiungi' ? at : to
    if (azione === 'togli') return at > index ? at - 1 : at
    if (at > index && at <= to) return at - 1
    if (at < index && at >= to) return at + 1
    return at
  }
  const testi = Object.entries(testiOf(passo, dati)).flatMap(([key, text]): [string, string][] => {
    const match = key.startsWith(`${listPath}.`) ? /^(\d+)(\..*)$/.exec(key.slice(listPath.length + 1)) : null
    if (!match) return [[key, text]]
    const at = move(Number(match[1]))
    return at === null ? [] : [[`${listPath}.${at}${match[2]}`, text]]
  })
  result[TESTI] = { ...(result[TESTI] as Dati | undefined), [passo.id]: testi }
  return { dati: result, fuoco: to < 0 ? listPath : `${listPath}.${to}` }
}

/** Blocks at the end of a list in which nothing was written are taken out, down to the fewest the list wants. */
export function dropEmptyRighe(passo: Passo, dati: Dati): Dati {
  const result = structuredClone(dati)
  const clean = (nodi: readonly Nodo[], prefix: string): void => {
    for (const nodo of nodi) {
      const path = prefix + nodo.nome
      if (nodo.genere === 'gruppo') clean(nodo.campi, `${path}.`)
      if (nodo.genere !== 'elenco' || nodo.fisso) continue
      const righe = valueAt(result, path)
      if (!Array.isArray(righe)) continue
      const testi = Object.keys(testiOf(passo, result))
      for (let i = righe.length - 1; i >= 0 && righe.length > nodo.min; i -= 1) {
        const written =
          testi.some((key) => key.startsWith(`${path}.${i}.`)) ||
          Object.values(righe[i] as Dati).some((value) => value !== null && value !== '' && value !== false)
        if (written) break
        const removed = applyAzione(passo, result, 'togli', `${path}.${i}`)
        if (removed) Object.assign(result, removed.dati)
        righe.splice(i, 1)
      }
    }
  }
  clean(nodiOf(passo), '')
  return result
}

/** Of the whole draft, the part that one page asks: what it saves, without touching what other pages say. */
export function partOf(passo: Passo, dati: Dati): Dati {
  const part: Dati = {}
  walk(
    nodiOf(passo),
    dati,
    ({ path }) => {
      const value = valueAt(dati, path)
      if (value !== undefined) setAt(part, path, value)
    },
    undefined,
    (path, _elenco, quante) => {
      if (Array.isArray(valueAt(dati, path)))
        setAt(
          part,
          path,
          Array.from({ length: quante }, () => ({})),
        )
    },
  )
  return { ...part, [TESTI]: { [passo.id]: Object.entries(testiOf(passo, dati)) } }
}
