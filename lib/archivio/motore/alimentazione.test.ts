import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld } from '@/lib/pratiche/testing/world'
import { loadCarte } from '../testing/pagine'
import { Alimentazione } from './alimentazione'
import { chiedi } from './cliente'
import { Motore } from './motore'
import { listen, openServizio } from './servizio'

const OGGI = '2026-11-26'
const folder = mkdtempSync(path.join(os.tmpdir(), 'indice-'))
const socket = path.join(folder, 'socket')
process.env.ARCHIVIO_MOTORE = socket // read at the first statement of this file
const nessuno = { registrato: false, ufficio: false, comuni: [], proprie: [], concesse: [], abilitazioni: [] }
const ricerca = (parola: string) => ({
  gruppi: [{ parola, alternative: [{ parola }] }],
  filtri: {},
  limite: 20,
  salto: 0,
})
let unita: { id: string; titolo: string }[]

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(300)
  unita = [
    ...(await db.execute<{ id: string; titolo: string }>(
      sql`select id, titolo from unita_archivistiche where livello = 'fascicolo' and accesso = 'su_richiesta' order by id limit 4`,
    )),
  ]
})
afterAll(async () => {
  await closeDatabase()
  rmSync(folder, { recursive: true, force: true })
})

const retitle = (to: Pick<typeof db, 'execute'>, i: number, titolo: string) =>
  to.execute(sql`update unita_archivistiche set titolo = ${titolo} where id = ${unita[i]?.id}::uuid`)

test('what is kept late is not missed, in whatever order transactions end', async () => {
  const motore = new Motore(null, OGGI)
  const feed = new Alimentazione(motore)
  await feed.begin()
  await feed.aggiorna() // what is open in other databases of the server holds the watermark back: units come once more
  const total = async (parola: string) => (await motore.cerca(nessuno, OGGI, ricerca(parola))).totale
  const slow = postgres(process.env.DATABASE_URL ?? '', {
    max: 1,
    onnotice() {},
    connection: { 'app.attore': 'sistema' } as object,
  })
  await slow.begin(async (tx) => {
    await tx`update unita_archivistiche set titolo = 'Lentissimo' where id = ${unita[0]?.id ?? ''}`
    // begun later, ended before, and read while the other is open
    await retitle(db, 1, 'Prontissimo')
    expect([await feed.aggiorna(), await total('prontissimo'), await total('lentissimo')]).toEqual([1, 1, 0])
    expect(await feed.aggiorna()).toBe(0)
  })
  await slow.end()
  expect([await feed.aggiorna(), await total('prontissimo'), await total('lentissimo')]).toEqual([1, 1, 1])
  expect(await feed.aggiorna()).toBe(0)
})

test('a start goes on from what was kept, and takes in what happened meanwhile; another database is read anew', async () => {
  const first = await openServizio(folder, false)
  await first.pronto
  await first.stop()
  await retitle(db, 2, 'Frattanto')
  const motore = new Motore(folder, OGGI)
  const feed = new Alimentazione(motore)
  await feed.begin()
  const [before, again] = [motore.stato().unita, await feed.aggiorna()]
  // at least the one: other databases of the server may hold the watermark back
  expect([again >= 1 && again <= 3, motore.stato().unita]).toEqual([true, before])
  expect((await motore.cerca(nessuno, OGGI, ricerca('frattanto'))).totale).toBe(1)
  await motore.salva({ database: 'un altro', transazione: '1', giorno: OGGI })
  const other = new Motore(folder, OGGI)
  await new Alimentazione(other).begin()
  expect([other.stato().unita, other.stato().pezzi, other.quota]).toEqual([before, 1, 1])
})

test('papers that open are searched from that day by what they say, with nothing written', async () => {
  const [row] = await db.execute<{ id: string }>(sql`select u.id from unita_archivistiche u
    where u.livello = 'fascicolo' and u.accesso = 'su_richiesta' and u.consultabile_dal is null order by u.id desc limit 1`)
  const id = row?.id ?? ''
  const [{ segnatura } = { segnatura: '' }] = await db.execute<{ segnatura: string }>(
    sql`select segnatura from unita_archivistiche where id = ${id}::uuid`,
  )
  await loadCarte([{ segnatura, pagine: [{ testo: 'Relazione sulla pozzolana' }] }])
  await db.execute(
    sql`update unita_archivistiche set consultabile_dal = oggi_a_roma() + 1, accesso_dopo = 'libero' where id = ${id}::uuid`,
  )
  const [days] = await db.execute<{ oggi: string; domani: string }>(
    sql`select oggi_a_roma()::text as oggi, (oggi_a_roma() + 1)::text as domani`,
  )
  const motore = new Motore(null, days?.oggi ?? '')
  const feed = new Alimentazione(motore)
  await feed.begin()
  const total = async (oggi = '') => (await motore.cerca(nessuno, oggi, ricerca('pozzolana'))).totale
  expect(await total(days?.oggi)).toBe(0)
  vi.useFakeTimers({ now: Date.now() + 86_400_000, toFake: ['Date'] })
  await feed.aggiorna()
  vi.useRealTimers()
  expect(await total(days?.domani)).toBe(1)
})

test('a page whose term ends is everybody’s from that day, and until then of who is named for its unit', async () => {
  const [row] = await db.execute<{ id: string; segnatura: string; fondo: string }>(sql`
    select u.id, u.segnatura, u.fondo_id as fondo from unita_archivistiche u
    where u.livello = 'fascicolo' and u.accesso = 'libero' and u.consultabile_dal is null order by u.id desc limit 1`)
  if (!row) throw new Error('No free unit')
  await loadCarte([{ segnatura: row.segnatura, pagine: [{ testo: 'Relazione' }, { testo: 'Referto sulla bauxite' }] }])
  await db.execute(sql`update pagine_archivio set riservata = true, solo_abilitati = true, consultabile_dal = oggi_a_roma() + 1
    where unita_id = ${row.id}::uuid and numero = 2`)
  const [days] = await db.execute<{ oggi: string; domani: string }>(
    sql`select oggi_a_roma()::text as oggi, (oggi_a_roma() + 1)::text as domani`,
  )
  const motore = new Motore(null, days?.oggi ?? '')
  const feed = new Alimentazione(motore)
  await feed.begin()
  const officer = { ...nessuno, registrato: true, ufficio: true }
  const readers = [nessuno, officer, { ...officer, abilitazioni: [row.id] }, { ...officer, abilitazioni: [row.fondo] }]
  const found = (oggi = '') =>
    Promise.all(
      readers.map(async (lettore) => {
        const { totale, unita } = await motore.cerca(lettore, oggi, ricerca('bauxite'))
        return [totale, unita[0]?.pagina?.numero ?? null]
      }),
    )
  expect(await found(days?.oggi)).toEqual([
    [0, null],
    [0, null],
    [1, 2],
    [1, 2],
  ])
  vi.useFakeTimers({ now: Date.now() + 86_400_000, toFake: ['Date'] })
  await feed.aggiorna()
  vi.useRealTimers()
  expect(await found(days?.domani)).toEqual(readers.map(() => [1, 2]))
})

test('a service answers over its socket, also who asked before it was there, and finds what is new by itself', async () => {
  const early = chiedi({ che: 'stato' })
  const servizio = await openServizio(null, true)
  const server = await listen(servizio.chiedi, socket)
  await servizio.pronto
  expect((await early).pezzi).toBeGreaterThanOrEqual(0)
  const ask = async (parola: string) =>
    (await chiedi({ che: 'cerca', lettore: nessuno, oggi: OGGI, ricerca: ricerca(parola) })).totale
  expect(await Promise.all([ask('frattanto'), ask('nulladisimile')])).toEqual([1, 0])
  await retitle(db, 3, 'Appena arrivato')
  await expect.poll(() => ask('arrivato'), { timeout: 2_000, interval: 50 }).toBe(1)
  server.close()
  await servizio.stop()
})
