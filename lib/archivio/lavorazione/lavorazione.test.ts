import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { derivatiPagina } from '@/drizzle/schema/archivio-digitale'
import { openDocumento } from '@/lib/archivio/immagini/documento'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { transaction } from '@/lib/db/transaction'
import { readContent } from '@/lib/documenti/content'
import { Carte } from '@/lib/mondo/archivio/carte/carta'
import { type Disegno, domanda, relazione } from '@/lib/mondo/archivio/carte/documenti'
import { retro } from '@/lib/mondo/archivio/carte/tavole'
import { casoOf } from '@/lib/mondo/archivio/caso'
import { enqueueFile, failLavoro, PresaPersa, renewLavoro, takeLavoro } from './coda'
import { writeApertura } from './esiti'
import { MOTIVI } from './rules-coda'
import { runSquadra } from './squadra'
import { consegna, emptyCarte, fileOf, openArchivio, pagineOf, testoOf } from './testing/consegna'

const disegna = async (...disegni: Disegno[]) => {
  const carte = new Carte()
  for (const [i, draw] of disegni.entries()) draw(carte, unit.descrizione, casoOf(i + 1))
  return { bytes: await carte.bytes(), testi: carte.testi }
}
const log = () => {}
const finish = () => runSquadra({ quante: 2, signal: new AbortController().signal, log, finoAllaFine: true })
const inCoda = async () =>
  (await db.execute<{ n: number }>(sql`select count(*)::int as n from lavorazioni_archivio`))[0]?.n

let unit: Awaited<ReturnType<typeof openArchivio>>
let testo: Awaited<ReturnType<typeof disegna>>
beforeAll(async () => {
  unit = await openArchivio()
  testo = await disegna(relazione, domanda, retro)
})
afterAll(closeDatabase)
beforeEach(async () => {
  await emptyCarte()
})

describe('one file', () => {
  test('a PDF that carries its text gives pages, images and words where they stand', async () => {
    const id = await consegna(unit.id, 'relazione.pdf', testo.bytes, { pagineAttese: 4 })
    await finish()
    const file = await fileOf(id)
    expect(file).toMatchObject({ stato: 'pronto', errore: null, pagine: 3 })
    expect(file.note).toBe('L’indice dice 4 pagine, il file ne ha 3. Non dichiara PDF/A')
    const pages = await pagineOf(id)
    expect(pages.map((one) => [one.numero, one.larghezza, one.altezza, one.dpi, one.bianca])).toEqual([
      [1, 2480, 3508, 300, false],
      [2, 2480, 3508, 300, false],
      [3, 2480, 3508, 300, true],
    ])
    const text = await testoOf(pages[0]?.id ?? '')
    expect(text).toMatchObject({ fonte: 'file', confidenza: null, motore: null })
    for (const riga of testo.testi[0] ?? []) expect(text?.testo).toContain(riga)
    const [first] = text?.parole ?? []
    expect(first?.[0]).toBe('Studio')
    // the heading is 18 mm from the top
    expect(Math.abs((first?.[2] ?? 0) - (18 * 300) / 25.4)).toBeLessThan(40)
    expect(await testoOf(pages[2]?.id ?? '')).toBeNull()
    expect(await inCoda()).toBe(0)
    const [unita] = await db.execute<{ pagine: number; trattamento: string }>(
      sql`select pagine, trattamento from unita_archivistiche where id = ${unit.id}::uuid`,
    )
    expect(unita).toEqual({ pagine: 3, trattamento: 'scansionato' })
  })

  test('the image of a page is one tiled pyramid, grey when the page is, and says its size', async () => {
    const id = await consegna(unit.id, 'relazione.pdf', testo.bytes)
    await finish()
    const channels = []
    for (const page of await pagineOf(id)) {
      const [row] = await db.select().from(derivatiPagina).where(eq(derivatiPagina.paginaId, page.id))
      if (!row) throw new Error(`No image of page ${page.numero}`)
      const tiff = Buffer.concat(await Array.fromAsync(readContent(row)))
      const [whole, half, last] = [0, 1, 3].map((n) => sharp(tiff, { page: n }))
      const about = await whole?.metadata()
      expect([about?.width, about?.height, Math.round((about?.density ?? 0) / 10)]).toEqual([2480, 3508, 30])
      expect((await half?.metadata())?.width).toBe(1240)
      expect((await last?.metadata())?.width).toBe(310)
      channels.push(about?.channels)
    }
    expect(channels).toEqual([1, 3, 1]) // the stamp on the request is blue
  })

  test('a scan is recognised in Italian, with a box and a confidence for each word', async () => {
    const scan = await (await openDocumento(testo.bytes)).foglio(0)
    const jpeg = await scan.apri().jpeg({ quality: 90 }).withMetadata({ density: 300 }).toBuffer()
    const id = await consegna(unit.id, 'scansione.jpg', jpeg)
    await finish()
    expect(await fileOf(id)).toMatchObject({ stato: 'pronto', note: null })
    const [page] = await pagineOf(id)
    expect(page).toMatchObject({ larghezza: 2480, altezza: 3508, dpi: 300 })
    const text = await testoOf(page?.id ?? '')
    expect(text).toMatchObject({ fonte: 'ocr', motore: expect.stringMatching(/^tesseract.* ita$/) })
    expect(text?.confidenza).toBeGreaterThan(0.85)
    expect(text?.confidenza).toBeLessThanOrEqual(1)
    expect(text?.testo).toContain('cemento armato')
    const drawn = scan.parole.flat().find(([word]) => word === 'Verifiche')
    const read = text?.parole.find(([word]) => word === 'Verifiche')
    for (const side of [1, 2, 3, 4] as const)
      expect(Math.abs(Number(read?.[side]) - Number(drawn?.[side]))).toBeLessThan(25)
  })

  test('what a person corrected stays, also when the page is made again', async () => {
    const id = await consegna(unit.id, 'relazione.pdf', testo.bytes)
    await finish()
    const [page] = await pagineOf(id)
    await db.execute(
      sql`update testi_pagina set testo = 'corretto', fonte = 'mano' where pagina_id = ${page?.id ?? ''}::uuid`,
    )
    await db.execute(sql`insert into testi_letti (ente, pagina_id, unita_id, testo, parole, fonte)
      values ('p_sp', ${page?.id ?? ''}::uuid, ${unit.id}::uuid, 'letto', '[]', 'ocr')`)
    await transaction((tx) => enqueueFile(tx, [id]), { attore: null, ente: ENTE })
    await finish()
    expect((await testoOf(page?.id ?? ''))?.testo).toBe('corretto')
    const [letto] = await db.execute<{ testo: string; rilavorata: boolean }>(
      sql`select testo, rilavorata_at is not null as rilavorata from testi_letti where pagina_id = ${page?.id ?? ''}::uuid`,
    )
    expect(letto).toEqual({ testo: 'letto', rilavorata: true })
    expect((await pagineOf(id)).map((one) => one.id)).toContain(page?.id)
  })

  test('pages follow the order of the files, whichever was opened first', async () => {
    const second = await consegna(unit.id, 'b.pdf', testo.bytes, { ordine: 2 })
    await finish()
    const one = await disegna(retro, retro)
    const first = await consegna(unit.id, 'a.pdf', one.bytes, { ordine: 1 })
    await finish()
    expect((await pagineOf(first)).map((page) => page.numero)).toEqual([1, 2])
    expect((await pagineOf(second)).map((page) => page.numero)).toEqual([3, 4, 5])
  })
})

describe('the queue', () => {
  const takeAll = async () => {
    const taken = []
    for (let one = await takeLavoro(randomUUID()); one; one = await takeLavoro(randomUUID())) taken.push(one)
    return taken
  }

  test('twenty workers at once take each work once', async () => {
    const ids = []
    for (let i = 0; i < 12; i += 1) ids.push(await consegna(unit.id, `${i}.pdf`, Buffer.from(`%PDF-1.7 ${i}`)))
    const taken = (await Promise.all(Array.from({ length: 20 }, () => takeLavoro(randomUUID())))).filter(
      (one) => one !== null,
    )
    expect(taken.map((one) => one.fileId).toSorted()).toEqual(ids.toSorted())
  })

  test('who lost the work writes nothing: another has it', async () => {
    const id = await consegna(unit.id, 'a.pdf', testo.bytes)
    const dead = await takeLavoro('morto')
    if (!dead) throw new Error('Nothing to take')
    await db.execute(sql`update lavorazioni_archivio set fino_at = now() - interval '1 second'`)
    const alive = await takeLavoro('vivo')
    expect(alive?.id).toBe(dead.id)
    expect(await renewLavoro(dead)).toBe(false)
    await expect(writeApertura(dead, { tipo: 'pdf', pagine: 1, profilo: null, misure: [] })).rejects.toThrow(PresaPersa)
    await failLavoro(dead, 'di nessuno', 'mai')
    expect(await fileOf(id)).toMatchObject({ stato: 'da_lavorare', pagine: null })
  })

  test('what fails waits longer each time, and then is set aside with its reason', async () => {
    const id = await consegna(unit.id, 'a.pdf', testo.bytes)
    const waits = []
    for (let i = 0; i < 5; i += 1) {
      const lavoro = await takeLavoro('uno')
      if (!lavoro) throw new Error('Nothing to take')
      await failLavoro(lavoro, 'il deposito non risponde', 'poi')
      expect(await takeAll()).toEqual([])
      const [row] = await db.execute<{ s: number }>(
        sql`update lavorazioni_archivio set non_prima_at = now() returning extract(epoch from old.non_prima_at - now())::int as s`,
      )
      waits.push(Math.round(((row?.s ?? 0) + 1) / 10) * 10)
    }
    expect(waits.slice(0, 4)).toEqual([30, 120, 480, 1920])
    expect(await takeAll()).toEqual([])
    expect(await fileOf(id)).toMatchObject({ stato: 'guasto', errore: 'il deposito non risponde' })
  })

  test('what kills whoever takes it is set aside too', async () => {
    const id = await consegna(unit.id, 'a.pdf', testo.bytes)
    for (let i = 0; i < 5; i += 1) {
      expect(await takeLavoro('uno')).not.toBeNull()
      await db.execute(sql`update lavorazioni_archivio set fino_at = now() - interval '1 second'`)
    }
    expect(await takeLavoro('uno')).toBeNull()
    expect(await fileOf(id)).toMatchObject({ stato: 'guasto', errore: MOTIVI.interrotto })
  })
})

test('workers that are killed lose no page and repeat none', async () => {
  const { bytes } = await disegna(...Array.from({ length: 14 }, () => relazione))
  const id = await consegna(unit.id, 'lunga.pdf', bytes)
  const start = () =>
    spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'scripts/lavoratori.ts', '2'], {
      env: process.env,
      stdio: 'ignore',
    })
  const done = async () =>
    new Map(
      (await db.select({ id: derivatiPagina.id, pagina: derivatiPagina.paginaId }).from(derivatiPagina)).map((one) => [
        one.pagina,
        one.id,
      ]),
    )
  const aMinutePasses = (pid: number | undefined) =>
    db.execute(
      sql`update lavorazioni_archivio set fino_at = now() - interval '1 second' where lavoratore like ${`%:${pid}:%`}`,
    )
  const killed: (number | undefined)[] = []
  const seen = new Map<string, string>()
  for (const atLeast of [2, 5, 9]) {
    const worker = start()
    killed.push(worker.pid)
    await expect
      .poll(async () => (await done()).size, { timeout: 25_000, interval: 20 })
      .toBeGreaterThanOrEqual(atLeast)
    worker.kill('SIGKILL')
    for (const [pagina, one] of await done()) seen.set(pagina, seen.get(pagina) ?? one)
    await aMinutePasses(worker.pid)
  }
  await finish()
  // the database may have ended a taking of theirs after they died
  for (const pid of killed) await aMinutePasses(pid)
  await finish()
  const all = await done()
  expect(all.size).toBe(14)
  for (const [pagina, one] of seen) expect(all.get(pagina)).toBe(one) // made once, by whoever was killed after
  expect((await pagineOf(id)).map((page) => page.numero)).toEqual(Array.from({ length: 14 }, (_, i) => i + 1))
  const [texts] = await db.execute<{ n: number }>(sql`select count(*)::int as n from testi_pagina`)
  expect(texts?.n).toBe(14)
  expect(await inCoda()).toBe(0)
  expect(await fileOf(id)).toMatchObject({ stato: 'pronto', pagine: 14 })
}, 90_000)
