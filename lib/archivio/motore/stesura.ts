/** Writes what was collected of some units as a piece: lists by lexeme, words by unit. */
import { Byte, prima } from './codifica'
import type { Scrittura } from './file-segmento'
import { writeVoci } from './segmento'

/** What is made between one breath and the next, so that searches are answered meanwhile. */
const RESPIRO = 4_000
export const respira = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Postings as they came: lexeme, unit and weight of each. */
export type VociRaccolte = { lexemes: Uint32Array; docs: Uint32Array; weights: Uint8Array }

const CHUNK = 1 << 20

/** By lexeme in order, and within it by unit, which is the order in which they came. */
export async function writeListe(out: Scrittura, { lexemes, docs, weights }: VociRaccolte, rank: Uint32Array) {
  const conti = new Uint32Array(rank.length)
  for (let i = 0; i < lexemes.length; i += 1) {
    const place = rank[lexemes[i] as number] as number
    conti[place] = (conti[place] as number) + 1
  }
  const next = new Uint32Array(rank.length + 1)
  for (let i = 0; i < rank.length; i += 1) next[i + 1] = (next[i] as number) + (conti[i] as number)
  const begin = next.slice()
  const sortedDocs = new Uint32Array(lexemes.length)
  const sortedWeights = new Uint8Array(lexemes.length)
  for (let i = 0; i < lexemes.length; i += 1) {
    const place = rank[lexemes[i] as number] as number
    const at = next[place] as number
    next[place] = at + 1
    sortedDocs[at] = docs[i] as number
    sortedWeights[at] = weights[i] as number
  }
  await respira()
  const inizi = new Float64Array(rank.length + 1)
  const bytes = new Byte()
  let flushed = out.length
  for (let place = 0; place < rank.length; place += 1) {
    inizi[place] = flushed + bytes.length
    const from = begin[place] as number
    const to = begin[place + 1] as number
    writeVoci(bytes, sortedDocs.subarray(from, to), sortedWeights.subarray(from, to), to - from)
    if (bytes.length > CHUNK) {
      out.write(bytes.view())
      flushed += bytes.length
      bytes.clear()
    }
    if (place % RESPIRO === 0) await respira()
  }
  inizi[rank.length] = flushed + bytes.length
  out.write(bytes.view())
  return { conti, inizi }
}

/** Words of each unit, under their places in order. @param begins where those of each unit begin in `raw` */
export async function writeAvanti(out: Scrittura, raw: Uint32Array, begins: Uint32Array, wordRank: Uint32Array) {
  const many = begins.length
  const inizi = new Uint32Array(many + 1)
  const da = out.length
  const bytes = new Byte()
  let flushed = 0
  for (let doc = 0; doc < many; doc += 1) {
    inizi[doc] = flushed + bytes.length
    let at = begins[doc] as number
    bytes.byte(raw[at++] as number)
    const list = () => {
      const count = raw[at++] as number
      const words = raw.subarray(at, at + count).map((word) => wordRank[word] as number)
      at += count
      writeParole(bytes, words.sort())
    }
    for (let classe = 0; classe < 3; classe += 1) list()
    const pages = raw[at++] as number
    bytes.varint(pages)
    for (let page = 0; page < pages; page += 1) {
      for (let part = 0; part < 4; part += 1) bytes.uint32(raw[at++] as number)
      bytes.varint(raw[at++] as number)
      bytes.byte(raw[at++] as number)
      list()
    }
    if (bytes.length > CHUNK) {
      out.write(bytes.view())
      flushed += bytes.length
      bytes.clear()
      await respira()
    }
  }
  inizi[many] = flushed + bytes.length
  out.write(bytes.view())
  return { da, quanti: flushed + bytes.length, inizi }
}

export function writeParole(out: Byte, words: Uint32Array): void {
  out.varint(words.length)
  let last = 0
  for (const word of words) {
    out.varint(word - last)
    last = word
  }
}

/** Places of the texts in byte order. */
export async function sorted(testi: readonly string[]): Promise<Uint32Array> {
  const places = Array.from({ length: testi.length }, (_, i) => i)
  places.sort((a, b) => prima(testi[a] as string, testi[b] as string))
  await respira()
  return Uint32Array.from(places)
}

export function orderOfIds(ids: Buffer, many: number): Uint32Array {
  return Uint32Array.from({ length: many }, (_, i) => i).sort((a, b) =>
    ids.compare(ids, b * 16, b * 16 + 16, a * 16, a * 16 + 16),
  )
}
