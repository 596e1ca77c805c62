/** Words of a piece by how long they are, each with the letters it has: where those written almost so are looked for. */
import type { Elenco } from './codifica'

const LETTERS = 26
const A = 97
const bitOf = (code: number): number => 1 << (code >= A ? code - A : LETTERS)

/** The letters of a word as bits; figures are one letter. */
export function lettereDi(testi: Uint8Array, from: number, to: number): number {
  let bits = 0
  for (let at = from; at < to; at += 1) bits |= bitOf(testi[at] as number)
  return bits
}

export type PerLunghezza = {
  /** places of the words, shorter ones first */
  quali: Uint32Array
  /** letters of each, in the same order */
  lettere: Uint32Array
  /** where the words of a length begin; those of the next one follow */
  da: Uint32Array
}

export function perLunghezzaOf(parole: Elenco): PerLunghezza {
  const { inizi, testi } = parole
  const lengthOf = (i: number) => (inizi[i + 1] as number) - (inizi[i] as number)
  let longest = 0
  for (let i = 0; i < parole.length; i += 1) longest = Math.max(longest, lengthOf(i))
  const da = new Uint32Array(longest + 2)
  for (let i = 0; i < parole.length; i += 1) da[lengthOf(i) + 1] = (da[lengthOf(i) + 1] as number) + 1
  for (let length = 1; length < da.length; length += 1) da[length] = (da[length] as number) + (da[length - 1] as number)
  const next = da.slice()
  const quali = new Uint32Array(parole.length)
  const lettere = new Uint32Array(parole.length)
  for (let i = 0; i < parole.length; i += 1) {
    const place = next[lengthOf(i)] as number
    next[lengthOf(i)] = place + 1
    quali[place] = i
    lettere[place] = lettereDi(testi, inizi[i] as number, inizi[i + 1] as number)
  }
  return { quali, lettere, da }
}
