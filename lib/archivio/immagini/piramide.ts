/** What is made of a page: the tiled image at every scale, whether anything is on it, and what is given to recognition. */
import type { Foglio } from './documento'
import { NON_LEGGIBILE, Rifiuto } from './rifiuto'
import type { Grigi } from './rules-giro'
import { letturaOf } from './rules-misure'

export const LATO_TASSELLO = 512
const QUALITA = 85
/** A photo of the page small enough to count its dark spots: dust is gone, a line of writing is not. */
const SAGGIO_LATO = 900
const MARGINE = 0.03
/** How much darker than the paper ink is, of 255. */
const INCHIOSTRO = 40
/** Dark spots below which a page is blank: one in ten thousand. */
const MACCHIE = 1e-4

/**
 * The image of a page as it is kept: one pyramidal tiled TIFF, JPEG tiles of 512 pixels, grey when the page is, the whole
 * first and each following image half of the one before.
 *
 * @throws Rifiuto when the pixels cannot be read to their end
 */
export async function makePiramide(foglio: Foglio): Promise<Buffer> {
  const image = foglio.apri().toColourspace(foglio.grigia ? 'b-w' : 'srgb')
  try {
    return await image
      .tiff({
        pyramid: true,
        tile: true,
        tileWidth: LATO_TASSELLO,
        tileHeight: LATO_TASSELLO,
        compression: 'jpeg',
        quality: QUALITA,
        ...(foglio.dpi ? { xres: foglio.dpi / 25.4, yres: foglio.dpi / 25.4 } : {}),
      })
      .toBuffer()
  } catch (error) {
    throw new Rifiuto(NON_LEGGIBILE, { cause: error })
  }
}

/** Whether nothing is on the page but paper: to be marked, never to be left out. */
export async function isBianca(foglio: Foglio): Promise<boolean> {
  const { data, info } = await foglio
    .apri()
    .resize({ width: SAGGIO_LATO, height: SAGGIO_LATO, fit: 'inside', kernel: 'linear', withoutEnlargement: true })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return soloCarta(data, info.width, info.height)
}

/** Counts what is darker than the paper away from the edges, where scanners leave shadows. */
export function soloCarta(grey: Buffer, width: number, height: number): boolean {
  const [left, top] = [Math.ceil(width * MARGINE), Math.ceil(height * MARGINE)]
  const histogram = new Uint32Array(256)
  let all = 0
  for (let y = top; y < height - top; y += 1)
    for (let x = left; x < width - left; x += 1) {
      const value = grey[y * width + x] as number
      histogram[value] = (histogram[value] as number) + 1
      all += 1
    }
  if (all === 0) return false
  let below = 0
  let paper = 0
  for (; paper < 255 && below + (histogram[paper] as number) <= all / 2; paper += 1) below += histogram[paper] as number
  let dark = 0
  for (let value = 0; value < paper - INCHIOSTRO; value += 1) dark += histogram[value] as number
  return dark <= all * MACCHIE
}

/** A page in greys, for recognition. `scala`: pixels of the page for each of these. */
export type Lettura = Grigi & { dpi: number; scala: number; tavola: boolean }

/** As engines take it. */
export const pgmOf = ({ pixels, w, h }: Grigi): Buffer => Buffer.concat([Buffer.from(`P5\n${w} ${h}\n255\n`), pixels])

export async function makeLettura(foglio: Foglio): Promise<Lettura> {
  const { larghezza } = foglio
  const { scala, dpi, tavola } = letturaOf(foglio)
  const width = Math.max(1, Math.round(larghezza / scala))
  const image = width === larghezza ? foglio.apri() : foglio.apri().resize({ width, kernel: 'cubic' })
  const { data, info } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  return { pixels: data, w: info.width, h: info.height, dpi, scala: larghezza / info.width, tavola }
}
