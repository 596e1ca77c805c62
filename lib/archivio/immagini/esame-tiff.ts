/** Walks the directories of a TIFF: how many pages, how large, and whether all that they point to is there (TIFF 6.0 §2). */

/** Reads bytes of a file from anywhere in it; fewer than asked at its end. */
export type Leggi = (start: number, length: number) => Promise<Buffer>

/** `pagine`: which directories are pages, from 0; the others are smaller copies of them */
export type EsameTiff = { pagine: number[]; maxPixel: number } | { difetto: string }

const ROTTO = 'il TIFF è danneggiato o incompleto: fallo scandire o salvare di nuovo'
const SUBFILE = 254
const WIDTH = 256
const LENGTH = 257
/** where the data of strips and tiles begin · how many bytes they are */
const DATI: Record<number, number> = { 273: 279, 324: 325 }
/** bit 0 of NewSubfileType */
const REDUCED = 1
/** bytes of a value, by its TIFF type */
const SIZES: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 13: 4, 16: 8, 17: 8, 18: 8 }
const MAX_ENTRIES = 4_096
const MAX_VALUES = 4_000_000
/** Of all its directories: ten thousand pages of a strip a line have fewer. */
const MAX_LETTI = 100_000_000

type Voce = { tipo: number; quanti: number; dove: Buffer }

class Corrotto extends Error {}

class Tiff {
  #letti = 0

  constructor(
    readonly leggi: Leggi,
    readonly byte: number,
    readonly little: boolean,
    readonly big: boolean,
  ) {}

  /** @returns a number of `size` bytes */
  num(bytes: Buffer, at: number, size: number): number {
    if (at + size > bytes.length) throw new Corrotto()
    if (size === 8) return Number(this.little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
    return this.little ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size)
  }

  async at(start: number, length: number): Promise<Buffer> {
    if (start < 8 || start + length > this.byte) throw new Corrotto()
    const bytes = await this.leggi(start, length)
    if (bytes.length < length) throw new Corrotto()
    return bytes
  }

  async directory(offset: number): Promise<{ voci: Map<number, Voce>; next: number }> {
    const [head, entry, ref] = this.big ? [8, 20, 8] : [2, 12, 4]
    const count = this.num(await this.at(offset, head), 0, head)
    if (count === 0 || count > MAX_ENTRIES) throw new Corrotto()
    const bytes = await this.at(offset + head, count * entry + ref)
    const voci = new Map<number, Voce>()
    for (let i = 0; i < count; i += 1) {
      const at = i * entry
      voci.set(this.num(bytes, at, 2), {
        tipo: this.num(bytes, at + 2, 2),
        quanti: this.num(bytes, at + 4, ref),
        dove: bytes.subarray(at + 4 + ref, at + entry),
      })
    }
    return { voci, next: this.num(bytes, count * entry, ref) }
  }

  async values(voce: Voce | undefined): Promise<number[]> {
    if (!voce) return []
    const size = SIZES[voce.tipo]
    this.#letti += voce.quanti
    if (!size || voce.quanti > MAX_VALUES || this.#letti > MAX_LETTI) throw new Corrotto()
    const length = size * voce.quanti
    const ref = this.big ? 8 : 4
    const bytes = length <= ref ? voce.dove : await this.at(this.num(voce.dove, 0, ref), length)
    return Array.from({ length: voce.quanti }, (_, i) => this.num(bytes, i * size, size))
  }

  /** @returns pixels of the page; null: a smaller copy of another */
  async pagina(voci: Map<number, Voce>): Promise<number | null> {
    const [subfile = 0] = await this.values(voci.get(SUBFILE))
    const [width = 0] = await this.values(voci.get(WIDTH))
    const [length = 0] = await this.values(voci.get(LENGTH))
    if (width === 0 || length === 0) throw new Corrotto()
    let pieces = 0
    for (const [begin, size] of Object.entries(DATI)) {
      const starts = await this.values(voci.get(Number(begin)))
      const sizes = await this.values(voci.get(size))
      if (starts.length !== sizes.length) throw new Corrotto()
      pieces += starts.length
      for (const [i, start] of starts.entries()) if (start + (sizes[i] ?? 0) > this.byte) throw new Corrotto()
    }
    if (pieces === 0) throw new Corrotto()
    return subfile & REDUCED ? null : width * length
  }
}

/**
 * @param byte size of the file
 * @param maxPagine stops there: more is a fault of its own
 */
export async function esaminaTiff(leggi: Leggi, byte: number, maxPagine: number): Promise<EsameTiff> {
  try {
    const head = await leggi(0, 16)
    const little = head[0] === 0x49
    const version = head.length < 8 ? 0 : little ? head.readUInt16LE(2) : head.readUInt16BE(2)
    const big = version === 43
    if (version !== 42 && !big) throw new Corrotto()
    const tiff = new Tiff(leggi, byte, little, big)
    const seen = new Set<number>()
    const pagine: number[] = []
    let maxPixel = 0
    for (let offset = tiff.num(head, big ? 8 : 4, big ? 8 : 4); offset !== 0; ) {
      if (seen.has(offset)) throw new Corrotto() // a ring
      seen.add(offset)
      const { voci, next } = await tiff.directory(offset)
      const pixel = await tiff.pagina(voci)
      if (pixel !== null) {
        pagine.push(seen.size - 1)
        maxPixel = Math.max(maxPixel, pixel)
      }
      if (pagine.length > maxPagine) break
      offset = next
    }
    return pagine.length === 0 ? { difetto: ROTTO } : { pagine, maxPixel }
  } catch (error) {
    if (error instanceof Corrotto) return { difetto: ROTTO }
    throw error
  }
}
