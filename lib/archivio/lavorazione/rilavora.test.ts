import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { officerNamed } from '@/lib/pratiche/testing/world'
import { rebuildPagine, rebuildUnita } from './commands-rilavora'
import { countFile, listFile } from './queries-file'
import { runSquadra } from './squadra'
import { consegna, emptyCarte, fileOf, openArchivio, pagineOf } from './testing/consegna'
import { pdfDi } from './testing/ostili'

let unit: Awaited<ReturnType<typeof openArchivio>>
let paolo: Funzionario // archive
let elena: Funzionario // another office
beforeAll(async () => {
  unit = await openArchivio()
  paolo = await officerNamed('Paolo', 'Archivista')
  elena = await officerNamed('Elena', 'Istruttore')
})
afterAll(closeDatabase)
beforeEach(emptyCarte)

const finish = () => runSquadra({ quante: 1, signal: new AbortController().signal, log: () => {}, finoAllaFine: true })
const immaginiDi = async (fileId: string) =>
  [
    ...(await db.execute<{ id: string }>(sql`select d.id from derivati_pagina d
      join pagine_archivio p on p.id = d.pagina_id where p.file_id = ${fileId}::uuid order by p.indice`)),
  ].map((one) => one.id)
const SENZA_FILE = { ok: false, message: expect.stringContaining('non ci sono file') }

test('the pages of a file are made again, the same pages with new images, once at a time', async () => {
  const id = await consegna(unit.id, 'a.pdf', pdfDi(2))
  const other = await consegna(unit.id, 'b.pdf', pdfDi(1))
  await finish()
  const [before, pages, beside] = [await immaginiDi(id), await pagineOf(id), await immaginiDi(other)]
  expect(await rebuildPagine(paolo, unit.id, id)).toEqual({ ok: true, value: { n: 1 } })
  expect([(await fileOf(id)).stato, (await fileOf(other)).stato]).toEqual(['in_lavorazione', 'pronto'])
  expect(await rebuildPagine(paolo, unit.id, id)).toMatchObject({
    message: expect.stringContaining('già in lavorazione'),
  })
  expect(await rebuildPagine(paolo, unit.id, null)).toEqual({ ok: true, value: { n: 1 } }) // the other
  await finish()
  expect((await fileOf(id)).stato).toBe('pronto')
  expect((await pagineOf(id)).map((one) => [one.id, one.numero])).toEqual(pages.map((one) => [one.id, one.numero]))
  const after = await immaginiDi(id)
  expect(after).toHaveLength(2)
  for (const one of after) expect(before).not.toContain(one)
  expect(await immaginiDi(other)).not.toEqual(beside)
  const events = await db.execute<{ dati: { file: string[] } }>(
    sql`select dati from audit where azione = 'archivio.pagine_rifatte' and soggetto_id = ${unit.id} order by id`,
  )
  expect(events.map((one) => one.dati.file)).toEqual([[id], [other]])
})

test('a page that the file no longer has stays, and the note says so', async () => {
  const id = await consegna(unit.id, 'a.pdf', pdfDi(1))
  await finish()
  const [page] = await pagineOf(id)
  await db.execute(sql`insert into pagine_archivio (ente, unita_id, file_id, indice, numero, larghezza, altezza)
    values ('p_sp', ${unit.id}::uuid, ${id}::uuid, 1, 2, 10, 10)`)
  await rebuildPagine(paolo, unit.id, id)
  await finish()
  expect((await pagineOf(id)).map((one) => one.numero)).toEqual([1, 2])
  expect((await pagineOf(id))[0]?.id).toBe(page?.id)
  expect((await fileOf(id)).note).toContain('Aperto in passato con una pagina in più')
})

test('what had failed is tried with the rest', async () => {
  const id = await consegna(unit.id, 'rotto.pdf', pdfDi(2).subarray(0, 120))
  await finish()
  expect((await fileOf(id)).stato).toBe('guasto')
  expect(await rebuildUnita(unit.descrizione.segnatura)).toEqual({ ok: true, value: { n: 1 } })
  expect(await fileOf(id)).toMatchObject({ stato: 'da_lavorare', errore: null })
  await finish()
  expect((await fileOf(id)).stato).toBe('guasto')
  expect(await rebuildUnita('IT-SP-PROV/NON-C-E')).toMatchObject({
    message: expect.stringContaining('controlla la segnatura'),
  })
})

test('another office, a file of another unit and a unit without files are told the same', async () => {
  const id = await consegna(unit.id, 'a.pdf', pdfDi(1))
  await finish()
  for (const refused of [
    await rebuildPagine(elena, unit.id, id),
    await rebuildPagine(paolo, randomUUID(), id),
    await rebuildPagine(paolo, unit.id, randomUUID()),
  ])
    expect(refused).toMatchObject(SENZA_FILE)
})

test('the files of a unit are listed with what they declare and what was found in them', async () => {
  const font = '/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>'
  const acting = pdfDi(1)
    .toString('latin1')
    .replace('/Pages 2 0 R', '/Pages 2 0 R/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>')
    .replace('/MediaBox', `${font}/MediaBox`)
    .replace(/startxref\n\d+/, 'startxref\n0')
    .replace('%%EOF', '% <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n%%EOF')
  await consegna(unit.id, 'a.pdf', pdfDi(1))
  await consegna(unit.id, 'b.pdf', Buffer.from(acting, 'latin1'))
  await finish()
  await db.execute(sql`update file_archivio set mime = 'application/pdf'`) // as the check of a batch finds it
  expect((await listFile(paolo, { unitaId: unit.id }, 1)).map((one) => [one.nome, one.profilo, one.note])).toEqual([
    ['a.pdf', null, 'Non dichiara PDF/A'],
    ['b.pdf', 'PDF/A-2b', 'Dichiara PDF/A-2b, ma contiene 1 script'],
  ])
  expect(await countFile(paolo, { unitaId: unit.id })).toEqual({ file: 2, pdf: 2, dichiarano: 1, osservazioni: 1 })
  expect(await listFile(paolo, { unitaId: unit.id }, 2)).toEqual([])
})
