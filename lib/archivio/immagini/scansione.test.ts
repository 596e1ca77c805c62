import sharp from 'sharp'
import { expect, test } from 'vitest'
import { esaminaFile } from '../lotti/esame'
import { openScansione } from './scansione'

type Direttore = { lato: number; ridotto?: boolean }

/** Square grey pages, not compressed, one strip each; some are said to be smaller copies of another. */
function tiffDi(direttori: readonly Direttore[]): Buffer {
  const TAGS = 10
  const size = 2 + TAGS * 12 + 4
  const pieces: Buffer[] = [Buffer.from('II*\0\b\0\0\0', 'latin1')]
  let at = 8
  for (const [i, { lato, ridotto }] of direttori.entries()) {
    const data = Buffer.alloc(lato * lato, 128)
    const next = at + size + data.length
    const dir = Buffer.alloc(size)
    dir.writeUInt16LE(TAGS, 0)
    const tags = [
      [254, ridotto ? 1 : 0],
      [256, lato],
      [257, lato],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, at + size],
      [277, 1],
      [278, lato],
      [279, data.length],
    ]
    for (const [n, [tag = 0, value = 0]] of tags.entries()) {
      dir.writeUInt16LE(tag, 2 + n * 12)
      dir.writeUInt16LE(4, 4 + n * 12)
      dir.writeUInt32LE(1, 6 + n * 12)
      dir.writeUInt32LE(value, 10 + n * 12)
    }
    dir.writeUInt32LE(i + 1 < direttori.length ? next : 0, size - 4)
    pieces.push(dir, data)
    at = next
  }
  return Buffer.concat(pieces)
}
/** Pages as the check of a batch counts them, and as they are opened. */
async function contate(bytes: Buffer) {
  const esame = await esaminaFile(
    'a.tif',
    bytes.length,
    (async function* () {
      yield bytes
    })(),
    null,
  )
  const file = await openScansione(bytes, 'tiff')
  const lati = []
  for (let i = 0; i < file.pagine; i += 1) lati.push((await file.foglio(i)).larghezza)
  return { esame: esame.pagine, lati, misure: (await file.misure()).map((one) => one.larghezza) }
}

test('thumbnails among the directories are no pages, at the check and at the opening', async () => {
  const tiff = tiffDi([{ lato: 400 }, { lato: 40, ridotto: true }, { lato: 300 }, { lato: 30, ridotto: true }])
  expect(await contate(tiff)).toEqual({ esame: 2, lati: [400, 300], misure: [400, 300] })
})

test('a pyramid is one page; equal pages that are no copies are all pages', async () => {
  const big = sharp({ create: { width: 900, height: 900, channels: 3, background: '#999' } })
  expect(await contate(await big.tiff({ pyramid: true, tile: true }).toBuffer())).toMatchObject({
    esame: 1,
    lati: [900],
  })
  expect(await contate(tiffDi([{ lato: 50 }, { lato: 50 }]))).toMatchObject({ esame: 2, lati: [50, 50] })
})
