/** A page that was scanned on its side or upside down: how it is told, and its pixels turned. Pure. */
import type { ParolaPagina } from '../rules-digitale'

/** Degrees, clockwise, that an image is turned to stand upright. */
export const GIRI = [0, 90, 180, 270] as const
export type Giro = (typeof GIRI)[number]

export const isGiro = (value: unknown): value is Giro => GIRI.includes(value as Giro)
export const sommaGiri = (a: Giro, b: Giro): Giro => ((a + b) % 360) as Giro
export const diFianco = (giro: Giro): boolean => giro === 90 || giro === 270

/** Words with so many letters say whether a line stands: 'a', 'il' and spots do not. */
const LETTERE_MIN = 3
const soloLettere = (testo: string) => testo.match(/[\p{L}\p{N}]/gu)?.length ?? 0
const dicono = (parole: readonly ParolaPagina[]) => parole.filter(([testo]) => soloLettere(testo) >= LETTERE_MIN)

/** How well a page was read: confidence × words. A line read on end counts for nothing: the page does not stand so. */
export const punteggio = (parole: readonly ParolaPagina[]): number =>
  dicono(parole).reduce((sum, [, , , w, h, sure]) => sum + (w >= h ? sure : 0), 0)

/** Mean confidence below which a page may be turned. */
const CONFIDENZA_DRITTA = 65
/** Fewer words than these, and less certain than that, may be all that was made out of a page that is turned. */
const PAROLE_DRITTE = 12
const CONFIDENZA_POCHE = 85

/** Whether to try the other turns: the reading went badly, or its words stand on end. */
export function forseGirata(parole: readonly ParolaPagina[]): boolean {
  const all = dicono(parole)
  if (all.length === 0) return true
  const mean = punteggio(parole) / all.length
  return mean < CONFIDENZA_DRITTA || (all.length < PAROLE_DRITTE && mean < CONFIDENZA_POCHE)
}

/** A turn is taken when it reads so many times better: a page is what it looks like until it is plain that it is not. */
const MEGLIO = 1.5

/**
 * @param prove how well each turn was read, on the same image
 * @returns 0 unless another is plainly better
 */
export function giroMigliore(prove: ReadonlyMap<Giro, number>): Giro {
  const [best, score] = [...prove].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0] as [Giro, number])
  return score > MEGLIO * (prove.get(0) ?? 0) ? best : 0
}

/** One byte a pixel, line after line. */
export type Grigi = { pixels: Buffer; w: number; h: number }

/** The same pixels, turned clockwise. */
export function giraGrigi({ pixels, w, h }: Grigi, giro: Giro): Grigi {
  if (giro === 0) return { pixels, w, h }
  const out = Buffer.allocUnsafe(w * h)
  if (giro === 180) {
    for (let from = 0, to = w * h - 1; to >= 0; from += 1, to -= 1) out[to] = pixels[from] as number
    return { pixels: out, w, h }
  }
  for (let y = 0, from = 0; y < h; y += 1)
    for (let x = 0; x < w; x += 1, from += 1)
      out[giro === 90 ? x * h + (h - 1 - y) : (w - 1 - x) * h + y] = pixels[from] as number
  return { pixels: out, w: h, h: w }
}

/** Half as large: each pixel the mean of four. */
export function dimezza({ pixels, w, h }: Grigi): Grigi {
  const [width, height] = [Math.max(1, w >> 1), Math.max(1, h >> 1)]
  const out = Buffer.allocUnsafe(width * height)
  for (let y = 0, to = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, to += 1) {
      const at = Math.min(2 * y, h - 1) * w + Math.min(2 * x, w - 1)
      const right = 2 * x + 1 < w ? 1 : 0
      const below = 2 * y + 1 < h ? w : 0
      out[to] =
        ((pixels[at] as number) +
          (pixels[at + right] as number) +
          (pixels[at + below] as number) +
          (pixels[at + right + below] as number)) >>
        2
    }
  return { pixels: out, w: width, h: height }
}
