import 'server-only'
import sharp from 'sharp'
import { type Collocazione, readContent, storeContent } from '@/lib/documenti/content'
import type { RegioneCoperta } from '../rules-copertura'

const TESSERA = 512
const QUALITA = 85

/** Regions within the page, in whole pixels; those outside it are dropped. */
export function ritaglia(regioni: readonly RegioneCoperta[], w: number, h: number): RegioneCoperta[] {
  return regioni.flatMap(([x, y, rw, rh]): RegioneCoperta[] => {
    const [left, top] = [Math.min(x, w), Math.min(y, h)]
    const [right, bottom] = [Math.min(x + rw, w), Math.min(y + rh, h)]
    return right > left && bottom > top ? [[left, top, right - left, bottom - top]] : []
  })
}

/**
 * A new image of a page with regions painted black, at every scale, from its whole image: nothing of what was there is left
 * in it. It is stored, and no row names it yet.
 */
export async function makeCoperta(intera: Collocazione, regioni: readonly RegioneCoperta[]) {
  const pieces: Buffer[] = []
  for await (const piece of readContent(intera)) pieces.push(piece)
  const source = sharp(Buffer.concat(pieces), { page: 0, limitInputPixels: false, failOn: 'error' })
  const { channels } = await source.metadata()
  const covers = regioni.map(([left, top, width, height]) => ({
    input: { create: { width, height, channels: 3 as const, background: '#000' } },
    left,
    top,
  }))
  const file = await source
    .composite(covers)
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .tiff({
      pyramid: true,
      tile: true,
      tileWidth: TESSERA,
      tileHeight: TESSERA,
      compression: 'jpeg',
      quality: QUALITA,
    })
    .toBuffer()
  return storeContent(file)
}
