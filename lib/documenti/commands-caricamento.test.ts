import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { appendFile, utimes } from 'node:fs/promises'
import path from 'node:path'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bozze, documenti } from '@/drizzle/schema/pratiche'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { transaction } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import { AntivirusNonDisponibile } from './antivirus'
import { CHUNK, wrapKey } from './cipher'
import { storeDocumento } from './commands'
import { type Caricato, completeUpload, inspectUpload, startUpload } from './commands-caricamento'
import { sweepUploads } from './commands-pulizia'
import { removeDocumento } from './commands-rimozione'
import { keyColumns, keyOf, readContent, storeContent } from './content'
import type { DestinazioneInput } from './forms'
import { findInArrivo, NON_DISPONIBILE } from './in-arrivo'
import { findDocumento, findPraticaDaAprire, listDocumenti } from './queries'
import { findInizio, type Ricezione, receiveUpload } from './receive'
import { storageOf } from './stores'
import { auditOf, makeWorld, rowOf, type World } from './testing/world'
import { listMissingFiles, listOrphanFiles } from './verify'

const oldMaster = { id: 'vecchia', key: randomBytes(32) }
process.env.FILES_MASTER_KEYS_OLD = `vecchia=${oldMaster.key.toString('base64')}`
const pathOf = (id: string) => path.join(env().FILES_DIR, id.slice(0, 2), id.slice(2, 4), id)

let world: World
let schema: DestinazioneInput
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(closeDatabase)

/** A draft for one test: the number of files is limited. */
async function freshDraft(): Promise<string> {
  const id = randomUUID()
  const [one] = await db
    .select()
    .from(bozze)
    .where(and(eq(bozze.ente, ENTE), eq(bozze.id, world.bozzaId)))
  if (!one) throw new Error('No draft')
  await db
    .insert(bozze)
    .values({ ente: ENTE, id, procedimento: one.procedimento, versione: 1, personaId: one.personaId })
  schema = { bozzaId: id, allegato: 'schema' }
  return id
}

const pdf = readFileSync(new URL('./testing/fixtures/prova.pdf', import.meta.url))
/** A valid PDF of about `size` bytes. */
const largePdf = (size: number) => {
  const head = Buffer.from(`%PDF-1.7\n1 0 obj\n<</Length ${size}>>\nstream\n`)
  return Buffer.concat([
    head,
    randomBytes(size),
    Buffer.from('\nendstream\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n'),
  ])
}
async function* pieces(bytes: Buffer, step = 10_000, cutAt = Number.POSITIVE_INFINITY) {
  for (let at = 0; at < bytes.length; at += step) {
    if (at >= cutAt) throw new Error('aborted')
    yield bytes.subarray(at, at + step)
  }
}
const modificatoAt = new Date('2031-01-01T10:00:00Z')

async function start(viewer: Viewer, bytes: Buffer | number, nome = 'prova.pdf', input = schema) {
  const byte = typeof bytes === 'number' ? bytes : bytes.length
  return startUpload(viewer, input, { nome, byte, modificatoAt })
}
async function requireArriving(viewer: Viewer, id: string) {
  const file = await findInArrivo(viewer, id)
  if (!file) throw new Error('Not arriving')
  return file
}
async function send(viewer: Viewer, id: string, source: AsyncIterable<Uint8Array>, from?: number): Promise<Ricezione> {
  const file = await requireArriving(viewer, id)
  return receiveUpload(file, from ?? (await findInizio(file)), source)
}
async function finish(viewer: Viewer, id: string, ricezione: Ricezione): Promise<Caricato | null> {
  if (ricezione.esito !== 'arrivato') throw new Error(ricezione.esito)
  const file = await requireArriving(viewer, id)
  const inspected = await inspectUpload(file, ricezione.byte, ricezione.lease)
  const done =
    inspected && (await completeUpload(viewer, file, ricezione.lease, { byte: ricezione.byte, ...inspected }))
  await ricezione.lease.release()
  return done
}
async function upload(viewer: Viewer, bytes: Buffer, nome = 'prova.pdf', input = schema): Promise<Caricato> {
  const started = await start(viewer, bytes, nome, input)
  if (!started.ok) throw new Error(started.message)
  const done = await finish(viewer, started.value.id, await send(viewer, started.value.id, pieces(bytes)))
  if (!done) throw new Error('Not completed')
  return done
}
async function content(id: string): Promise<Buffer> {
  const out: Buffer[] = []
  for await (const piece of readContent(await rowOf(id))) out.push(piece)
  return Buffer.concat(out)
}

describe('an upload', () => {
  test('arrives, is hashed, sealed, recorded, and reads back the same', async () => {
    await freshDraft()
    const { viewer } = world.owner
    const done = await upload(viewer, pdf)
    const sha256 = createHash('sha256').update(pdf).digest('hex')
    expect(done).toEqual({ id: done.id, stato: 'pronto', motivo: null, sha256 })
    const row = await rowOf(done.id)
    expect(row).toMatchObject({ stato: 'pronto', mime: 'application/pdf', byte: pdf.length, sha256, scrittore: null })
    expect(row.prontoAt).not.toBeNull()
    expect(await auditOf(done.id)).toEqual(['documento.caricato'])
    expect((await content(done.id)).equals(pdf)).toBe(true)
    const stored = Buffer.concat(await Array.fromAsync(await storageOf(row.deposito).open(done.id)))
    expect(stored.includes('%PDF')).toBe(false)
  })

  test('S44: while the antivirus does not answer the file waits, and passes when it does', async () => {
    await freshDraft()
    const { viewer } = world.owner
    const started = await start(viewer, pdf, 'prova.pdf', schema)
    if (!started.ok) throw new Error(started.message)
    const { id } = started.value
    const first = await send(viewer, id, pieces(pdf))
    if (first.esito !== 'arrivato') throw new Error(first.esito)
    const file = await requireArriving(viewer, id)
    await expect(inspectUpload(file, first.byte, first.lease, 'tcp://127.0.0.1:1')).rejects.toThrow(
      AntivirusNonDisponibile,
    )
    await first.lease.release()
    expect((await rowOf(id)).stato).toBe('in_arrivo')
    expect(await findInizio(await requireArriving(viewer, id))).toBe(pdf.length) // nothing is sent again
    expect(await finish(viewer, id, await send(viewer, id, pieces(Buffer.alloc(0))))).toMatchObject({ stato: 'pronto' })
  })

  test('R07: cut twice, with a torn write between, it goes on and arrives identical', async () => {
    await freshDraft()
    const { viewer } = world.owner
    const bytes = largePdf(12 * CHUNK)
    const started = await start(viewer, bytes)
    if (!started.ok) throw new Error(started.message)
    const { id } = started.value
    expect(await send(viewer, id, pieces(bytes, 10_000, 5 * CHUNK))).toEqual({ esito: 'interrotto' })
    const first = await findInizio(await requireArriving(viewer, id))
    expect(first).toBe(5 * CHUNK) // of the 330,000 bytes that came, the whole chunks
    await appendFile(`${pathOf(id)}.part`, randomBytes(999)) // a torn write of a process that died
    expect(await findInizio(await requireArriving(viewer, id))).toBe(first)
    expect(await send(viewer, id, pieces(bytes), 0)).toEqual({ esito: 'disallineato', inizio: first })
    const again = await start(viewer, bytes) // after a reload, the same file is chosen again
    expect(again).toEqual({ ok: true, value: { id } })
    expect(await send(viewer, id, pieces(bytes.subarray(first), 10_000, 3 * CHUNK))).toEqual({ esito: 'interrotto' })
    const second = await findInizio(await requireArriving(viewer, id))
    expect(second).toBeGreaterThan(first)
    const done = await finish(viewer, id, await send(viewer, id, pieces(bytes.subarray(second))))
    expect(done?.stato).toBe('pronto')
    expect((await content(id)).equals(bytes)).toBe(true)
  })

  test('when only the check was missing, it is done without sending again, and once', async () => {
    await freshDraft()
    const { viewer } = world.owner
    const started = await start(viewer, pdf)
    if (!started.ok) throw new Error(started.message)
    const { id } = started.value
    const arrived = await send(viewer, id, pieces(pdf))
    if (arrived.esito !== 'arrivato') throw new Error(arrived.esito)
    await arrived.lease.release() // the process died here
    expect(await findInizio(await requireArriving(viewer, id))).toBe(pdf.length)
    const empty = pieces(Buffer.alloc(0))
    expect((await finish(viewer, id, await send(viewer, id, empty)))?.stato).toBe('pronto')
    expect(await start(viewer, pdf)).toEqual({ ok: true, value: { id } }) // already here: not taken twice
    expect((await send(viewer, id, empty)).esito).toBe('occupato') // no longer arriving: nobody writes
    expect(await auditOf(id)).toEqual(['documento.caricato'])
  })

  test('two writers never interleave: the second is told, and takes over when the first falls silent', async () => {
    await freshDraft()
    const { viewer } = world.owner
    const bytes = largePdf(4 * CHUNK)
    const started = await start(viewer, bytes)
    if (!started.ok) throw new Error(started.message)
    const { id } = started.value
    let release = () => {}
    const silent = new Promise<void>((resolve) => {
      release = resolve
    })
    async function* slow() {
      yield bytes.subarray(0, 2 * CHUNK + 10)
      await silent
      yield bytes.subarray(2 * CHUNK + 10)
    }
    const first = send(viewer, id, slow(), 0)
    await expect.poll(async () => (await rowOf(id)).scrittore).not.toBeNull()
    expect(await send(viewer, id, pieces(bytes), 0)).toEqual({ esito: 'occupato' })
    await db.update(documenti).set({ scrittoreFinoAt: sql`now() - interval '1 second'` }).where(eq(documenti.id, id))
    const second = await finish(viewer, id, await send(viewer, id, pieces(bytes.subarray(2 * CHUNK)), 2 * CHUNK))
    expect(second?.stato).toBe('pronto')
    release()
    await expect(first).rejects.toThrow() // its file is no longer there to be completed
    expect((await content(id)).equals(bytes)).toBe(true)
  })

  test('refused content keeps its reason and nothing else', async () => {
    await freshDraft()
    const { viewer } = world.owner
    const done = await upload(viewer, Buffer.from('MZ not a paper'))
    expect(done).toMatchObject({ stato: 'rifiutato', motivo: expect.stringMatching(/Il contenuto non corrisponde/) })
    const row = await rowOf(done.id)
    expect(row).toMatchObject({ chiaveCifrata: null, chiaveMaestra: null, prontoAt: null })
    expect(await storageOf(row.deposito).size(done.id)).toBeNull()
    expect(await auditOf(done.id)).toEqual(['documento.rifiutato'])
    expect(await findDocumento(viewer, done.id)).toBeNull()
  })

  test('more bytes than announced are not kept; fewer wait', async () => {
    await freshDraft()
    const { viewer } = world.owner
    const started = await start(viewer, 100)
    if (!started.ok) throw new Error(started.message)
    expect(await send(viewer, started.value.id, pieces(pdf.subarray(0, 99)))).toEqual({ esito: 'interrotto' })
    expect(await send(viewer, started.value.id, pieces(pdf.subarray(0, 101)))).toMatchObject({ esito: 'troppo' })
    expect(await findInizio(await requireArriving(viewer, started.value.id))).toBe(0)
  })

  test('bytes damaged in the store before the check are thrown away, and the upload begins again', async () => {
    await freshDraft()
    const { viewer } = world.owner
    const started = await start(viewer, pdf)
    if (!started.ok) throw new Error(started.message)
    const { id } = started.value
    const arrived = await send(viewer, id, pieces(pdf))
    const storage = storageOf('disco')
    const stored = Buffer.concat(await Array.fromAsync(await storage.open(id)))
    stored.writeUInt8(stored.readUInt8(99) ^ 1, 99)
    await storage.delete(id)
    const writer = await storage.resume(id, 1)
    await writer.write(stored)
    await writer.complete()
    expect(await finish(viewer, id, arrived)).toBeNull()
    expect((await finish(viewer, id, await send(viewer, id, pieces(pdf))))?.stato).toBe('pronto')
  })
})

describe('what may be uploaded', () => {
  test('name, size, number and kind are those of the attachment', async () => {
    const bozzaId = await freshDraft()
    const { viewer } = world.owner
    expect(await start(viewer, pdf, 'a.exe')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/Il file deve essere un PDF/),
    })
    expect(await start(viewer, 34_000_000)).toMatchObject({
      ok: false,
      message: 'Il file deve pesare meno di 20 MB. Questo pesa 34 MB',
    })
    expect(await start(viewer, 0)).toMatchObject({ ok: false })
    const foto = { bozzaId, allegato: 'foto' }
    expect(await start(viewer, 1_000_001, 'a.jpg', foto)).toMatchObject({ ok: false })
    expect(await start(viewer, pdf, 'a.pdf', foto)).toMatchObject({
      ok: false,
      message: 'Il file deve essere un JPG o PNG',
    })
    expect(await start(viewer, pdf, 'a.pdf', { bozzaId, allegato: 'inesistente' })).toMatchObject({
      ok: false,
      message: NON_DISPONIBILE,
    })
    const tries = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((nome) => start(viewer, pdf, `${nome}.pdf`)))
    expect(tries.filter((one) => one.ok)).toHaveLength(3)
    expect(tries.find((one) => !one.ok)).toMatchObject({
      message: 'Qui si possono caricare al massimo 3 file: rimuovine uno e riprova',
    })
  })

  test('S22: a stranger starts, sends, sees, removes nothing; the same answer as for what is not there', async () => {
    const bozzaId = await freshDraft()
    const { viewer } = world.owner
    const stranger = world.stranger.viewer
    const done = await upload(viewer, pdf)
    expect(await start(stranger, pdf)).toEqual(
      await start(stranger, pdf, 'x.pdf', { bozzaId: randomUUID(), allegato: 'schema' }),
    )
    expect(await findInArrivo(stranger, done.id)).toBeNull()
    expect(await findDocumento(stranger, done.id)).toBeNull()
    expect(await findDocumento(stranger, 'non-un-id')).toBeNull()
    expect(await removeDocumento(stranger, done.id)).toEqual(await removeDocumento(stranger, randomUUID()))
    expect(await listDocumenti(stranger, { bozzaId })).toEqual([])
    expect(await findDocumento(world.officer.viewer, done.id)).toBeNull() // a draft is its writer's only
    expect(await listDocumenti(viewer, { bozzaId })).toMatchObject([{ id: done.id, stato: 'pronto', tipo: 'schema' }])
  })

  test('a removed document is gone: key, bytes, list; and only before the istanza is sent', async () => {
    const bozzaId = await freshDraft()
    const { viewer } = world.owner
    const done = await upload(viewer, pdf)
    expect(await removeDocumento(viewer, done.id)).toMatchObject({ ok: true, value: { tipo: 'schema' } })
    expect(await rowOf(done.id)).toMatchObject({ stato: 'eliminato', chiaveCifrata: null, chiaveMaestra: null })
    expect(await storageOf('disco').size(done.id)).toBeNull()
    expect(await auditOf(done.id)).toEqual(['documento.caricato', 'documento.rimosso'])
    expect(await removeDocumento(viewer, done.id)).toMatchObject({ ok: false })
    const filed = await upload(viewer, pdf)
    const praticaId = await world.makePratica('ricevuta', ['presentata'])
    await db.update(bozze).set({ praticaId }).where(eq(bozze.id, bozzaId))
    await db.update(documenti).set({ praticaId, eventoSeq: 1 }).where(eq(documenti.id, filed.id))
    expect(await removeDocumento(viewer, filed.id)).toMatchObject({ ok: false })
    expect(await start(viewer, pdf, 'b.pdf')).toMatchObject({ ok: false, message: NON_DISPONIBILE })
    expect(await findDocumento(viewer, filed.id)).toMatchObject({ id: filed.id })
    expect(await findDocumento(world.officer.viewer, filed.id)).toBeNull() // not in charge, and has not said why
    expect(await findPraticaDaAprire(world.officer.viewer, filed.id)).toBe(praticaId)
    await world.sayWhy(praticaId)
    expect(await findDocumento(world.officer.viewer, filed.id)).toMatchObject({ id: filed.id })
    expect(await findPraticaDaAprire(world.otherOfficer.viewer, filed.id)).toBeNull()
    expect(await findDocumento(world.otherOfficer.viewer, filed.id)).toBeNull()
    expect(await findDocumento(world.stranger.viewer, filed.id)).toBeNull()
  })

  test('an answer to the office takes files only while it is awaited', async () => {
    const { viewer } = world.owner
    const asked = await world.makePratica('sospesa', ['presentata', 'integrazione_chiesta'])
    const answered = await world.makePratica('in_istruttoria', [
      'presentata',
      'integrazione_chiesta',
      'integrazione_ricevuta',
    ])
    const closed = await world.makePratica('preavviso_diniego', ['presentata', 'preavviso_inviato'])
    const done = await upload(viewer, pdf, 'a.pdf', { praticaId: asked, tipo: 'integrazione' })
    expect(done.stato).toBe('pronto')
    expect(await findDocumento(viewer, done.id)).toMatchObject({ praticaId: asked })
    expect(await findDocumento(world.officer.viewer, done.id)).toBeNull() // not sent yet
    expect(await start(viewer, pdf, 'a.pdf', { praticaId: answered, tipo: 'integrazione' })).toMatchObject({
      ok: false,
    })
    expect(await start(viewer, pdf, 'a.pdf', { praticaId: asked, tipo: 'osservazioni' })).toMatchObject({ ok: false })
    expect(await start(viewer, pdf, 'a.pdf', { praticaId: closed, tipo: 'osservazioni' })).toMatchObject({ ok: true })
    expect(await start(world.stranger.viewer, pdf, 'a.pdf', { praticaId: closed, tipo: 'osservazioni' })).toMatchObject(
      { ok: false },
    )
  })
})

describe('documents of the portal, and what is left behind', () => {
  test('a produced document is readable by both sides; an internal one by the office only', async () => {
    const praticaId = await world.makePratica('in_istruttoria', ['presentata'])
    const store = (interno: boolean) =>
      transaction(
        (tx) =>
          storeDocumento(tx, {
            praticaId,
            tipo: 'atto',
            nome: 'atto.pdf',
            mime: 'application/pdf',
            bytes: pdf,
            eventoSeq: 1,
            interno,
          }),
        { attore: null, ente: ENTE },
      )
    const atto = await store(false)
    const nota = await store(true)
    expect(atto.sha256).toBe(createHash('sha256').update(pdf).digest('hex'))
    expect((await content(atto.id)).equals(pdf)).toBe(true)
    expect(await findDocumento(world.owner.viewer, atto.id)).not.toBeNull()
    expect(await findDocumento(world.owner.viewer, nota.id)).toBeNull()
    await world.sayWhy(praticaId)
    expect(await findDocumento(world.officer.viewer, nota.id)).not.toBeNull()
    expect(await removeDocumento(world.owner.viewer, atto.id)).toMatchObject({ ok: false })
  })

  test('S48: a corrupted or lost file is found; I7: bytes without a row are found and swept', async () => {
    await freshDraft()
    const { viewer } = world.owner
    const [whole, lost, changed] = [
      await upload(viewer, pdf, 'a.pdf'),
      await upload(viewer, pdf, 'b.pdf'),
      await upload(viewer, pdf, 'c.pdf'),
    ]
    await storageOf('disco').delete(lost.id)
    await db.update(documenti).set({ sha256: '00' }).where(eq(documenti.id, changed.id))
    const missing = await listMissingFiles()
    expect(missing).toEqual(expect.arrayContaining([lost.id, changed.id]))
    expect(missing).not.toContain(whole.id)
    for (const id of [lost.id, changed.id]) await removeDocumento(viewer, id)

    const orphan = await storeContent(pdf) // its transaction was rolled back
    expect(await listOrphanFiles()).not.toContain(orphan.id)
    const old = new Date(Date.now() - 2 * 3_600_000)
    for (const { id } of [orphan, whole]) await utimes(pathOf(id), old, old)
    expect(await listOrphanFiles()).toEqual([orphan.id])
    await sweepUploads()
    expect(await storageOf('disco').size(orphan.id)).toBeNull()
    expect(await storageOf('disco').size(whole.id)).not.toBeNull()
  })

  test('S47: after a change of master key every key is wrapped anew, also while a file is being read', async () => {
    await freshDraft()
    const done = await upload(world.owner.viewer, largePdf(3 * CHUNK))
    const before = await rowOf(done.id)
    await db
      .update(documenti)
      .set(keyColumns(wrapKey(done.id, keyOf(before), oldMaster)))
      .where(eq(documenti.id, done.id))
    const reading = readContent(await rowOf(done.id))
    const first = await reading.next()
    await sweepUploads()
    const after = await rowOf(done.id)
    expect(after.chiaveMaestra).toBe(before.chiaveMaestra)
    expect(keyOf(after).equals(keyOf(before))).toBe(true)
    const rest = await Array.fromAsync(reading)
    expect(
      createHash('sha256')
        .update(Buffer.concat([first.value ?? Buffer.alloc(0), ...rest]))
        .digest('hex'),
    ).toBe(done.sha256)
  })

  test('the sweeper ends stale uploads, files of thrown-away drafts and unfinished removals, and nothing else', async () => {
    const bozzaId = await freshDraft()
    const { viewer } = world.owner
    const kept = await upload(viewer, pdf, 'a.pdf')
    const fresh = await start(viewer, pdf, 'b.pdf')
    const stale = await start(viewer, pdf, 'c.pdf')
    if (!fresh.ok || !stale.ok) throw new Error('Not started')
    await db
      .update(documenti)
      .set({ updatedAt: sql`now() - interval '25 hours'` })
      .where(eq(documenti.id, stale.value.id))
    const draftOfStale = bozzaId
    await freshDraft()
    const thrown = await upload(viewer, pdf, 'd.pdf')
    await db
      .update(bozze)
      .set({ eliminataAt: new Date() })
      .where(eq(bozze.id, (await rowOf(thrown.id)).bozzaId ?? ''))
    const half = await freshDraft().then(() => upload(viewer, pdf, 'e.pdf'))
    await db.update(documenti).set({ stato: 'eliminato', chiaveCifrata: null }).where(eq(documenti.id, half.id)) // died before the bytes went
    await sweepUploads()
    await sweepUploads()
    expect((await listDocumenti(viewer, { bozzaId: draftOfStale })).map(({ id }) => id)).toEqual([
      kept.id,
      fresh.value.id,
    ])
    for (const id of [stale.value.id, thrown.id, half.id]) {
      expect(await rowOf(id)).toMatchObject({ stato: 'eliminato', chiaveCifrata: null, chiaveMaestra: null })
      expect(await storageOf('disco').size(id)).toBeNull()
    }
    expect(await auditOf(stale.value.id)).toEqual(['documento.scartato'])
  })
})
