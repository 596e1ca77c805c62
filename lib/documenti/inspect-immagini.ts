/** Reads the skeleton of a photo: is it whole, how large is it, is anything hidden behind it. Pixels are never decoded. */
import { crc32 } from 'node:zlib'

/** A photo above this many pixels can exhaust the memory of whoever opens it (S42). */
const MAX_PIXEL = 50_000_000

const ROTTA = 'L’immagine è incompleta o danneggiata. Salvala di nuovo e caricala'
const NASCOSTO = 'L’immagine contiene altri dati nascosti. Salvala di nuovo e caricala'
const tooLarge = (width: number, height: number) =>
  width * height > MAX_PIXEL ? 'L’immagine è troppo grande: riducila sotto i 50 megapixel e caricala di nuovo' : null

/** @returns why the PNG is not taken, in Italian, or null */
export function inspectPng(png: Buffer): string | null {
  let at = 8
  let header = false
  let data = false
  while (at + 12 <= png.length) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > png.length) return ROTTA
    if (crc32(png.subarray(at + 4, end - 4)) !== png.readUInt32BE(end - 4)) return ROTTA
    if (!header) {
      if (type !== 'IHDR' || length !== 13) return ROTTA
      header = true
      const refused = tooLarge(png.readUInt32BE(at + 8), png.readUInt32BE(at + 12))
      if (refused) return refused
    }
    if (type === 'IDAT') data = true
    if (type === 'IEND') return !data ? ROTTA : end === png.length ? null : NASCOSTO
    at = end
  }
  return ROTTA
}

const isStandalone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** @returns the place of the next marker after entropy-coded data, or -1 */
function endOfScan(jpg: Buffer, from: number): number {
  for (let at = jpg.indexOf(0xff, from); at !== -1 && at + 1 < jpg.length; at = jpg.indexOf(0xff, at + 1)) {
    const next = jpg.readUInt8(at + 1)
    if (next !== 0x00 && next !== 0xff && !isStandalone(next)) return at
  }
  return -1
}

/**
 * @returns why the JPEG is not taken, in Italian, or null. What phones append after the picture (previews, motion) is
 *   tolerated here; a second active format is looked for by `inspect.ts`.
 */
export function inspectJpeg(jpg: Buffer): string | null {
  let at = 2
  let framed = false
  let scanned = false
  while (at + 2 <= jpg.length) {
    if (jpg.readUInt8(at) !== 0xff) return ROTTA
    const marker = jpg.readUInt8(at + 1)
    if (marker === 0xd9) return framed && scanned ? null : ROTTA
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (isStandalone(marker)) {
      at += 2
      continue
    }
    if (at + 4 > jpg.length) return ROTTA
    const length = jpg.readUInt16BE(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > jpg.length) return ROTTA
    if (marker === 0xe0 && jpg.toString('latin1', at + 4, at + 9) === 'JFIF\0') {
      // A header longer than its thumbnail is the room where scripts are hidden.
      if (length < 16 || length !== 16 + 3 * jpg.readUInt8(at + 16) * jpg.readUInt8(at + 17)) return NASCOSTO
    }
    if (isFrame(marker)) {
      if (length < 8) return ROTTA
      framed = true
      const refused = tooLarge(jpg.readUInt16BE(at + 7), jpg.readUInt16BE(at + 5))
      if (refused) return refused
    }
    if (marker === 0xda) {
      scanned = true
      const next = endOfScan(jpg, end)
      if (next === -1) return ROTTA
      at = next
    } else at = end
  }
  return ROTTA
}
