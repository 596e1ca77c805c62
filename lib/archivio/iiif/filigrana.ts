import 'server-only'
import { LRUCache } from 'lru-cache'
import sharp from 'sharp'
import { outlineOf } from '@/lib/atti/print/contorni'
import type { Pixel } from './pixel'

/**
 * Words burned into the pixels of an image: one square that repeats without a seam, so that tiles beside one another go
 * on where the other ends, at every scale. Grey half-way, thin: it shows on white and on black, and hides neither.
 */
export type Filigrana = {
  /** of each row of the square: columns that are touched, and how much (0–256) */
  righe: readonly { colonne: Uint16Array; forza: Uint16Array }[]
}

/** Side of the square: that of a tile. */
const SIDE = 512
const GREY = 128
const STRENGTH = 0.34
const LETTERS = { max: 21, min: 11 }
const LINE = 1.35
/** Between the end of a line and where it begins again. */
const GAP = 60
/** Longest line along the diagonal. */
const ROOM = Math.SQRT2 * SIDE - GAP

const kept = new LRUCache<string, Filigrana>({ max: 500, fetchMethod: (text) => draw(text.split('\n')) })

/** @param righe lines, one under the other: who reads, when, what for */
export const makeFiligrana = (righe: readonly string[]): Promise<Filigrana> => kept.forceFetch(righe.join('\n'))

async function draw(lines: readonly string[]): Promise<Filigrana> {
  const widest = Math.max(...lines.map((line) => outlineOf('semibold', line, LETTERS.max).width))
  const size = Math.max(LETTERS.min, Math.min(LETTERS.max, (LETTERS.max * ROOM) / widest))
  const block = lines.map(
    (line, i) =>
      `<path transform="translate(0 ${(i * size * LINE).toFixed(1)})" d="${outlineOf('semibold', line, size).d}"/>`,
  )
  // Along each diagonal as often as it fits, on two diagonals a square, the second half a step on; and in the squares
  // around, whose ends enter this one.
  const times = Math.max(1, Math.floor((Math.SQRT2 * SIDE) / ((widest * size) / LETTERS.max + GAP)))
  const step = SIDE / times
  const starts = Array.from({ length: times }, (_, k) => [
    { x: k * step, y: SIDE - k * step },
    { x: SIDE / 2 + (k + 0.5) * step, y: SIDE - (k + 0.5) * step },
  ]).flat()
  const places: string[] = []
  for (const { x, y } of starts)
    for (let dx = -2; dx <= 2; dx += 1)
      for (let dy = -2; dy <= 2; dy += 1)
        places.push(`<g transform="translate(${x + dx * SIDE} ${y + dy * SIDE}) rotate(-45)">${block.join('')}</g>`)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><rect width="100%" height="100%"/><g fill="#fff">${places.join('')}</g></svg>`
  const mask = await sharp(Buffer.from(svg)).toColourspace('b-w').raw().toBuffer()
  const righe = Array.from({ length: SIDE }, (_, y) => {
    const touched = Array.from({ length: SIDE }, (_, x) => x).filter((x) => (mask[y * SIDE + x] ?? 0) > 0)
    return {
      colonne: Uint16Array.from(touched),
      forza: Uint16Array.from(touched, (x) => Math.round((mask[y * SIDE + x] ?? 0) * STRENGTH)),
    }
  })
  return { righe }
}

/**
 * Writes the words into the pixels.
 *
 * @param origin where the picture stands in the whole one, at its own scale: the words go on from there
 */
export function stamp({ data, w, h, canali }: Pixel, { righe }: Filigrana, origin: { x: number; y: number }): void {
  const shift = origin.x % SIDE
  const touch = canali === 1 ? touchGrey : touchColour
  for (let y = 0; y < h; y += 1) {
    const riga = righe[(y + origin.y) % SIDE]
    if (!riga) continue
    const { colonne, forza } = riga
    for (let i = 0; i < colonne.length; i += 1) {
      const from = ((colonne[i] as number) - shift + SIDE) % SIDE
      for (let x = from; x < w; x += SIDE) touch(data, y * w + x, forza[i] as number)
    }
  }
}

const towardsGrey = (value: number, force: number) => value + (((GREY - value) * force) >> 8)

function touchGrey(data: Uint8Array, pixel: number, force: number): void {
  data[pixel] = towardsGrey(data[pixel] as number, force)
}
function touchColour(data: Uint8Array, pixel: number, force: number): void {
  const at = 3 * pixel
  data[at] = towardsGrey(data[at] as number, force)
  data[at + 1] = towardsGrey(data[at + 1] as number, force)
  data[at + 2] = towardsGrey(data[at + 2] as number, force)
}
