import { randomUUID } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Collocazione, storeContent } from '@/lib/documenti/content'
import { makeFiligrana } from './filigrana'
import { type Aperta, makeImmagine, makeImmagineLibera, openImmagine } from './immagine'
import { encodeJpeg, withJpeg } from './jpeg'
import { tesseraPronta } from './rules-piramide'
import { isRifiuto, parseRichiesta, type Richiesta } from './rules-richiesta'
import { disegno, piramideDi } from './testing/immagini'
import { DamagedImageError } from './tiff'

const LIMITI = { lato: 4000, area: 12_000_000 }
const W = 2500
const H = 1700

const stored = async (file: Buffer): Promise<Collocazione> => {
  const kept = await storeContent(file)
  return { ...kept, id: kept.id }
}
const asked = (address: string, image = { w: W, h: H }): Richiesta => {
  const [regione = '', dimensione = '', rotazione = '', file = ''] = address.split('/')
  const r = parseRichiesta({ regione, dimensione, rotazione, file }, image, LIMITI)
  if (isRifiuto(r)) throw new Error(r.errore)
  return r
}
const pixels = async (image: Buffer | Sharp) =>
  (Buffer.isBuffer(image) ? sharp(image) : image).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
/** Mean difference of two pictures of the same size, 0–255. */
const apart = async (a: Buffer | Sharp, b: Buffer | Sharp) => {
  const [one, two] = await Promise.all([pixels(a), pixels(b)])
  expect([one.info.width, one.info.height]).toEqual([two.info.width, two.info.height])
  return (
    one.data.reduce((sum: number, value: number, i: number) => sum + Math.abs(value - (two.data[i] ?? 0)), 0) /
    one.data.length
  )
}

let original: Buffer
let colour: Aperta
let grey: Aperta
beforeAll(async () => {
  original = await disegno({ w: W, h: H, colori: true }).png().toBuffer()
  colour = await openImmagine(await stored(await piramideDi(disegno({ w: W, h: H, colori: true }))))
  grey = await openImmagine(await stored(await piramideDi(disegno({ w: W, h: H, colori: false }))))
})
afterAll(() => sharp.cache(true))

describe('an image is what a picture made from the whole would be', () => {
  test.each([
    ['0,0,512,512/512,512/0/default.jpg', () => sharp(original).extract({ left: 0, top: 0, width: 512, height: 512 })],
    [
      '1024,0,1024,1024/512,512/0/default.jpg',
      () => sharp(original).extract({ left: 1024, top: 0, width: 1024, height: 1024 }).resize(512, 512),
    ],
    [
      '2048,1536,452,164/452,164/0/default.jpg', // the corner: tiles that are not whole
      () => sharp(original).extract({ left: 2048, top: 1536, width: 452, height: 164 }),
    ],
    [
      '300,200,1111,777/400,/0/default.png', // over several tiles, at a scale that is no power of two
      () =>
        sharp(original).extract({ left: 300, top: 200, width: 1111, height: 777 }).resize(400, 280, { fit: 'fill' }),
    ],
    ['full/!300,300/0/default.webp', () => sharp(original).resize(300, 204, { fit: 'fill' })],
    [
      '0,0,600,500/max/90/default.png',
      async () =>
        sharp(await sharp(original).extract({ left: 0, top: 0, width: 600, height: 500 }).toBuffer()).rotate(90),
    ],
    [
      '0,0,600,500/max/!180/default.png', // mirrored, then turned
      async () =>
        sharp(await sharp(original).extract({ left: 0, top: 0, width: 600, height: 500 }).flop().toBuffer()).rotate(
          180,
        ),
    ],
    [
      '0,0,600,500/max/0/gray.jpg',
      () => sharp(original).extract({ left: 0, top: 0, width: 600, height: 500 }).greyscale(),
    ],
    [
      '100,100,50,50/^200,/0/default.png',
      () => sharp(original).extract({ left: 100, top: 100, width: 50, height: 50 }).resize(200, 200),
    ],
  ])('%s', async (address, expected) => {
    const image = await makeImmagine(colour, asked(address), null)
    const far = address.startsWith('full') ? 12 : 5 // thin lines at a fifth of the size differ from one way to the other
    expect(await apart(image, await (await expected()).png().toBuffer())).toBeLessThan(far)
  })

  test('bitonal is black and white alone', async () => {
    const { data } = await pixels(await makeImmagine(colour, asked('0,0,600,500/max/0/bitonal.png'), null))
    expect(new Set(data)).toEqual(new Set([0, 255]))
  })

  test('a grey page stays of one channel, also where it has to be made', async () => {
    for (const address of ['0,0,512,512/512,512/0/default.jpg', '10,10,700,700/350,/0/default.jpg'])
      expect((await sharp(await makeImmagine(grey, asked(address), null)).metadata()).channels).toBe(1)
  })

  test('of a turn that is not square, the corners are white', async () => {
    const { info, data } = await pixels(await makeImmagine(colour, asked('0,0,400,400/max/45/default.png'), null))
    expect(info.width).toBeGreaterThan(560)
    expect([...data.subarray(0, 3)]).toEqual([255, 255, 255])
  })
})

describe('a JPEG', () => {
  const read = (jpeg: Buffer) => withJpeg(jpeg, { most: 64 * 48, grey: false }, ({ w, h, data }) => [w, h, data.length])
  const drawn = () => disegno({ w: 64, h: 48, colori: true }).jpeg().toBuffer()

  test('is read whole, or it is damaged: cut, larger than it may be, no JPEG', async () => {
    const jpeg = await drawn()
    expect(await read(jpeg)).toEqual([64, 48, 64 * 48 * 3])
    const larger = await disegno({ w: 65, h: 48, colori: true }).jpeg().toBuffer()
    for (const bad of [jpeg.subarray(0, jpeg.length - 200), larger, Buffer.from('none'), Buffer.alloc(0)])
      await expect(read(bad)).rejects.toThrow(DamagedImageError)
  })

  test('many at once do not mix their pixels', async () => {
    const pixel = (shade: number) => ({ data: Buffer.alloc(64 * 48, shade), w: 64, h: 48, canali: 1 as const })
    const shades = Array.from({ length: 60 }, (_, i) => i * 4)
    const again = await Promise.all(
      shades.map(async (shade) =>
        withJpeg(await encodeJpeg(pixel(shade), 100), { most: 64 * 48, grey: true }, async ({ data }) => {
          await new Promise(setImmediate)
          return [Math.min(...data), Math.max(...data)]
        }),
      ),
    )
    expect(again).toEqual(shades.map((shade) => [shade, shade]))
  })
})

describe('tiles', () => {
  test('the ones that viewers ask for lie ready, at every scale; those at the edge are cut', () => {
    const ready = (address: string) => tesseraPronta(colour.piramide, asked(address))?.n
    expect(ready('512,512,512,512/512,512/0/default.jpg')).toBe(6)
    expect(ready('1024,0,1024,1024/512,512/0/default.jpg')).toBe(1)
    expect(ready('0,0,512,512/512,512/0/color.jpg')).toBe(0)
    for (const other of [
      '0,0,512,512/512,512/0/gray.jpg',
      '0,0,512,512/512,512/90/default.jpg',
      '0,0,512,512/512,512/0/default.png',
      '1,0,512,512/512,512/0/default.jpg',
      '2048,0,452,512/452,512/0/default.jpg',
    ])
      expect(ready(other)).toBeUndefined()
  })
})

test('of free papers what had to be made is made once, for each image and each request', async () => {
  const edge = asked('2048,0,452,512/452,512/0/default.jpg')
  const [first, second] = [await makeImmagineLibera('uno', colour, edge), await makeImmagineLibera('uno', colour, edge)]
  expect(second).toBe(first)
  expect(first).toEqual(await makeImmagine(colour, edge, null))
  expect(await makeImmagineLibera('due', grey, edge)).not.toEqual(first)
  expect(await makeImmagineLibera('uno', colour, asked('2048,512,452,512/452,512/0/default.jpg'))).not.toEqual(first)
})

describe('the watermark', () => {
  const words = ['Maria Rossi', '26/11/2026', 'Verifica del cemento armato']
  const tile = '512,512,512,512/512,512/0/default.jpg'

  test('is in the pixels, lighter than what is written, and of each reader its own', async () => {
    const plain = await makeImmagine(colour, asked(tile), null)
    const mine = await makeImmagine(colour, asked(tile), await makeFiligrana(words))
    const theirs = await makeImmagine(colour, asked(tile), await makeFiligrana(['Carlo Bianchi', ...words.slice(1)]))
    expect(await apart(plain, mine)).toBeGreaterThan(1)
    expect(await apart(plain, mine)).toBeLessThan(12)
    expect(await apart(mine, theirs)).toBeGreaterThan(0.1)
  })

  test('goes on from tile to tile without a seam: two tiles are the picture of both', async () => {
    const filigrana = await makeFiligrana(words)
    const both = await makeImmagine(grey, asked('512,512,1024,512/1024,512/0/default.png'), filigrana)
    const left = await makeImmagine(grey, asked('512,512,512,512/512,512/0/default.jpg'), filigrana)
    const right = await makeImmagine(grey, asked('1024,512,512,512/512,512/0/default.jpg'), filigrana)
    for (const [half, x] of [
      [left, 0],
      [right, 512],
    ] as const)
      expect(await apart(half, sharp(both).extract({ left: x, top: 0, width: 512, height: 512 }))).toBeLessThan(2)
  })

  test('needs no font of the machine: any letter is drawn or made plain', async () => {
    expect(await makeFiligrana(['Müller Đorđe Παπαδόπουλος 王', '1/1/2027'])).toBeTruthy()
  })
})

test('a derivative that is not there, or that was changed, is no image', async () => {
  await expect(openImmagine({ ...(await stored(Buffer.from('x'))), id: randomUUID() })).rejects.toThrow()
  await expect(openImmagine(await stored(Buffer.alloc(5000)))).rejects.toThrow()
})
