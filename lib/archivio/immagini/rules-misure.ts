/** How large pages are drawn, what is too much, and when the text that a file carries is the text of its page. */

/** Pixels of one page: an A0 drawing at 400 dpi has 248 million. More is a mistake, or somebody who wants to hurt. */
export const MAX_PIXEL = 400_000_000
/** Side of a page: what a JPEG or a tile index can count. */
export const MAX_LATO = 65_500
/** Pages of one file. */
export const MAX_PAGINE = 10_000
/** Page without an image of its own: as an office scans. @see domain/archivio.md §4 */
export const DPI_PAGINA = 300
const DPI_MIN = 72
const DPI_MAX = 600
/** Below this a page too large to be drawn is refused rather than drawn badly. */
const DPI_LEGGIBILE = 72
const PUNTI_PER_POLLICE = 72

/** A picture on a page, as large as it stands there: points and pixels. */
export type FiguraPagina = { larghezzaPt: number; altezzaPt: number; pixelLarghezza: number; pixelAltezza: number }
export type Misura = { larghezza: number; altezza: number; dpi: number; scansione: boolean }

const sideOf = (pt: number, dpi: number) => Math.max(1, Math.round((pt / PUNTI_PER_POLLICE) * dpi))

/** A picture that is the page: a scan, whatever was written over it. */
const coversPage = (one: FiguraPagina, larghezzaPt: number, altezzaPt: number): boolean =>
  one.larghezzaPt * one.altezzaPt >= 0.8 * larghezzaPt * altezzaPt

/**
 * Pixels of a page of a PDF: those of the scan when it is one, else 300 to the inch; fewer when the sheet is so large that
 * it would pass the limit.
 *
 * @returns null when it cannot be drawn readably within the limit
 */
export function misuraOf(larghezzaPt: number, altezzaPt: number, figure: readonly FiguraPagina[]): Misura | null {
  if (!(larghezzaPt > 0 && altezzaPt > 0)) return null
  if (figure.some((one) => one.pixelLarghezza * one.pixelAltezza > MAX_PIXEL)) return null
  const scan = figure.find((one) => coversPage(one, larghezzaPt, altezzaPt))
  const native = scan ? (scan.pixelLarghezza / scan.larghezzaPt) * PUNTI_PER_POLLICE : DPI_PAGINA
  const wanted = Math.min(DPI_MAX, Math.max(DPI_MIN, Math.round(native)))
  const inches = (larghezzaPt / PUNTI_PER_POLLICE) * (altezzaPt / PUNTI_PER_POLLICE)
  const longest = Math.max(larghezzaPt, altezzaPt) / PUNTI_PER_POLLICE
  const dpi = Math.floor(Math.min(wanted, Math.sqrt(MAX_PIXEL / inches), MAX_LATO / longest))
  if (dpi < DPI_LEGGIBILE) return null
  return { larghezza: sideOf(larghezzaPt, dpi), altezza: sideOf(altezzaPt, dpi), dpi, scansione: scan !== undefined }
}

/** A few words on a scan are a stamp of the register, not what the page says. */
const PAROLE_SU_SCANSIONE = 15

/**
 * Whether the words that a file carries are those of the page. Otherwise it is recognised: a scan with a stamp over it, or
 * text whose letters have no meaning.
 */
export function portaTesto(parole: readonly string[], scansione: boolean): boolean {
  if (parole.length === 0) return false
  const letters = parole.join('')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a broken font gives
  const meaningless = letters.match(/[\u0000-\u001f\ufffd\ue000-\uf8ff]/g)?.length ?? 0
  if (meaningless > letters.length / 10) return false
  return !scansione || parole.length >= PAROLE_SU_SCANSIONE
}

/** Dots to the inch as a file says them, when they can be. */
export const dpiDichiarati = (density: number | undefined): number | null =>
  density !== undefined && density >= DPI_MIN && density <= 1200 ? Math.round(density) : null

/** Recognition reads letters best at about this many dots to the inch. */
const DPI_LETTURA = 300
const DPI_SCARSI = 180
const DPI_FITTI = 450
/** A drawing is read smaller: its letters are large, and there are many pixels. */
const DPI_TAVOLA = 200
const PIXEL_TAVOLA = 45_000_000
/** Side of a picture that recognition takes. */
const LATO_LETTURA = 32_000
/** What cameras and screens write when nobody measured, and the longest sheet that is scanned so coarsely, in inches: A3. */
const DPI_DI_COMODO = 100
const LATO_A3 = 17.5

/**
 * How large a page is given to recognition.
 *
 * @returns scala: pixels of the page for each that is read; dpi: dots to the inch of what is read
 */
export function letturaOf({ larghezza, altezza, dpi }: { larghezza: number; altezza: number; dpi: number | null }) {
  const longest = Math.max(larghezza, altezza)
  const measured = dpi !== null && (dpi >= DPI_DI_COMODO || longest / dpi <= LATO_A3)
  const own = measured ? dpi : DPI_LETTURA
  const tavola = larghezza * altezza > PIXEL_TAVOLA
  const wanted = tavola ? DPI_TAVOLA : own < DPI_SCARSI || own > DPI_FITTI ? DPI_LETTURA : own
  const scala = Math.max(own / wanted, longest / LATO_LETTURA)
  return { scala, dpi: Math.round(own / scala), tavola }
}
