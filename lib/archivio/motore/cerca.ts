/** A question put to the pieces of the index. */
import type { Lettore } from '../rules-visibilita'
import { readAvanti } from './avanti'
import { type Combinazioni, eccezioniOf } from './combinazioni'
import { accessoDi, NESSUNA } from './costruttore'
import { SCRITTA, SEGNI } from './documento'
import { radiceOf } from './radici'
import { BLOCCO, type Segmento } from './segmento'

/** One way of finding what a word asks for. */
export type Alternativa = { parola: string } | { esatto: string }
export type GruppoCercato = { alternative: readonly Alternativa[]; parola?: string }
export type FiltriCercati = {
  fondo?: string
  tipologia?: string
  comune?: string
  decennio?: number
  accesso?: string
  dal?: number
  al?: number
}
export type Ricerca = {
  gruppi: readonly GruppoCercato[]
  filtri: FiltriCercati
  limite: number
  salto: number
}
export type Trovata = { id: string; pagina: { id: string; numero: number } | null }
export type Conti = Record<'fondo' | 'tipologia' | 'comune' | 'decennio' | 'anno' | 'accesso', Record<string, number>>
export type Trovate = { totale: number; unita: Trovata[]; faccette: Conti }

type Lista = { lessema: string; segno: number }
/** Lexemes of which one must be there. */
export type Liste = readonly Lista[]

export function listeOf({ alternative }: GruppoCercato): Liste {
  const all = alternative.flatMap((one): Lista[] => {
    if ('esatto' in one)
      return [
        { lessema: one.esatto, segno: SEGNI[''] },
        { lessema: `~${one.esatto}`, segno: SEGNI['~'] },
      ]
    const radice = radiceOf(one.parola)
    if (radice === null) return []
    return [
      { lessema: radice, segno: SEGNI[''] },
      { lessema: `@${one.parola}`, segno: SEGNI['@'] },
      { lessema: `~${one.parola}`, segno: SEGNI['~'] },
      ...(radice === one.parola ? [] : [{ lessema: `~${radice}`, segno: SEGNI['~'] }]),
      { lessema: `#${radice}`, segno: SEGNI['#'] },
      { lessema: `!${radice}`, segno: SEGNI['!'] },
    ]
  })
  return [...new Map(all.map((one) => [one.lessema, one])).values()]
}

/** Rare words weigh more. Sixteenths, at least one. */
const pesoDi = (unita: number, conto: number): number =>
  Math.max(1, Math.round(16 * Math.log(1 + (unita - conto + 0.5) / (conto + 0.5))))
const SCRITTA_QUANTO = 1
const PESO_SCRITTA = 255
/** A list is read whole when it is not so many times longer than what is left to look for. */
const SALTA_DA = 24
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

export function cerca(
  segmenti: readonly Segmento[],
  combinazioni: Combinazioni,
  lettore: Lettore,
  ricerca: Ricerca,
): Trovate {
  const segni = combinazioni.segniOf(lettore)
  const usabili = usabiliDa(segni, lettore)
  const lists = ricerca.gruppi.map((gruppo) => ({ liste: listeOf(gruppo), parola: gruppo.parola }))
  // a list that this reader can use nowhere is not opened: not even how long it takes tells that it is there
  const asked = lists
    .filter((one) => one.liste.length > 0)
    .map(({ liste, parola }) => ({ liste: liste.filter(({ segno }) => (segno & usabili) !== 0), parola }))
  // words that say nothing alone find nothing
  const nothing = lists.length > 0 && asked.length === 0
  const counts = new Uint32Array(combinazioni.quante)
  const mancati = mancatiOf(combinazioni, ricerca.filtri)
  const best = new Migliori(ricerca.salto + ricerca.limite)
  const total = segmenti.reduce((sum, one) => sum + one.unita, 0)
  if (!nothing) {
    const weighed = asked.map(({ liste, parola }) => {
      const many = segmenti.reduce(
        (sum, one) => sum + liste.reduce((all, { lessema }) => all + contoOf(one, lessema), 0),
        0,
      )
      return { liste, parola, peso: pesoDi(total, Math.min(many, total)) }
    })
    for (const segmento of segmenti) cercaIn(segmento, combinazioni, lettore, weighed, segni, counts, mancati, best)
  }
  const chosen = best.inOrdine().slice(ricerca.salto)
  return {
    ...conta(combinazioni, counts, mancati),
    unita: chosen.map(({ segmento, doc }) => ({
      id: segmento.idOf(doc),
      pagina: paginaDi(
        segmento,
        doc,
        asked.map((one) => one.liste),
        segni,
        combinazioni,
        lettore,
      ),
    })),
  }
}

const contoOf = (segmento: Segmento, lessema: string): number => {
  const at = segmento.parti.lessemi.indexOf(lessema)
  return at < 0 ? 0 : (segmento.parti.conti[at] as number)
}

type Pesato = { liste: Liste; parola?: string; peso: number }

function cercaIn(
  segmento: Segmento,
  combinazioni: Combinazioni,
  lettore: Lettore,
  asked: readonly Pesato[],
  segni: Uint8Array,
  counts: Uint32Array,
  mancati: Uint8Array | null,
  best: Migliori,
): void {
  const { unita } = segmento
  const { lessemi, conti } = segmento.parti
  const extra = extraOf(segmento, combinazioni, lettore)
  const groups = asked
    .map(({ liste, peso }) => {
      const here = liste.flatMap(({ lessema, segno }) => {
        const at = lessemi.indexOf(lessema)
        return at < 0 ? [] : [{ at, segno, conto: conti[at] as number }]
      })
      return { here, peso, conto: here.reduce((sum, one) => sum + one.conto, 0) }
    })
    .sort((a, b) => a.conto - b.conto)
  if (groups.some((one) => one.conto === 0)) return
  if (groups.length === 0) {
    contaTutte(segmento, 0, null, null, segni, extra, counts, mancati, best)
    return
  }
  const { stato, punti } = roomFor(unita)
  const first = groups[0]?.conto ?? 0
  const found = first * FITTO < unita ? new Uint32Array(first) : null
  let many = 0
  // what every unit that is there for this reader may be found by
  const always = extra === null ? comuneA(segni) : 0
  for (const [turn, group] of groups.entries()) {
    for (const { at, segno, conto } of group.here) {
      const judge = (always & segno) === segno ? null : segni
      if (found === null) leggiFitta(segmento, at, 1 << turn, group.peso, Math.log2(segno), judge, extra, stato, punti)
      else if (turn > 0 && conto > SALTA_DA * many && conto > BLOCCO)
        cercaSaltando(segmento, at, found.subarray(0, many), (doc, peso) => {
          const allowed =
            (segni[segmento.combinazione[doc] as number] as number) | (extra === null ? 0 : (extra[doc] as number))
          if ((allowed & segno) === 0) return
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
  for (const { parola, peso } of asked) {
    const at = parola === undefined ? -1 : lessemi.indexOf(SCRITTA + parola)
    if (at >= 0) premia(segmento, at, all, (peso * PESO_SCRITTA) >> SCRITTA_QUANTO, stato, punti, here)
  }
  contaTutte(segmento, all, stato, here, segni, extra, counts, mancati, best, punti)
  if (here === null) {
    stato.fill(0, 0, unita)
    punti.fill(0, 0, unita)
  } else
    for (let i = 0; i < here.length; i += 1) {
      stato[here[i] as number] = 0
      punti[here[i] as number] = 0
    }
}

/** Bits that some combination, or some unit of this reader's own, has. */
export function usabiliDa(segni: Uint8Array, lettore: Lettore): number {
  const own = lettore.proprie.length + lettore.concesse.length + lettore.abilitazioni.length
  if (own > 0) return 0xff
  let any = 0
  for (let i = 0; i < segni.length; i += 1) any |= segni[i] as number
  return any
}

/** Bits that all readable combinations have. */
function comuneA(segni: Uint8Array): number {
  let all = 0xff
  for (let i = 0; i < segni.length; i += 1) if (segni[i] !== 0) all &= segni[i] as number
  return all
}

/**
 * Reads a list of many units, and writes what each is worth without asking what it was worth before: a choice made hundreds
 * of thousands of times costs more than an addition.
 * @param judge null: whoever reaches the end may have been found by this list
 */
function leggiFitta(
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
      punti[doc] = (punti[doc] as number) + w * (docs[pesi + n] as number)
    } else {
      const allowed = (judge[combinazione[doc] as number] as number) | (extra === null ? 0 : (extra[doc] as number))
      const yes = (allowed >> shift) & 1
      stato[doc] = (stato[doc] as number) | Math.imul(group, yes)
      punti[doc] = (punti[doc] as number) + Math.imul(Math.imul(w, docs[pesi + n] as number), yes)
    }
  }
}

/** Reads a list of a question with few units: those of the first group are listed, the others only looked for. */
function leggiRada(
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

/** A title or a place that has the word as it was typed. */
function premia(
  segmento: Segmento,
  lessema: number,
  all: number,
  more: number,
  stato: Uint16Array,
  punti: Uint32Array,
  found: Uint32Array | null,
): void {
  const long = segmento.parti.conti[lessema] as number
  if (found !== null && long > SALTA_DA * found.length && long > BLOCCO) {
    cercaSaltando(segmento, lessema, found, (doc) => {
      if (stato[doc] === all) punti[doc] = (punti[doc] as number) + more
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
    if (stato[doc] === all) punti[doc] = (punti[doc] as number) + more
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
  punti: Uint32Array | null = null,
): void {
  const { combinazione, quanteMorte, sorte } = segmento
  const morte = quanteMorte > 0 ? segmento.morte : null
  const pesi = segmento.parti.colonne.peso
  const many = found === null ? segmento.unita : found.length
  let soglia = best.soglia
  for (let i = 0; i < many; i += 1) {
    const doc = found === null ? i : (found[i] as number)
    if (stato !== null && stato[doc] !== all) continue
    if (morte !== null && morte[doc] === 1) continue
    const place = combinazione[doc] as number
    const allowed = segni[place] as number
    if (((extra === null ? allowed : allowed | (extra[doc] as number)) & 1) === 0) continue
    counts[place] = (counts[place] as number) + 1
    const score = punti === null ? 0 : (punti[doc] as number)
    if (score < soglia || (mancati !== null && mancati[place] !== 0)) continue
    if (best.wants(score, pesi[doc] as number, sorte[doc] as number)) {
      best.add(segmento, doc, score, pesi[doc] as number)
      soglia = best.soglia
    }
  }
}

function extraOf(segmento: Segmento, combinazioni: Combinazioni, lettore: Lettore): Uint8Array | null {
  const found = eccezioniOf(segmento, combinazioni, lettore)
  if (found.size === 0) return null
  const all = new Uint8Array(segmento.unita)
  for (const [doc, segni] of found) all[doc] = segni
  return all
}

/** Units, in order, that are also in a long list: only the divisions where they may be are read. */
function cercaSaltando(
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

const FONDO = 1
const TIPOLOGIA = 2
const COMUNE = 4
const DECENNIO = 8
const ACCESSO = 16
const ANNI = 32

/** For each combination the filters that it does not meet, as bits; null: there are no filters. */
function mancatiOf(all: Combinazioni, filtri: FiltriCercati): Uint8Array | null {
  const { fondo, tipologia, comune, decennio, accesso, dal = 0, al = Number.POSITIVE_INFINITY } = filtri
  if (Object.values(filtri).every((one) => one === undefined)) return null
  const missed = new Uint8Array(all.quante)
  const years = filtri.dal !== undefined || filtri.al !== undefined
  // a name that is nowhere is the place of none
  const f = fondo === undefined ? null : all.nomi.fondo.indexOf(fondo)
  const t = tipologia === undefined ? null : all.nomi.tipologia.indexOf(tipologia)
  const c = comune === undefined ? null : all.nomi.comune.indexOf(comune)
  for (let i = 0; i < missed.length; i += 1) {
    const anno = all.anno[i] as number
    missed[i] =
      (f !== null && all.fondo[i] !== f ? FONDO : 0) |
      (t !== null && all.tipologia[i] !== t ? TIPOLOGIA : 0) |
      (c !== null && all.comune[i] !== c ? COMUNE : 0) |
      (decennio !== undefined && (anno === 0 || decade(anno) !== decennio) ? DECENNIO : 0) |
      (accesso !== undefined && accessoDi(all.accesso[i] as number) !== accesso ? ACCESSO : 0) |
      (years && (anno === 0 || anno < dal || anno > al) ? ANNI : 0)
  }
  return missed
}
const decade = (anno: number) => anno - (anno % 10)
const ANNI_MAX = 4_096
const ACCESSI = 4

/** Each facet counts what choosing one of its values would show: its own filter is left out, the others hold. */
function conta(
  all: Combinazioni,
  counts: Uint32Array,
  mancati: Uint8Array | null,
): { totale: number; faccette: Conti } {
  let totale = 0
  const fondo = new Uint32Array(all.nomi.fondo.length)
  const tipologia = new Uint32Array(all.nomi.tipologia.length)
  const comune = new Uint32Array(all.nomi.comune.length)
  const anno = new Uint32Array(ANNI_MAX)
  const accesso = new Uint32Array(ACCESSI)
  for (let i = 0; i < counts.length; i += 1) {
    const n = counts[i] as number
    if (n === 0) continue
    const missed = mancati === null ? 0 : (mancati[i] as number)
    if (missed === 0) totale += n
    if ((missed & ~FONDO) === 0) piu(fondo, all.fondo[i] as number, n)
    if ((missed & ~TIPOLOGIA) === 0) piu(tipologia, all.tipologia[i] as number, n)
    if ((missed & ~COMUNE) === 0) piu(comune, all.comune[i] as number, n)
    if ((missed & ~DECENNIO) === 0) piu(anno, all.anno[i] as number, n)
    if ((missed & ~ACCESSO) === 0) piu(accesso, all.accesso[i] as number, n)
  }
  const decennio = new Uint32Array(ANNI_MAX)
  for (let year = 1; year < ANNI_MAX; year += 1) piu(decennio, decade(year), anno[year] as number)
  anno[0] = 0
  const name = (place: number) => String(place)
  return {
    totale,
    faccette: {
      fondo: detti(fondo, (i) => all.nomi.fondo[i] ?? ''),
      tipologia: detti(tipologia, (i) => all.nomi.tipologia[i] ?? ''),
      comune: detti(comune, (i) => all.nomi.comune[i] ?? ''),
      decennio: detti(decennio, name),
      anno: detti(anno, name),
      accesso: detti(accesso, accessoDi),
    },
  }
}

const piu = (counts: Uint32Array, place: number, n: number): void => {
  counts[place] = (counts[place] as number) + n
}

/** What has no name is not told of. */
function detti(counts: Uint32Array, nome: (place: number) => string): Record<string, number> {
  const told: Record<string, number> = {}
  for (let place = 0; place < counts.length; place += 1) {
    const n = counts[place] as number
    if (n > 0 && nome(place) !== '') told[nome(place)] = n
  }
  return told
}

type Candidata = { segmento: Segmento; doc: number; punti: number; peso: number }

/** The best so many: a heap with the worst on top. */
class Migliori {
  readonly #heap: Candidata[] = []
  constructor(readonly quante: number) {}

  /** fewer points than these are not enough */
  get soglia(): number {
    return this.#heap.length < this.quante ? 0 : (this.#heap[0]?.punti ?? 0)
  }

  wants(punti: number, peso: number, sorte: number): boolean {
    const worst = this.#heap[0]
    if (this.#heap.length < this.quante || worst === undefined) return this.quante > 0
    if (punti !== worst.punti) return punti > worst.punti
    return peso > worst.peso || (peso === worst.peso && sorte <= (worst.segmento.sorte[worst.doc] as number))
  }

  add(segmento: Segmento, doc: number, punti: number, peso: number): void {
    const one = { segmento, doc, punti, peso }
    const heap = this.#heap
    if (heap.length < this.quante) {
      heap.push(one)
      let at = heap.length - 1
      while (at > 0) {
        const up = (at - 1) >> 1
        if (confronta(heap[up] as Candidata, one) <= 0) break
        heap[at] = heap[up] as Candidata
        at = up
      }
      heap[at] = one
      return
    }
    if (confronta(heap[0] as Candidata, one) >= 0) return
    let at = 0
    for (;;) {
      let down = at * 2 + 1
      if (down >= heap.length) break
      if (down + 1 < heap.length && confronta(heap[down + 1] as Candidata, heap[down] as Candidata) < 0) down += 1
      if (confronta(heap[down] as Candidata, one) >= 0) break
      heap[at] = heap[down] as Candidata
      at = down
    }
    heap[at] = one
  }

  inOrdine(): Candidata[] {
    return [...this.#heap].sort((a, b) => confronta(b, a))
  }
}

/** Points, then the newest, then by id: the same question has the same answer. Positive: the first is better. */
function confronta(a: Candidata, b: Candidata): number {
  if (a.punti !== b.punti) return a.punti - b.punti
  if (a.peso !== b.peso) return a.peso - b.peso
  const chance = (b.segmento.sorte[b.doc] as number) - (a.segmento.sorte[a.doc] as number)
  if (chance !== 0) return chance
  return b.segmento.parti.colonne.id.compare(
    a.segmento.parti.colonne.id,
    a.doc * 16,
    a.doc * 16 + 16,
    b.doc * 16,
    b.doc * 16 + 16,
  )
}

/** The page of a unit on which most of the words are, among those this reader may see. */
function paginaDi(
  segmento: Segmento,
  doc: number,
  groups: readonly Liste[],
  segni: Uint8Array,
  combinazioni: Combinazioni,
  lettore: Lettore,
): Trovata['pagina'] {
  const base = segni[segmento.combinazione[doc] as number] as number
  const more = base & SEGNI['#'] ? 0 : (eccezioniOf(segmento, combinazioni, lettore).get(doc) ?? 0)
  const allowed = base | more
  if ((allowed & SEGNI['#']) === 0) return null
  const { lessemi, lessico } = segmento.parti
  const wanted = groups.map(
    (liste) =>
      new Set(
        liste.flatMap(({ lessema, segno }) => {
          if (segno !== SEGNI['#']) return []
          const at = lessemi.indexOf(lessema)
          return at < 0 ? [] : [at]
        }),
      ),
  )
  const closed = groups.map(
    (liste) => new Set(liste.flatMap(({ lessema, segno }) => (segno === SEGNI['!'] ? [lessema.slice(1)] : []))),
  )
  if (wanted.every((one) => one.size === 0) && closed.every((one) => one.size === 0)) return null
  let best: { id: string; numero: number } | null = null
  let most = 0
  for (const pagina of readAvanti(segmento.readAvanti(doc)).pagine) {
    if (pagina.riservata && (allowed & SEGNI['!']) === 0) continue
    const hit = new Set<number>()
    for (const word of pagina.parole) {
      const radice = lessico.radice[word] as number
      for (const [i, lexemes] of wanted.entries()) if (radice !== NESSUNA && lexemes.has(radice)) hit.add(i)
      // a word met on closed pages only has no lexeme of the others
      if (pagina.riservata && radice === NESSUNA) {
        const stem = radiceOf(lessico.parole.get(word))
        for (const [i, stems] of closed.entries()) if (stem !== null && stems.has(stem)) hit.add(i)
      }
    }
    if (hit.size > most || (hit.size === most && most > 0 && best !== null && pagina.numero < best.numero)) {
      most = hit.size
      best = { id: pagina.id, numero: pagina.numero }
    }
  }
  return best
}
