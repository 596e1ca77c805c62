import { createHash } from 'node:crypto'
import { DOMParser } from '@xmldom/xmldom'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileArchivio } from '@/drizzle/schema/archivio-digitale'
import type { Funzionario } from '@/lib/auth/viewer'
import { cellaCsv } from '@/lib/core/csv'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { storeContent } from '@/lib/documenti/content'
import { storageOf } from '@/lib/documenti/stores'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { unitaIdOf } from '../carico'
import { findScheda, type Scheda } from '../queries'
import { entriesOf } from '../testing/zip'
import { percorsoOf } from './mets'
import { openPacchetto } from './pacchetto'
import { el, escapeXml } from './xml'

let paolo: Funzionario
const id = unitaIdOf('IT-SP-PROV/SIS/1990/b001/f0006')
const BIG = Buffer.alloc(300_000, 'carta ')
const ids: string[] = []

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(300)
  paolo = await officerNamed('Paolo', 'Archivista')
  for (const [ordine, nome, bytes] of [
    [1, '../../Perché "sì".pdf', BIG],
    [2, 'tavola.tif', Buffer.from('tavola')],
  ] as const) {
    const stored = await storeContent(bytes)
    await dbAs('sistema')
      .insert(fileArchivio)
      .values({ ente: ENTE, unitaId: id, ordine, nome, mime: 'application/pdf', pagine: 3, ...stored })
    ids.push(stored.id)
  }
})
afterAll(closeDatabase)

async function download(): Promise<Buffer> {
  const stream = await openPacchetto(paolo, (await findScheda(paolo, id)) as Scheda)
  return Buffer.from(await new Response(stream).arrayBuffer())
}

test('a package has each file as it was delivered, and a METS and a list of hashes that say so', async () => {
  const entries = entriesOf(await download())
  expect([...entries.keys()]).toEqual([
    'mets.xml',
    'manifesto-sha256.txt',
    'dati/0001-Perche_si_.pdf',
    'dati/0002-tavola.tif',
  ])
  expect(entries.get('dati/0001-Perche_si_.pdf')?.equals(BIG)).toBe(true)
  const mets = new DOMParser().parseFromString(entries.get('mets.xml')?.toString() ?? '', 'text/xml')
  const files = [...mets.getElementsByTagName('mets:file')]
  const told = files.map((file) => {
    const path = file.getElementsByTagName('mets:FLocat')[0]?.getAttribute('xlink:href') ?? ''
    return `${file.getAttribute('CHECKSUM')}  ${path}`
  })
  const real = [...entries]
    .filter(([path]) => path.startsWith('dati/'))
    .map(([path, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${path}`)
  expect(told).toEqual(real)
  expect(entries.get('manifesto-sha256.txt')?.toString()).toBe(`${real.join('\n')}\n`)
  const pointed = [...mets.getElementsByTagName('mets:fptr')].map((one) => one.getAttribute('FILEID'))
  expect(pointed).toEqual(files.map((one) => one.getAttribute('ID')))
  const [{ n } = { n: 0 }] = await dbAs('sistema').execute<{ n: number }>(
    sql`select count(*)::int as n from audit where azione = 'archivio.pacchetto_scaricato' and soggetto_id = ${id}`,
  )
  expect(n).toBe(1)
})

test('a file with a page that this officer may not see stays out, and the package says that it is not whole', async () => {
  await db.execute(sql`insert into pagine_archivio (ente, unita_id, file_id, indice, numero, larghezza, altezza, riservata, solo_abilitati)
    values (${ENTE}, ${id}::uuid, ${ids[0] ?? ''}::uuid, 0, 1, 10, 10, true, true)`)
  const entries = entriesOf(await download())
  expect([...entries.keys()]).toEqual(['mets.xml', 'manifesto-sha256.txt', 'dati/0002-tavola.tif'])
  expect(entries.get('mets.xml')?.toString()).toContain('non è completo')
})

test('a file that cannot be read breaks the download off', async () => {
  await storageOf('disco').delete(ids[1] ?? '')
  await expect(download()).rejects.toThrow()
})

test('names in a package are plain, and climb nowhere', () => {
  for (const name of ['../../../etc/passwd', '..\\..\\x', '/x', 'à/b', '....', ''])
    expect(percorsoOf(7, name)).toMatch(/^dati\/0007-[A-Za-z0-9_-][A-Za-z0-9._-]*$/)
})

test('no text breaks XML, and no cell is a formula', () => {
  expect(escapeXml('a<b>&"\u0000\u000b\ud800c')).toBe('a&lt;b&gt;&amp;&quot;c')
  expect(el('a', { b: null, c: '"' }, 'x', null, [false, 1]).text).toBe('<a c="&quot;">x1</a>')
  expect([cellaCsv('=1+1'), cellaCsv('a;"b"'), cellaCsv(null), cellaCsv(3)]).toEqual(["'=1+1", '"a;""b"""', '', '3'])
})
