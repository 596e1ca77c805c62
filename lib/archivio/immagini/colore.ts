/** Differences between channels that compression alone makes. */
const TINTA = 28
/** Coloured pixels below which a page is grey: one in ten thousand. */
const COLORATI = 1e-4

/** @param rgb three bytes a pixel */
export function senzaColore(rgb: Buffer): boolean {
  let coloured = 0
  for (let i = 0; i + 2 < rgb.length; i += 3) {
    const r = rgb[i] as number
    const g = rgb[i + 1] as number
    const b = rgb[i + 2] as number
    if (Math.max(r, g, b) - Math.min(r, g, b) > TINTA) coloured += 1
  }
  return coloured <= (rgb.length / 3) * COLORATI
}
