import 'server-only'
import sharp from 'sharp'
import { withJpeg } from './jpeg'
import type { Area } from './rules-richiesta'
import { type Lettura, type Livello, readTessera } from './tiff'

// One picture a thread: many small ones at once, and nothing kept that was decoded for somebody.
sharp.concurrency(1)
sharp.cache(false)

/** Decoded pixels, row after row. One channel: grey. */
export type Pixel = { data: Buffer; w: number; h: number; canali: 1 | 3 }

/** Tiles decoded at once for one picture. */
const AT_ONCE = 4

/**
 * Part of one scale, from the tiles that it touches; never more of them in memory than a few.
 *
 * @param area within the scale, in its pixels
 */
export async function readPixel(read: Lettura, livello: Livello, area: Area): Promise<Pixel> {
  const { w: tw, h: th } = livello.tessera
  const grey = livello.spazio === 'grigio'
  const canali = grey ? 1 : 3
  const out: Pixel = { data: Buffer.alloc(area.w * area.h * canali), w: area.w, h: area.h, canali }
  const tiles: { colonna: number; riga: number }[] = []
  for (let riga = Math.floor(area.y / th); riga * th < area.y + area.h; riga += 1)
    for (let colonna = Math.floor(area.x / tw); colonna * tw < area.x + area.w; colonna += 1)
      tiles.push({ colonna, riga })
  const one = async () => {
    for (let next = tiles.shift(); next; next = tiles.shift()) {
      const jpeg = await readTessera(read, livello, next.riga * livello.colonne + next.colonna)
      const at = { x: next.colonna * tw, y: next.riga * th }
      await withJpeg(jpeg, { most: tw * th, grey }, (tile) => copy(tile, at, out, area))
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, tiles.length) }, one))
  return out
}

/** What of a tile that stands at `at` falls within the area. */
function copy(tile: Pixel, at: { x: number; y: number }, out: Pixel, area: Area): void {
  const left = Math.max(area.x, at.x)
  const right = Math.min(area.x + area.w, at.x + tile.w)
  const bytes = (right - left) * tile.canali
  for (let y = Math.max(area.y, at.y); y < Math.min(area.y + area.h, at.y + tile.h); y += 1) {
    const from = ((y - at.y) * tile.w + (left - at.x)) * tile.canali
    tile.data.copy(out.data, ((y - area.y) * area.w + (left - area.x)) * tile.canali, from, from + bytes)
  }
}
