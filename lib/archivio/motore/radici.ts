/** Italian words as the index holds them: their stem, and which say nothing. Words come without accents (rules-parole.ts). */
import { stemmer } from '@orama/stemmers/italian'
import { stopwords } from '@orama/stopwords/italian'
import { paroleOf } from '../rules-parole'

/** They are a form of «essere», and ditches and pits on every other paper of a road. */
const PIENE = new Set(['fosse', 'fossi'])
const VUOTE: ReadonlySet<string> = new Set(stopwords.flatMap(paroleOf).filter((parola) => !PIENE.has(parola)))
const MEMORIA = 200_000
const known = new Map<string, string | null>()

/** 'capannoni' → 'capannon'; null: a word that says nothing ('della'). */
export function radiceOf(parola: string): string | null {
  const found = known.get(parola)
  if (found !== undefined) return found
  const radice = VUOTE.has(parola) ? null : stemmer(parola).toLowerCase() || parola
  if (known.size >= MEMORIA) known.clear()
  known.set(parola, radice)
  return radice
}
