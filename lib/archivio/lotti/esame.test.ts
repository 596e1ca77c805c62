import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { Leggi } from '../immagini/esame-tiff'
import { MAX_PAGINE } from '../immagini/rules-misure'
import { esaminaFile, MAX_INTERO } from './esame'
import { A4, makeJpeg, makePdf, makePdfObjStm, makeTiff } from './testing/file'

const fromBuffer =
  (bytes: Buffer): Leggi =>
  async (start, length) =>
    bytes.subarray(start, start + length)

const examine = (nome: string, bytes: Buffer) => esaminaFile(nome, bytes.length, Readable.from([bytes]), null)
const said = async (nome: string, bytes: Buffer) => (await examine(nome, bytes)).esiti.map((one) => one.testo).join()

test.each([
  ['a.pdf', makePdf(30), 'application/pdf', 30],
  ['a.pdf', makePdfObjStm(12), 'application/pdf', 12],
  ['a.tif', makeTiff([A4, A4, A4]), 'image/tiff', 3],
  ['a.tiff', makeTiff([A4, { larghezza: 100, altezza: 141, anteprima: true }]), 'image/tiff', 1],
  ['A.JPG', makeJpeg(9933, 14043), 'image/jpeg', 1],
])('%s is what it says, with its pages: %#', async (nome, bytes, mime, pagine) => {
  expect(await examine(nome, bytes)).toMatchObject({ mime, pagine, esiti: [] })
})

const cut = (bytes: Buffer) => bytes.subarray(0, bytes.length - 30)
const ringed = () => {
  const tiff = makeTiff([A4])
  tiff.writeUInt32LE(8, 8 + 2 + 5 * 12)
  return tiff
}
const pointing = () => {
  const tiff = makeTiff([A4])
  tiff.writeUInt32LE(900_000_000, 8 + 2 + 3 * 12 + 8)
  return tiff
}

describe('what is not taken says why', () => {
  test.each([
    ['corrupt', 'a.pdf', cut(makePdf(3)), 'incompleto'],
    ['with a password', 'a.pdf', makePdf(3, '', '/Encrypt 9 0 R'), 'protetto da password'],
    ['with programs', 'a.pdf', makePdf(3, '', '/OpenAction << /S /JavaScript /JS (x) >>'), 'programmi (JavaScript)'],
    ['of one page too many', 'a.pdf', makePdf(MAX_PAGINE + 1), 'più di 10.000 pagine'],
    ['cut', 'a.tif', cut(makeTiff([A4])), 'TIFF è danneggiato'],
    ['a ring of directories', 'a.tif', ringed(), 'TIFF è danneggiato'],
    ['data beyond its end', 'a.tif', pointing(), 'TIFF è danneggiato'],
    ['of one line of pixels too many', 'a.jpg', makeJpeg(20_000, 20_001), 'al massimo 400'],
    ['a flood of pixels', 'a.tif', makeTiff([{ larghezza: 60_000, altezza: 60_000 }]), '3600 milioni di punti'],
    ['of one line of pixels too many', 'a.jpg', makeJpeg(20_000, 20_001), 'al massimo 400'],
    ['a flood of pixels', 'a.jpg', makeJpeg(65_000, 65_000), '4225 milioni di punti'],
    ['cut', 'a.jpg', makeJpeg(100, 100).subarray(0, 20), 'JPEG è danneggiato'],
    ['mislabelled', 'a.tif', makePdf(3), 'il contenuto è PDF, ma il nome dice .tif'],
    ['mislabelled', 'a.pdf', Buffer.from('<html>'), 'il nome dice PDF ma il contenuto è un altro'],
    ['a program', 'a.exe', Buffer.from('MZ\x90'), 'un programma'],
    ['an archive', 'a.zip', Buffer.from('PK\x03\x04'), 'apri lo ZIP'],
    ['of another kind', 'a.dwg', Buffer.from('AC1027'), 'L’archivio prende PDF, TIFF e JPEG'],
    ['empty', 'a.pdf', Buffer.alloc(0), 'il file è vuoto'],
  ])('%s: %s', async (_, nome, bytes, testo) => {
    expect(await said(nome, bytes)).toContain(testo)
    expect((await examine(nome, bytes)).mime).toBeNull()
  })
})

test('what the pages can be made of is taken: as many pages and pixels as that, not one less', async () => {
  expect(await examine('a.pdf', makePdf(MAX_PAGINE))).toMatchObject({ pagine: MAX_PAGINE, esiti: [] })
  expect((await examine('a.jpg', makeJpeg(20_000, 20_000))).esiti).toEqual([])
})

test('a file too large to be held is looked at by its skeleton, or left to the opening', async () => {
  const tiff = Buffer.concat([makeTiff([A4, A4]), Buffer.alloc(MAX_INTERO)])
  const stream = () => Readable.from([tiff.subarray(0, 1000), tiff.subarray(1000)])
  expect(await esaminaFile('a.tif', tiff.length, stream(), fromBuffer(tiff))).toMatchObject({ pagine: 2, esiti: [] })
  const unseen = await esaminaFile('a.tif', tiff.length, stream(), null)
  expect(unseen).toMatchObject({ mime: 'image/tiff', pagine: null })
  expect(unseen.esiti[0]?.testo).toContain('si contano dopo il caricamento')
  const locked = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(MAX_INTERO), makePdf(1, '', '/Encrypt 9 0 R')])
  const seen = await esaminaFile('a.pdf', locked.length, Readable.from([locked]), fromBuffer(locked))
  expect(seen.esiti[0]?.testo).toContain('protetto da password')
})
