/** What time and the scanner do to a sheet. The same seed spoils it in the same way. */
import sharp, { type Sharp } from 'sharp'
import type { Caso } from '../caso'

export const GRADI = ['nitida', 'dattiloscritta', 'timbrata', 'storta', 'sbiadita', 'macchiata'] as const
/** How hard a page is to read. The first three are hard by what is drawn on them, the others by what happened to them. */
export type Grado = (typeof GRADI)[number]

/** @param image as large as the sheet, upright · @returns grey pixels in a PNG-able pipeline */
export async function rovina(image: Sharp, grado: Grado, caso: Caso): Promise<Sharp> {
  if (grado === 'storta')
    return image.rotate((caso.once(2) ? 1 : -1) * (0.6 + caso.next() * 1.2), { background: 'white' })
  if (grado === 'sbiadita') return image.greyscale().linear(0.42, 138).blur(0.7)
  if (grado === 'macchiata') return puntini(image, caso)
  return image
}

/** Specks of toner and dust, and the shadow of a fold. */
async function puntini(image: Sharp, caso: Caso): Promise<Sharp> {
  const { data, info } = await image.greyscale().raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const spots = Math.round((width * height) / 9_000)
  for (let n = 0; n < spots; n += 1) {
    const [x, y, size] = [caso.int(0, width - 4), caso.int(0, height - 4), caso.int(1, 3)]
    const dark = caso.int(20, 150)
    for (let dy = 0; dy < size; dy += 1)
      for (let dx = 0; dx < size; dx += 1)
        data.fill(dark, ((y + dy) * width + x + dx) * channels, ((y + dy) * width + x + dx + 1) * channels)
  }
  const fold = Math.round(height * (0.3 + caso.next() * 0.4))
  for (let y = fold; y < Math.min(height, fold + 5); y += 1)
    for (let x = 0; x < width * channels; x += 1) {
      const at = y * width * channels + x
      data[at] = Math.round((data[at] as number) * 0.82)
    }
  return sharp(data, { raw: { width, height, channels } })
}
