/**
 * A piece of the index, never changed once written: for each lexeme the units that have it, for each unit what is counted,
 * and its words page by page. What is read by range lies in a file, or in memory while the piece is small and new.
 */
import { Byte, type Elenco, Lettura } from './codifica'
import { type PerLunghezza, perLunghezzaOf } from './lettere'

/** Postings of one lexeme are divided so, and the first unit of each division is written ahead of them. */
export const BLOCCO = 128

export type Colonne = {
  id: Buffer // 16 bytes a unit
  perId: Uint32Array // units in the order of their ids
  fondo: Uint16Array // place in `fondi`
  comune: Uint16Array // place in `comuni`
  tipologia: Uint8Array // place in `tipologie`
  anno: Uint16Array // the first; 0: not dated
  durata: Uint8Array // years after the first, up to 255
  peso: Uint32Array // 19870312: among equals the newest first
  accesso: Uint8Array // until `apertura`, and from then (4 bits each)
  apertura: Uint32Array // 20310101; 0: none
  avanti: Uint32Array // where its words begin, one more than there are units
}
export type Tavole = { fondi: string[]; comuni: string[]; tipologie: string[] }
export type Lessico = {
  parole: Elenco
  /** units that have the word, by class: four a word. Changes when a unit goes */
  conti: Uint32Array
  /** lexeme of its stem on a page; none: 0xffffffff */
  radice: Uint32Array
}

/** What is read of a piece once, and of its units: all in shared memory, but for the names. */
export type Condiviso = {
  file: string
  valori: Record<string, Uint8Array | Uint16Array | Uint32Array | Float64Array>
  avantiDa: number
  tavole: Tavole
  stati: Stati
}

/** Bytes read by range. */
export interface Tratto {
  read(da: number, quanti: number): Buffer
}
export const inMemoria = (bytes: Buffer): Tratto => ({ read: (da, quanti) => bytes.subarray(da, da + quanti) })

export type Parti = {
  colonne: Colonne
  tavole: Tavole
  lessemi: Elenco
  conti: Uint32Array // units a lexeme
  inizi: Float64Array // where its postings begin, one more than there are
  lessico: Lessico
}

/** What is known of the units of a piece beside what was written: it changes while the piece does not. */
export type Stati = {
  /** units that are no more, or are elsewhere in a newer form */
  morte: Uint8Array
  /** how many they are */
  quanteMorte: Uint32Array
  /** of each unit, what it is counted by today (Motore.combinazioni) */
  combinazione: Uint32Array
  /** the first four bytes of each id: order among equals, at the cost of a look */
  sorte: Uint32Array
}
/** @param memoria of a piece that other threads read too: shared */
export function statiOf(id: Buffer, memoria: (bytes: number) => ArrayBuffer | SharedArrayBuffer): Stati {
  const unita = id.length / 16
  const sorte = new Uint32Array(memoria(unita * 4))
  for (let doc = 0; doc < unita; doc += 1) sorte[doc] = id.readUInt32BE(doc * 16)
  return {
    morte: new Uint8Array(memoria(unita)),
    quanteMorte: new Uint32Array(memoria(4)),
    combinazione: new Uint32Array(memoria(unita * 4)),
    sorte,
  }
}
export const memoriaPropria = (bytes: number) => new ArrayBuffer(bytes)
export const memoriaCondivisa = (bytes: number) => new SharedArrayBuffer(bytes)

/** One scratch for what is read and used at once. */
let scratch = Buffer.allocUnsafeSlow(1 << 20)
export function scratchOf(size: number): Buffer {
  if (scratch.length < size) scratch = Buffer.allocUnsafeSlow(size * 2)
  return scratch.subarray(0, size)
}

export class Segmento {
  readonly morte: Uint8Array
  readonly #quanteMorte: Uint32Array
  readonly combinazione: Uint32Array
  readonly sorte: Uint32Array
  /** letters of each word, one bit each: how far two words are apart at least */
  #perLunghezza: PerLunghezza | null = null

  /** @param condiviso the same piece, as another thread can open it; null: it is of this one alone */
  constructor(
    readonly parti: Parti,
    readonly voci: Tratto, // postings
    readonly avanti: Tratto, // words of each unit
    readonly condiviso: Condiviso | null,
    stati: Stati,
    readonly chiudi: () => void,
  ) {
    this.morte = stati.morte
    this.#quanteMorte = stati.quanteMorte
    this.combinazione = stati.combinazione
    this.sorte = stati.sorte
  }

  get file(): string | null {
    return this.condiviso?.file ?? null
  }
  get unita(): number {
    return this.parti.colonne.peso.length
  }
  get quanteMorte(): number {
    return this.#quanteMorte[0] as number
  }
  /** A unit that is no more. */
  muore(doc: number): void {
    this.morte[doc] = 1
    this.#quanteMorte[0] = this.quanteMorte + 1
  }
  get vive(): number {
    return this.unita - this.quanteMorte
  }

  /** @param id 16 bytes. @returns -1: not here, or no more */
  find(id: Buffer): number {
    const { id: ids, perId } = this.parti.colonne
    let low = 0
    let high = perId.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const at = (perId[middle] as number) * 16
      const side = ids.compare(id, 0, 16, at, at + 16)
      if (side === 0) return this.morte[perId[middle] as number] ? -1 : (perId[middle] as number)
      if (side < 0) low = middle + 1
      else high = middle
    }
    return -1
  }

  idOf(doc: number): string {
    const hex = this.parti.colonne.id.toString('hex', doc * 16, doc * 16 + 16)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  /** Postings of a lexeme. What was read before is no longer good. */
  readVoci(lessema: number): Voci {
    const from = this.parti.inizi[lessema] as number
    const size = (this.parti.inizi[lessema + 1] as number) - from
    return vociOf(this.voci.read(from, size), this.parti.conti[lessema] as number)
  }

  /** Is there a unit such that…? The first divisions of a long list mostly answer. */
  some(lessema: number, told: (doc: number) => boolean): boolean {
    const many = this.parti.conti[lessema] as number
    if (many > BLOCCO) {
      const blocchi = this.openBlocchi(lessema)
      return blocchi.primi.some((_, block) => blocchi.read(block).docs.some(told))
    }
    const { docs, from } = this.readVoci(lessema)
    const reading = new Lettura(docs)
    reading.at = from
    let doc = 0
    for (let n = 0; n < many; n += 1) {
      doc += reading.varint()
      if (told(doc)) return true
    }
    return false
  }

  /** The first units of the divisions of a lexeme, and a way to read one. */
  openBlocchi(lessema: number): Blocchi {
    const from = this.parti.inizi[lessema] as number
    const many = this.parti.conti[lessema] as number
    const blocks = Math.ceil(many / BLOCCO)
    const head = Buffer.from(this.voci.read(from, blocks * 8 + 4))
    const primi = new Uint32Array(blocks)
    const dove = new Uint32Array(blocks + 1)
    for (let i = 0; i < blocks; i += 1) {
      primi[i] = head.readUInt32LE(4 + i * 8)
      dove[i] = head.readUInt32LE(8 + i * 8)
    }
    const docs = from + 4 + blocks * 8
    dove[blocks] = head.readUInt32LE(0)
    const pesi = docs + (dove[blocks] as number)
    return { primi, many, read: (block) => this.#readBlocco(docs, pesi, dove, block, many) }
  }

  #readBlocco(docs: number, pesi: number, dove: Uint32Array, block: number, many: number) {
    const inside = Math.min(BLOCCO, many - block * BLOCCO)
    const from = dove[block] as number
    const reading = new Lettura(Buffer.from(this.voci.read(docs + from, (dove[block + 1] as number) - from)))
    const found = new Uint32Array(inside)
    let doc = 0
    for (let i = 0; i < inside; i += 1) {
      doc = i === 0 ? reading.varint() : doc + reading.varint()
      found[i] = doc
    }
    return { docs: found, pesi: Buffer.from(this.voci.read(pesi + block * BLOCCO, inside)) }
  }

  readAvanti(doc: number): Buffer {
    const { avanti } = this.parti.colonne
    const from = avanti[doc] as number
    return this.avanti.read(from, (avanti[doc + 1] as number) - from)
  }

  get perLunghezza(): PerLunghezza {
    this.#perLunghezza ??= perLunghezzaOf(this.parti.lessico.parole)
    return this.#perLunghezza
  }
}

export type Voci = { docs: Buffer; from: number; pesi: number; many: number }
export type Blocchi = {
  primi: Uint32Array
  many: number
  read: (block: number) => { docs: Uint32Array; pesi: Buffer }
}

/** Few: units, then weights. Many: how long the units are, the head of each division, units, weights. */
function vociOf(bytes: Buffer, many: number): Voci {
  if (many <= BLOCCO) return { docs: bytes, from: 0, pesi: bytes.length - many, many }
  const blocks = Math.ceil(many / BLOCCO)
  return { docs: bytes, from: 4 + blocks * 8, pesi: bytes.length - many, many }
}

/** @param docs in order @param pesi 1 to 255 */
export function writeVoci(out: Byte, docs: ArrayLike<number>, pesi: ArrayLike<number>, many: number): void {
  if (many <= BLOCCO) {
    for (let i = 0, last = 0; i < many; i += 1) {
      out.varint(i === 0 ? (docs[0] as number) : (docs[i] as number) - last)
      last = docs[i] as number
    }
  } else {
    units.clear()
    const heads: number[] = []
    for (let i = 0, last = 0; i < many; i += 1) {
      const first = i % BLOCCO === 0
      if (first) heads.push(docs[i] as number, units.length)
      units.varint(first ? (docs[i] as number) : (docs[i] as number) - last)
      last = docs[i] as number
    }
    out.uint32(units.length)
    for (const head of heads) out.uint32(head)
    out.bytes(units.view())
  }
  for (let i = 0; i < many; i += 1) out.byte(pesi[i] as number)
}
const units = new Byte()
