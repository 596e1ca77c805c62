/** Page images for tests and samples, made as the work on the files makes them. */
import sharp, { type Sharp } from 'sharp'

export type Prova = { w: number; h: number; colori: boolean }

/** A picture in which every place is told from every other: slopes, a grid, a number in each square. */
export function disegno({ w, h, colori }: Prova): Sharp {
  const data = Buffer.alloc(w * h * 3)
  for (let y = 0; y < h; y += 1)
    for (let x = 0; x < w; x += 1) {
      const at = (y * w + x) * 3
      const line = x % 128 < 3 || y % 128 < 3
      data[at] = line ? 20 : 255 - Math.round((x / w) * 120)
      data[at + 1] = line ? 20 : 255 - Math.round((y / h) * 120)
      data[at + 2] = line ? (colori ? 160 : 20) : 200
    }
  const image = sharp(data, { raw: { width: w, height: h, channels: 3 } })
  return colori ? image : image.toColourspace('b-w')
}

/** @param quality from 90 up the colours are kept as red, green and blue */
export const piramideDi = (image: Sharp, quality = 85): Promise<Buffer> =>
  image.tiff({ pyramid: true, tile: true, tileWidth: 512, tileHeight: 512, compression: 'jpeg', quality }).toBuffer()

/** A file in memory, read by pieces. */
export const letturaDi = (file: Buffer) => async (start: number, end: number) => file.subarray(start, end + 1)
