/** Reading of the lists of a piece: the inner loops of a search. */
import { Lettura } from './codifica'
import { BLOCCO, type Segmento } from './segmento'

/** A list is read whole when it is not so many times longer than what is left to look for. */
export const SALTA_DA = 24

/**
 * Reads a list of many units, and writes what each is worth without asking what it was worth before: a choice made hundreds
 * of thousands of times costs more than an addition.
 * @param judge null: whoever reaches the end may have been found by this list
 */
export function leggiFitta(
  segmento: Segmento,
  lessema: number,
  group: number,
  w: number,
  shift: number,
  judge: Uint8Array | null,
  extra: Uint8Array | null,
  stato: Uint16Array,
  punti: Uint32Array,
): void {
  const { docs, from, pesi, many } = segmento.readVoci(lessema)
  const { combinazione } = segmento
  let p = from
  let doc = 0
  for (let n = 0; n < many; n += 1) {
    let delta = docs[p++] as number
    if (delta >= 0x80) {
      let byte = delta
      delta &= 0x7f
      for (let move = 7; byte >= 0x80; move += 7) {
        byte = docs[p++] as number
        delta |= (byte & 0x7f) << move
      }
    }
    doc = (n & (BLOCCO - 1)) === 0 ? delta : doc + delta
    if (judge === null) {
      stato[doc] = (stato[doc] as number) | group
      punti[doc] = (punti[doc] as number) + Math.imul(w, docs[pesi + n] as number)
    } else {
      const allowed = (judge[combinazione[doc] as number] as number) | (extra === null ? 0 : (extra[doc] as number))
      const yes = (allowed >> shift) & 1
      stato[doc] = (stato[doc] as number) | Math.imul(group, yes)
      punti[doc] = (punti[doc] as number) + Math.imul(Math.imul(w, docs[pesi + n] as number), yes)
    }
  }
}

/** Reads a list of a question with few units: those of the first group are listed, the others only looked for. */
export function leggiRada(
  segmento: Segmento,
  lessema: number,
  turn: number,
  w: number,
  segno: number,
  judge: Uint8Array | null,
  extra: Uint8Array | null,
  stato: Uint16Array,
  punti: Uint32Array,
  found: Uint32Array,
  listed: number,
): number {
  const { docs, from, pesi, many } = segmento.readVoci(lessema)
  const { combinazione } = segmento
  let count = listed
  let p = from
  let doc = 0
  for (let n = 0; n < many; n += 1) {
    let delta = docs[p++] as number
    if (delta >= 0x80) {
      let byte = delta
      delta &= 0x7f
      for (let move = 7; byte >= 0x80; move += 7) {
        byte = docs[p++] as number
        delta |= (byte & 0x7f) << move
      }
    }
    doc = (n & (BLOCCO - 1)) === 0 ? delta : doc + delta
    const state = stato[doc] as number
    if (turn > 0 && state === 0) continue
    if (judge !== null) {
      const allowed = judge[combinazione[doc] as number] as number
      if (((extra === null ? allowed : allowed | (extra[doc] as number)) & segno) === 0) continue
    }
    if (state === 0) found[count++] = doc
    stato[doc] = state | (1 << turn)
    punti[doc] = (punti[doc] as number) + w * (docs[pesi + n] as number)
  }
  return count
}

/**
 * Units already found that have more: a title or a place with the word as it was typed, a name with the one before it.
 * @param judge null: whoever has been found may have been found by this too
 */
export function premia(
  segmento: Segmento,
  lessema: number,
  all: number,
  more: number,
  segno: number,
  judge: Uint8Array | null,
  extra: Uint8Array | null,
  stato: Uint16Array,
  punti: Uint32Array,
  found: Uint32Array | null,
): void {
  const { combinazione } = segmento
  const prize = (doc: number): void => {
    if (judge !== null) {
      const allowed = judge[combinazione[doc] as number] as number
      if (((extra === null ? allowed : allowed | (extra[doc] as number)) & segno) === 0) return
    }
    punti[doc] = (punti[doc] as number) + more
  }
  const long = segmento.parti.conti[lessema] as number
  if (found !== null && long > SALTA_DA * found.length && long > BLOCCO) {
    cercaSaltando(segmento, lessema, found, (doc) => {
      if (stato[doc] === all) prize(doc)
    })
    return
  }
  const { docs, from, many } = segmento.readVoci(lessema)
  let p = from
  let doc = 0
  for (let n = 0; n < many; n += 1) {
    let delta = docs[p++] as number
    if (delta >= 0x80) {
      let byte = delta
      delta &= 0x7f
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = docs[p++] as number
        delta |= (byte & 0x7f) << shift
      }
    }
    doc = (n & (BLOCCO - 1)) === 0 ? delta : doc + delta
    if (stato[doc] === all) prize(doc)
  }
}

/** Units, in order, that are also in a long list: only the divisions where they may be are read. */
export function cercaSaltando(
  segmento: Segmento,
  lessema: number,
  units: Uint32Array,
  each: (doc: number, peso: number) => void,
): void {
  const blocchi = segmento.openBlocchi(lessema)
  let block = -1
  let open: { docs: Uint32Array; pesi: Buffer } | null = null
  let at = 0
  for (const doc of units) {
    let next = Math.max(block, 0)
    if ((blocchi.primi[next] as number) > doc) continue
    let high = blocchi.primi.length - 1
    while (next < high) {
      const middle = (next + high + 1) >>> 1
      if ((blocchi.primi[middle] as number) <= doc) next = middle
      else high = middle - 1
    }
    if (next !== block || open === null) {
      block = next
      open = blocchi.read(block)
      at = 0
    }
    while (at < open.docs.length && (open.docs[at] as number) < doc) at += 1
    if (open.docs[at] === doc) each(doc, open.pesi[at] as number)
  }
}

/** Units of the reader's own that are in a list which is not otherwise for them. @param own in order */
export function leggiProprie(
  segmento: Segmento,
  lessema: number,
  own: Uint32Array,
  each: (doc: number, peso: number) => void,
): void {
  if ((segmento.parti.conti[lessema] as number) > BLOCCO) {
    cercaSaltando(segmento, lessema, own, each)
    return
  }
  const { docs, from, pesi, many } = segmento.readVoci(lessema)
  const reading = new Lettura(docs)
  reading.at = from
  const found: [doc: number, peso: number][] = []
  for (let n = 0, doc = 0, at = 0; n < many; n += 1) {
    doc += reading.varint()
    while (at < own.length && (own[at] as number) < doc) at += 1
    if (own[at] === doc) found.push([doc, docs[pesi + n] as number])
  }
  for (const [doc, peso] of found) each(doc, peso)
}
