/** Words looked for in the text of pages. Pure. */
import { stessaRadice } from '../rules-brani'
import type { ParolaPagina } from '../rules-digitale'
import { paroleOf } from '../rules-parole'

/** Words of which any one will do: 'capanna|capanne' of one group, of words typed apart one each. */
export type Cercate = readonly (readonly string[])[]

const GRUPPI_MAX = 12
/** Between words of which any one will do, as an address carries them. */
const OPPURE = '|'

/** Of what was typed, the words that can be looked for; each once. */
export function cercate(q: string): Cercate {
  const groups = q.split(/\s+/).flatMap((piece) => {
    const words = [...new Set(piece.split(OPPURE).flatMap(paroleOf))]
    return piece.includes(OPPURE) ? [words] : words.map((word) => [word])
  })
  const known = new Set<string>()
  const once = groups.filter((group) => group.length > 0 && !known.has(group.join()) && known.add(group.join()))
  return once.slice(0, GRUPPI_MAX)
}

/** The same, to be typed or carried by an address: what `cercate` reads. */
export const scriviCercate = (groups: Cercate): string => groups.map((group) => group.join(OPPURE)).join(' ')

/**
 * Beginning that any word found for this one has: what the database looks for before the words are compared.
 * `stessaRadice` lets a long word lose six letters at most from its end, a short one two.
 */
export const inizioOf = (parola: string): string =>
  parola.length <= 3 ? parola : parola.slice(0, Math.max(3, parola.length - (parola.length <= 6 ? 2 : 6)))

const ACCENTI: Record<string, string> = { a: 'aàáâä', e: 'eèéêë', i: 'iìíîï', o: 'oòóôö', u: 'uùúûü', c: 'cç', n: 'nñ' }
const inizioEspresso = (parola: string): string =>
  `\\m${[...inizioOf(parola)].map((letter) => (ACCENTI[letter] ? `[${ACCENTI[letter]}]` : letter)).join('')}`
/** The same, for a regular expression of PostgreSQL: letters with or without accents, any one of the words. */
export const espressioneOf = (parole: readonly string[]): string => [...new Set(parole.map(inizioEspresso))].join('|')

/**
 * Where in the words of a page the ones that are looked for stand.
 *
 * @param alcune also when some of them are not there: else the page has one of each group, or nothing is found on it
 */
export function trovateIn(parole: readonly ParolaPagina[], wanted: Cercate, alcune = false): number[] {
  const missing = new Set(wanted)
  const found = parole.flatMap(([testo], i) => {
    const pieces = paroleOf(testo)
    const hits = wanted.filter((group) => group.some((word) => pieces.some((piece) => stessaRadice(piece, word))))
    for (const hit of hits) missing.delete(hit)
    return hits.length > 0 ? [i] : []
  })
  return alcune || missing.size === 0 ? found : []
}

const CONTORNO = 6
/** The words around one, as they are read. */
export const contornoOf = (parole: readonly ParolaPagina[], at: number) => ({
  prima: parole
    .slice(Math.max(0, at - CONTORNO), at)
    .map(([testo]) => testo)
    .join(' '),
  dopo: parole
    .slice(at + 1, at + 1 + CONTORNO)
    .map(([testo]) => testo)
    .join(' '),
})
