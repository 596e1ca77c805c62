import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { disegno, letturaDi, piramideDi } from './testing/immagini'
import { DamagedImageError, readPiramide, readTessera } from './tiff'

const W = 1300
const H = 900

/** The same part of the same scale, as the library that wrote it decodes it. */
const decoded = (file: Buffer, page: number, left: number, top: number, grey: boolean) =>
  sharp(file, { page })
    .extract({ left, top, width: 512, height: 256 })
    .toColourspace(grey ? 'b-w' : 'srgb')
    .raw()
    .toBuffer()

describe.each([
  ['in colours', true, 85, 'ycbcr'],
  ['in colours, kept as red, green and blue', true, 95, 'rgb'],
  ['grey', false, 85, 'grigio'],
] as const)('a page image %s', (_, colori, quality, spazio) => {
  const made = piramideDi(disegno({ w: W, h: H, colori }), quality)

  test('has its scales, each half the one before, and their tiles', async () => {
    const file = await made
    const piramide = await readPiramide(letturaDi(file), file.length)
    expect(piramide.map((one) => [one.larghezza, one.altezza, one.colonne, one.righe, one.spazio])).toEqual([
      [1300, 900, 3, 2, spazio],
      [650, 450, 2, 1, spazio],
      [325, 225, 1, 1, spazio],
    ])
  })

  test('gives each tile as a JPEG with the very pixels that are in it', async () => {
    const file = await made
    const read = letturaDi(file)
    const [whole, half] = await readPiramide(read, file.length)
    for (const [level, page, n, left, top] of [
      [whole, 0, 0, 0, 0],
      [whole, 0, 4, 512, 512],
      [half, 1, 0, 0, 0],
    ] as const) {
      if (!level) throw new Error('A scale is missing')
      const jpeg = await readTessera(read, level, n)
      const { width, height, channels } = await sharp(jpeg).metadata()
      expect([width, height, channels]).toEqual([512, 512, colori ? 3 : 1])
      const tile = await sharp(jpeg)
        .extract({ left: 0, top: 0, width: 512, height: 256 })
        .toColourspace(colori ? 'srgb' : 'b-w')
        .raw()
        .toBuffer()
      const expected = await decoded(file, page, left, top, !colori)
      const worst = tile.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? 999))), 0)
      expect(worst).toBeLessThanOrEqual(2) // two decoders of the same numbers
    }
  })
})

test('the header alone is read: of a large image, less than a twentieth', async () => {
  const file = await piramideDi(disegno({ w: 4200, h: 5900, colori: true }), 89)
  let bytes = 0
  const read = async (start: number, end: number) => {
    bytes += end - start + 1
    return file.subarray(start, end + 1)
  }
  await readPiramide(read, file.length)
  expect(bytes).toBeLessThan(65_536 * 12)
})

test('what is no page image of ours is refused, wherever it is cut or changed', async () => {
  const file = await piramideDi(disegno({ w: 700, h: 600, colori: false }))
  const refused = async (bad: Buffer) =>
    expect(readPiramide(letturaDi(bad), bad.length)).rejects.toBeInstanceOf(DamagedImageError)
  await refused(Buffer.from('%PDF-1.7 and some more bytes'))
  await refused(file.subarray(0, file.length - 2000))
  await refused(await sharp(file).tiff({ compression: 'lzw' }).toBuffer())
  const loop = Buffer.from(file)
  loop.writeUInt32LE(file.length - 4, 4)
  await refused(loop)
})
