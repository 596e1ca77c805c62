/** Words looked for in the text of pages. Pure. */
import { stessaRadice } from '../rules-brani'
import type { ParolaPagina } from '../rules-digitale'
import { paroleOf } from '../rules-parole'

/** Of what was typed, the words that can be looked for; each once. */
export const cercate = (q: string): string[] => [...new Set(paroleOf(q))].slice(0, 12)

/**
 * Beginning that any word found for this one has: what the database looks for before the words are compared.
 * `stessaRadice` lets a long word lose six letters at most from its end, a short one two.
 */
export const inizioOf = (parola: string): string =>
  parola.length <= 3 ? parola : parola.slice(0, Math.max(3, parola.length - (parola.length <= 6 ? 2 : 6)))

const ACCENTI: Record<string, string> = { a: 'aàáâä', e: 'eèéêë', i: 'iìíîï', o: 'oòóôö', u: 'uùúûü', c: 'cç', n: 'nñ' }
/** The same, for a regular expression of PostgreSQL: letters with or without accents. */
export const espressioneOf = (parola: string): string =>
  `\\m${[...inizioOf(parola)].map((letter) => (ACCENTI[letter] ? `[${ACCENTI[letter]}]` : letter)).join('')}`

/** Where in the words of a page the ones that are looked for stand. Empty unless each of them is there. */
export function trovateIn(parole: readonly ParolaPagina[], wanted: readonly string[]): number[] {
  if (wanted.length === 0) return []
  const missing = new Set(wanted)
  const found = parole.flatMap(([testo], i) => {
    const pieces = paroleOf(testo)
    const hits = wanted.filter((word) => pieces.some((piece) => stessaRadice(piece, word)))
    for (const hit of hits) missing.delete(hit)
    return hits.length > 0 ? [i] : []
  })
  return missing.size === 0 ? found : []
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
