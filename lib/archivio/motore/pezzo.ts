/** A piece of the index, and a question that was made ready: the part of a search that any thread can do. */
import { cercaSaltando, leggiFitta, leggiProprie, leggiRada, premia, SALTA_DA } from './lettura'
import type { Aperta } from './liste'
import { Migliori } from './migliori'
import { BLOCCO, type Segmento } from './segmento'

const SCRITTA_QUANTO = 1
const PESO_SCRITTA = 255
/** From such a share of all units they are no longer listed one by one. */
const FITTO = 8

/** Room for the largest piece, used again at each question. */
const room = { stato: new Uint16Array(0), punti: new Uint32Array(0) }
function roomFor(unita: number) {
  if (room.stato.length < unita) {
    room.stato = new Uint16Array(unita)
    room.punti = new Uint32Array(unita)
  }
  return room
}

type Pesato = { liste: readonly Aperta[]; scritte: readonly Aperta[]; peso: number }

/** What pieces are asked: a question with what its reader may use, made ready once, that can be given to another thread. */
export type Quesito = {
  gruppi: readonly Pesato[]
  /** Combinazioni.segniOf */
  segni: Uint8Array
  /** bits that all combinations have of which the reader has any: what every unit that is there for them may be found by */
  sempre: number
  /** mancatiOf */
  mancati: Uint8Array | null
  migliori: number
}
/** What some pieces have found: units by combination, and the best of them. */
export class Somma {
  readonly conti: Uint32Array<ArrayBuffer>
  readonly migliori: Migliori
  constructor({ segni, migliori }: Quesito) {
    this.conti = new Uint32Array(segni.length)
    this.migliori = new Migliori(migliori)
  }
}

/** @param eccezioni eccezioniOf the piece @param fra only these units @param trovate where each that is found, and meets the filters, is marked */
export function cercaIn(
  segmento: Segmento,
  { gruppi: asked, segni, sempre, mancati }: Quesito,
  eccezioni: ReadonlyMap<number, number>,
  { conti: counts, migliori: best }: Somma,
  fra: Uint8Array | null = null,
  trovate: Uint8Array | null = null,
): void {
  const { unita } = segmento
  const { lessemi, conti } = segmento.parti
  const { own, extra } = proprieDi(segmento, eccezioni)
  const allowedTo = (doc: number): number =>
    (segni[segmento.combinazione[doc] as number] as number) | (extra === null ? 0 : (extra[doc] as number))
  const groups = asked
    .map(({ liste, peso }) => {
      const here = liste.flatMap(({ lessema, segno, proprie }) => {
        const at = proprie && own.length === 0 ? -1 : lessemi.indexOf(lessema)
        const conto = at < 0 ? 0 : Math.min(conti[at] as number, proprie ? own.length : unita)
        return conto === 0 ? [] : [{ at, segno, proprie, conto }]
      })
      return { here, peso, conto: here.reduce((sum, one) => sum + one.conto, 0) }
    })
    .sort((a, b) => a.conto - b.conto)
  if (groups.some((one) => one.conto === 0)) return
  if (groups.length === 0) {
    contaTutte(segmento, 0, null, null, segni, extra, counts, mancati, best, null, fra, trovate)
    return
  }
  const { stato, punti } = roomFor(unita)
  const first = groups[0]?.conto ?? 0
  const found = first * FITTO < unita ? new Uint32Array(first) : null
  let many = 0
  const always = extra === null ? sempre : 0
  for (const [turn, group] of groups.entries()) {
    for (const { at, segno, conto, proprie } of group.here) {
      const judge = (always & segno) === segno ? null : segni
      if (proprie)
        leggiProprie(segmento, at, own, (doc, peso) => {
          const state = stato[doc] as number
          if ((allowedTo(doc) & segno) === 0 || (found !== null && turn > 0 && state === 0)) return
          if (found !== null && state === 0) found[many++] = doc
          stato[doc] = state | (1 << turn)
          punti[doc] = (punti[doc] as number) + group.peso * peso
        })
      else if (found === null)
        leggiFitta(segmento, at, 1 << turn, group.peso, Math.log2(segno), judge, extra, stato, punti)
      else if (turn > 0 && conto > SALTA_DA * many && conto > BLOCCO)
        cercaSaltando(segmento, at, found.subarray(0, many), (doc, peso) => {
          if ((allowedTo(doc) & segno) === 0) return
          stato[doc] = (stato[doc] as number) | (1 << turn)
          punti[doc] = (punti[doc] as number) + group.peso * peso
        })
      else many = leggiRada(segmento, at, turn, group.peso, segno, judge, extra, stato, punti, found, many)
    }
    // found by more than one list: in order again, to be looked for by skipping
    if (turn === 0 && found !== null && group.here.length > 1) found.subarray(0, many).sort()
  }
  const here = found?.subarray(0, many) ?? null
  const all = (1 << groups.length) - 1
  for (const { scritte, peso } of asked) {
    const more = (peso * PESO_SCRITTA) >> SCRITTA_QUANTO
    for (const { lessema, proprie, segno } of scritte) {
      const at = lessemi.indexOf(lessema)
      if (at < 0) continue
      const judge = (always & segno) === segno ? null : segni
      if (!proprie) premia(segmento, at, all, more, segno, judge, extra, stato, punti, here)
      else
        leggiProprie(segmento, at, own, (doc) => {
          if (stato[doc] === all && (allowedTo(doc) & segno) !== 0) punti[doc] = (punti[doc] as number) + more
        })
    }
  }
  contaTutte(segmento, all, stato, here, segni, extra, counts, mancati, best, punti, fra, trovate)
  if (here === null) {
    stato.fill(0, 0, unita)
    punti.fill(0, 0, unita)
  } else
    for (let i = 0; i < here.length; i += 1) {
      stato[here[i] as number] = 0
      punti[here[i] as number] = 0
    }
}

/** Units found by all groups: each is counted, and the best are kept. @param found null: any unit of the piece may be one */
function contaTutte(
  segmento: Segmento,
  all: number,
  stato: Uint16Array | null,
  found: Uint32Array | null,
  segni: Uint8Array,
  extra: Uint8Array | null,
  counts: Uint32Array,
  mancati: Uint8Array | null,
  best: Migliori,
  punti: Uint32Array | null,
  fra: Uint8Array | null,
  trovate: Uint8Array | null,
): void {
  const { combinazione, quanteMorte, sorte } = segmento
  const morte = quanteMorte > 0 ? segmento.morte : null
  const pesi = segmento.parti.colonne.peso
  const many = found === null ? segmento.unita : found.length
  if (
    stato !== null &&
    punti !== null &&
    found === null &&
    extra === null &&
    fra === null &&
    morte === null &&
    trovate === null
  ) {
    contaFitta(segmento, all, stato, segni, counts, mancati, best, punti)
    return
  }
  let soglia = best.soglia
  for (let i = 0; i < many; i += 1) {
    const doc = found === null ? i : (found[i] as number)
    if (stato !== null && stato[doc] !== all) continue
    if (morte !== null && morte[doc] === 1) continue
    if (fra !== null && fra[doc] === 0) continue
    const place = combinazione[doc] as number
    const allowed = segni[place] as number
    if (((extra === null ? allowed : allowed | (extra[doc] as number)) & 1) === 0) continue
    counts[place] = (counts[place] as number) + 1
    if (trovate !== null && (mancati === null || mancati[place] === 0)) trovate[doc] = 1
    const score = punti === null ? 0 : (punti[doc] as number)
    if (score < soglia || (mancati !== null && mancati[place] !== 0)) continue
    if (best.wants(score, pesi[doc] as number, sorte[doc] as number)) {
      best.add(segmento, doc, score, pesi[doc] as number)
      soglia = best.soglia
    }
  }
}

/** As `contaTutte`, of a piece where any unit may be one: a choice that goes now one way now the other costs more than an addition. */
function contaFitta(
  segmento: Segmento,
  all: number,
  stato: Uint16Array,
  segni: Uint8Array,
  counts: Uint32Array,
  mancati: Uint8Array | null,
  best: Migliori,
  punti: Uint32Array,
): void {
  const { combinazione, sorte, unita } = segmento
  const pesi = segmento.parti.colonne.peso
  let soglia = best.soglia
  for (let doc = 0; doc < unita; doc += 1) {
    const place = combinazione[doc] as number
    // 1 when it was found by all groups, and the reader may know that it is there
    const yes = ((((stato[doc] as number) ^ all) - 1) >>> 31) & (segni[place] as number)
    counts[place] = (counts[place] as number) + yes
    const score = punti[doc] as number
    if (score < soglia || yes === 0 || (mancati !== null && mancati[place] !== 0)) continue
    if (best.wants(score, pesi[doc] as number, sorte[doc] as number)) {
      best.add(segmento, doc, score, pesi[doc] as number)
      soglia = best.soglia
    }
  }
}

/** Units of the piece of which the reader sees more than of others like them: in order, and for each unit what they may use. */
export function proprieDi(
  segmento: Segmento,
  eccezioni: ReadonlyMap<number, number>,
): { own: Uint32Array; extra: Uint8Array | null } {
  const own = Uint32Array.from(eccezioni.keys()).sort()
  if (own.length === 0) return { own, extra: null }
  const extra = new Uint8Array(segmento.unita)
  for (const [doc, segni] of eccezioni) extra[doc] = segni
  return { own, extra }
}
