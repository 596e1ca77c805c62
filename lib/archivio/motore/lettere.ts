/** Words of a piece by how long they are, each with the letters it has: where those written almost so are looked for. */
import type { Elenco } from './codifica'

const LETTERS = 26
const A = 97
const bitOf = (code: number): number => 1 << (code >= A ? code - A : LETTERS)

/** The letters of a word as bits, and those that it has more than once; figures are one letter. */
export type Lettere = { una: number; piu: number }
export function lettereDi(testi: Uint8Array, from: number, to: number): Lettere {
  let una = 0
  let piu = 0
  for (let at = from; at < to; at += 1) {
    const bit = bitOf(testi[at] as number)
    piu |= una & bit
    una |= bit
  }
  return { una, piu }
}

/** How many of the letters of one are not in the other, at least. */
export const mancano = (una: number, piu: number, altraUna: number, altraPiu: number): number =>
  bits(una & ~altraUna) + bits(piu & ~altraPiu)

function bits(value: number): number {
  let v = value - ((value >>> 1) & 0x5555_5555)
  v = (v & 0x3333_3333) + ((v >>> 2) & 0x3333_3333)
  return Math.imul((v + (v >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

export type PerLunghezza = {
  /** places of the words, shorter ones first */
  quali: Uint32Array
  /** letters of each, in the same order, and those it has more than once */
  una: Uint32Array
  piu: Uint32Array
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
  const una = new Uint32Array(parole.length)
  const piu = new Uint32Array(parole.length)
  for (let i = 0; i < parole.length; i += 1) {
    const place = next[lengthOf(i)] as number
    next[lengthOf(i)] = place + 1
    quali[place] = i
    const letters = lettereDi(testi, inizi[i] as number, inizi[i + 1] as number)
    una[place] = letters.una
    piu[place] = letters.piu
  }
  return { quali, una, piu, da }
}
