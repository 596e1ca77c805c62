/**
 * A page image as the store holds it: a pyramidal TIFF of JPEG tiles. Only its header and the tiles asked for are read.
 *
 * @see TIFF 6.0 sections 2, 15, 22; TIFF Technical Note 2 (JPEG tables); BigTIFF
 */

/** The bytes from `start` to `end`, both counted. */
export type Lettura = (start: number, end: number) => Promise<Buffer>

/** How the numbers of a tile are meant: a JPEG does not say it by itself. */
export type Spazio = 'grigio' | 'ycbcr' | 'rgb'

/** One scale of the image: half the one before it. */
export type Livello = {
  larghezza: number
  altezza: number
  /** pixels of a tile; those at the edges are filled up */
  tessera: { w: number; h: number }
  colonne: number
  righe: number
  /** where each tile begins and how long it is, row after row */
  inizi: readonly number[]
  lunghezze: readonly number[]
  /** tables that all tiles share, without the marks of begin and end */
  tabelle: Buffer
  spazio: Spazio
}

/** From the whole image down. */
export type Piramide = readonly Livello[]

/** What the store gives is no page image of ours. */
export class DamagedImageError extends Error {
  override name = 'DamagedImageError'
}

const BLOCK = 65_536 // the unit in which sealed bytes are opened
const MAX_LEVELS = 24
const MAX_TILES = 1_000_000
const JPEG = 7
const SPAZI: Record<number, Spazio> = { 1: 'grigio', 2: 'rgb', 6: 'ycbcr' }
const SIZE_OF_TYPE: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 13: 4, 16: 8, 18: 8 }
const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  samples: 277,
  planar: 284,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileLengths: 325,
  tables: 347,
} as const

/** Small pieces of a large file, a block at a time. */
function blocksOf(read: Lettura, length: number) {
  const blocks = new Map<number, Promise<Buffer>>()
  const block = (n: number) => {
    const found = blocks.get(n) ?? read(n * BLOCK, Math.min(length, (n + 1) * BLOCK) - 1)
    blocks.set(n, found)
    return found
  }
  return async (at: number, size: number): Promise<Buffer> => {
    if (at < 0 || at + size > length) throw new DamagedImageError(`Nothing at ${at}`)
    const pieces: Buffer[] = []
    for (let n = Math.floor(at / BLOCK); n * BLOCK < at + size; n += 1)
      pieces.push((await block(n)).subarray(Math.max(0, at - n * BLOCK), at + size - n * BLOCK))
    return Buffer.concat(pieces)
  }
}

type Entry = { type: number; count: number; at: number }

/**
 * @param length of the whole file, in bytes
 * @throws DamagedImageError when it is not a pyramid of JPEG tiles, grey or in three colours, eight bits each
 */
export async function readPiramide(read: Lettura, length: number): Promise<Piramide> {
  const bytes = blocksOf(read, length)
  const head = await bytes(0, 16)
  const order = head.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') throw new DamagedImageError('Not a TIFF')
  const little = order === 'II'
  const u16 = (b: Buffer, at: number) => (little ? b.readUInt16LE(at) : b.readUInt16BE(at))
  const u32 = (b: Buffer, at: number) => (little ? b.readUInt32LE(at) : b.readUInt32BE(at))
  const u64 = (b: Buffer, at: number) => Number(little ? b.readBigUInt64LE(at) : b.readBigUInt64BE(at))
  const big = u16(head, 2) === 43
  if (!big && u16(head, 2) !== 42) throw new DamagedImageError('Not a TIFF')
  const word = big ? u64 : u32
  const [wordSize, entrySize, countSize] = big ? [8, 20, 8] : [4, 12, 2]

  async function valuesOf({ type, count, at }: Entry): Promise<number[]> {
    const size = SIZE_OF_TYPE[type]
    if (!size || count > MAX_TILES) throw new DamagedImageError('A value of no known kind')
    const inside = size * count <= wordSize
    const from = inside ? await bytes(at, size * count) : await bytes(word(await bytes(at, wordSize), 0), size * count)
    const one = { 1: (b: Buffer, i: number) => b[i] as number, 2: u16, 4: u32, 8: u64 }[size]
    return one ? Array.from({ length: count }, (_, i) => one(from, i * size)) : []
  }

  async function readLevel(at: number): Promise<{ level: Livello; next: number }> {
    const count = big ? u64(await bytes(at, 8), 0) : u16(await bytes(at, 2), 0)
    if (count > 512) throw new DamagedImageError('Too many fields')
    const table = await bytes(at + countSize, count * entrySize + wordSize)
    const entries = new Map<number, Entry>()
    for (let i = 0; i < count; i += 1) {
      const from = i * entrySize
      entries.set(u16(table, from), {
        type: u16(table, from + 2),
        count: word(table, from + 4),
        at: at + countSize + from + 4 + wordSize,
      })
    }
    const all = async (tag: number): Promise<number[]> => {
      const entry = entries.get(tag)
      return entry ? valuesOf(entry) : []
    }
    const one = async (tag: number, missing = 0) => (await all(tag))[0] ?? missing
    const spazio = SPAZI[await one(TAG.photometric, -1)]
    const bits = await all(TAG.bits)
    const samples = await one(TAG.samples, 1)
    if ((await one(TAG.compression)) !== JPEG || !spazio || (await one(TAG.planar, 1)) !== 1)
      throw new DamagedImageError('Tiles that are no JPEG of a known kind')
    if (bits.some((each) => each !== 8) || samples !== (spazio === 'grigio' ? 1 : 3))
      throw new DamagedImageError('Not eight bits of grey or of three colours')
    const [larghezza, altezza] = [await one(TAG.width), await one(TAG.height)]
    const tessera = { w: await one(TAG.tileWidth), h: await one(TAG.tileHeight) }
    if (larghezza < 1 || altezza < 1 || tessera.w < 16 || tessera.h < 16) throw new DamagedImageError('No tiles')
    const [colonne, righe] = [Math.ceil(larghezza / tessera.w), Math.ceil(altezza / tessera.h)]
    const [inizi, lunghezze] = [await all(TAG.tileOffsets), await all(TAG.tileLengths)]
    if (inizi.length !== colonne * righe || lunghezze.length !== inizi.length)
      throw new DamagedImageError('Tiles are missing')
    if (inizi.some((start, i) => start + (lunghezze[i] ?? 0) > length))
      throw new DamagedImageError('A tile beyond the end')
    const shared = entries.get(TAG.tables)
    const tables = shared ? await bytes(word(await bytes(shared.at, wordSize), 0), shared.count) : Buffer.alloc(0)
    const tabelle = tables.length > 4 ? tables.subarray(2, tables.length - 2) : Buffer.alloc(0)
    const level = { larghezza, altezza, tessera, colonne, righe, inizi, lunghezze, tabelle, spazio }
    return { level, next: word(table, count * entrySize) }
  }

  const levels: Livello[] = []
  for (let at = big ? u64(head, 8) : u32(head, 4); at !== 0; ) {
    if (levels.length >= MAX_LEVELS) throw new DamagedImageError('Too many scales')
    const { level, next } = await readLevel(at)
    levels.push(level)
    at = next
  }
  if (levels.length === 0) throw new DamagedImageError('No image')
  return levels
}

const SOI = Buffer.from([0xff, 0xd8])
/** How the three numbers of a pixel are meant, for readers that would guess it (Adobe's mark, TN 5116). */
const adobe = (transform: 0 | 1) =>
  Buffer.from([0xff, 0xee, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, transform])
const MARKS: Record<Spazio, Buffer> = { grigio: Buffer.alloc(0), ycbcr: adobe(1), rgb: adobe(0) }

/**
 * A tile as a whole JPEG of its own, without decoding it.
 *
 * @param n of the tile, row after row
 * @throws DamagedImageError
 */
export async function readTessera(read: Lettura, livello: Livello, n: number): Promise<Buffer> {
  const [start, size] = [livello.inizi[n], livello.lunghezze[n]]
  if (start === undefined || size === undefined || size < 4) throw new DamagedImageError(`No tile ${n}`)
  const tile = await read(start, start + size - 1)
  if (tile[0] !== 0xff || tile[1] !== 0xd8) throw new DamagedImageError(`Tile ${n} is no JPEG`)
  return Buffer.concat([SOI, MARKS[livello.spazio], livello.tabelle, tile.subarray(2)])
}
