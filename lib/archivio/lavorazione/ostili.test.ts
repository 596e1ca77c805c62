import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { NON_CONTROLLATO } from '../immagini/rules-pdfa'
import { Banco, Caduta, MEMORIA_MB } from './banco'
import { takeLavoro } from './coda'
import { Postazione } from './lavora'
import { runSquadra } from './squadra'
import { consegna, fileOf, openArchivio, pagineOf } from './testing/consegna'
import { jpegDi, pdfConFigura, pdfConPassword, pdfDi, pdfLargo, pngDi, tiffDi } from './testing/ostili'

let unit: Awaited<ReturnType<typeof openArchivio>>
let jpeg: Buffer
beforeAll(async () => {
  unit = await openArchivio()
  jpeg = await sharp({ create: { width: 600, height: 800, channels: 3, background: 'white' } })
    .jpeg()
    .toBuffer()
})
afterAll(closeDatabase)

/** Reasons of the works that were set aside, page by page. */
const motiviDi = async (fileId: string) =>
  [
    ...(await db.execute<{ errore: string }>(
      sql`select errore from lavorazioni_archivio where file_id = ${fileId}::uuid`,
    )),
  ]
    .map((one) => one.errore)
    .join(' ')

test('each bad file says what is wrong with it, and the good ones among them are worked', async () => {
  const noise = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251))
  const cut = (
    await sharp({ create: { width: 900, height: 900, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer()
  ).subarray(0, 1200)
  const files: [nome: string, bytes: Buffer, motivo: RegExp | null][] = [
    ['troncato.pdf', pdfDi(40).subarray(0, 300), /danneggiato|non ha pagine/],
    ['rumore.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), noise]), /danneggiato/],
    ['cifrato.pdf', await pdfConPassword(), /protetto da password/],
    ['diecimila.pdf', pdfDi(10_001), /10\.001 pagine: al massimo 10\.000/],
    ['bomba.png', pngDi(30_000), /400 milioni di pixel/],
    ['bomba.tif', tiffDi(60_000), /400 milioni di pixel/],
    ['bomba.jpg', jpegDi(jpeg, 65_500), /400 milioni di pixel/],
    ['duecento-metri.pdf', pdfLargo(566_929), /400 milioni di pixel/],
    ['figura.pdf', pdfConFigura(60_000), /400 milioni di pixel/],
    ['parete.pdf', pdfLargo(5_669), null],
    ['a-meta.jpg', cut, /danneggiato/],
    ['foglio.pdf', Buffer.from('PK\x03\x04 questo è un foglio di calcolo'), /non è un PDF/],
    ['foto.pdf', jpeg, null],
    ['buono.pdf', pdfDi(2), null],
  ]
  const ids: string[] = []
  for (const [nome, bytes] of files) ids.push(await consegna(unit.id, nome, bytes))
  await runSquadra({ quante: 2, signal: new AbortController().signal, log: () => {}, finoAllaFine: true })
  for (const [i, [nome, , motivo]] of files.entries()) {
    const file = await fileOf(ids[i] ?? '')
    expect([nome, file.stato]).toEqual([nome, motivo ? 'guasto' : 'pronto'])
    if (motivo) expect(`${file.errore} ${await motiviDi(ids[i] ?? '')}`).toMatch(motivo)
  }
  const idOf = (nome: string) => ids[files.findIndex(([one]) => one === nome)] ?? ''
  expect((await fileOf(idOf('foto.pdf'))).note).toBe('Il nome dice .pdf, il contenuto è JPEG')
  expect(await pagineOf(idOf('buono.pdf'))).toHaveLength(2)
  expect(await pagineOf(idOf('diecimila.pdf'))).toEqual([]) // nothing half in
})

test('ten thousand pages are taken', async () => {
  const banco = new Banco()
  try {
    const { pagine, misure } = await banco.apri(pdfDi(10_000), true)
    expect([pagine, misure.length, misure[9_999]?.larghezza]).toEqual([10_000, 10_000, 833])
  } finally {
    banco.close()
  }
})

let banco: Banco
afterEach(() => banco?.close())
const limiti = (memoriaMb: number, apri: number) => ({
  memoriaMb,
  tempoMs: { apri, controlla: 60_000, immagine: 60_000, testo: 60_000 },
})

test('a file that takes too much memory or time is stopped alone; the next one is opened', async () => {
  banco = new Banco(limiti(1, 60_000))
  await expect(banco.apri(pdfDi(9_000), true)).rejects.toEqual(new Caduta('memoria'))
  banco = new Banco(limiti(MEMORIA_MB, 1))
  await expect(banco.apri(pdfDi(9_000), true)).rejects.toEqual(new Caduta('tempo'))
  banco.limiti.tempoMs.apri = 60_000
  expect(await banco.apri(pdfDi(3), true)).toMatchObject({ pagine: 3 })
})

test('a PDF that cannot be looked through in time is opened all the same, and its note says so', async () => {
  const rows = '0 0 9 9 re f\n'.repeat(5_000)
  const slow = pdfDi(50)
    .toString('latin1')
    .replaceAll('/MediaBox', '/Contents 900 0 R/MediaBox')
    .replace('xref', `900 0 obj<</Length ${rows.length}>>stream\n${rows}endstream endobj\nxref`)
    .replace(/startxref\n\d+/, 'startxref\n0') // its objects are looked for
  banco = new Banco(limiti(MEMORIA_MB, 60_000))
  banco.limiti.tempoMs.controlla = 1
  const postazione = new Postazione(() => {}, banco)
  const id = await consegna(unit.id, 'lento.pdf', Buffer.from(slow, 'latin1'))
  const lavoro = await takeLavoro(randomUUID())
  expect(lavoro?.fileId).toBe(id)
  if (lavoro) await postazione.lavora(lavoro)
  expect(await fileOf(id)).toMatchObject({ stato: 'in_lavorazione', pagine: 50, note: NON_CONTROLLATO })
  const page = await takeLavoro(randomUUID(), id)
  if (page) await postazione.lavora(page) // opened again
  const images = await db.execute(sql`select d.id from derivati_pagina d
    join pagine_archivio p on p.id = d.pagina_id where p.file_id = ${id}::uuid`)
  expect(images).toHaveLength(1)
})

test('the process that opens files knows no key and no database', async () => {
  process.env.FINTO_SEGRETO = 'x'
  banco = new Banco()
  await banco.apri(pdfDi(1), false)
  const environ = readFileSync(`/proc/${banco.pid}/environ`, 'utf8')
  expect(environ).toContain('PATH=')
  for (const secret of ['FINTO_SEGRETO', 'DATABASE_URL', 'FILES_MASTER_KEY', 'NEXTAUTH_SECRET'])
    expect(environ).not.toContain(`${secret}=`)
})
