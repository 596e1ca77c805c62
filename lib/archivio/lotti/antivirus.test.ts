import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { env } from '@/lib/env'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld } from '@/lib/pratiche/testing/world'
import { improntaOf, openLotto } from './commands'
import { caricaLotto, startCarico } from './commands-carico'
import { verificaLotto } from './commands-verifica'
import { Presa } from './presa'
import { countAntivirus } from './queries-antivirus'
import { writeRapporto } from './rapporto'
import { fraseAntivirus } from './rules-antivirus'
import { apriCartella } from './sorgente-cartella'
import { makeCartella, makeIndice, makePdf } from './testing/file'

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(200)
})
afterAll(closeDatabase)

let daemon: Server | undefined
afterEach(() => {
  daemon?.close()
  daemon = undefined
  Object.assign(env(), { CLAMD_URL: undefined })
})

/** A daemon that finds nothing in whatever it is sent. */
async function withAntivirus(): Promise<void> {
  daemon = createServer((socket) => {
    let received = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      received = Buffer.concat([received, data])
      if (received.subarray(-4).equals(Buffer.alloc(4))) socket.end('stream: OK\0')
    })
  }).listen(0, '127.0.0.1')
  await once(daemon, 'listening')
  Object.assign(env(), { CLAMD_URL: `tcp://127.0.0.1:${(daemon.address() as AddressInfo).port}` })
}

const S = 'IT-SP-PROV/SIS/1990'
/** A batch of two files, loaded. */
async function importa(mark: string): Promise<string> {
  const rows = [0, 1].map((n) => ({
    Segnatura: `${S}/${mark}${n}`,
    'Sta in': S,
    Titolo: `Muro ${n}`,
    Date: '1990',
    File: `${n}.pdf`,
  }))
  const indice = makeIndice(rows)
  const root = await makeCartella({ 'indice.csv': indice, '0.pdf': makePdf(1, `${mark}0`), '1.pdf': makePdf(1, mark) })
  const sorgente = await apriCartella(root)
  const { id } = await openLotto(
    { nome: mark, origine: 'cartella', percorso: root, modo: 'nuove' },
    { nome: 'indice.csv', sha256: improntaOf(Buffer.from(indice)) },
  )
  const presa = await Presa.prendi(id)
  if (!presa) throw new Error('taken')
  await verificaLotto(presa, sorgente, { modo: 'nuove', indice: null })
  await startCarico(presa)
  await caricaLotto(presa, sorgente)
  await presa.lascia()
  return id
}

test('whether files were looked at is kept with them, and said in the report', async () => {
  const without = await importa('senza')
  expect(await countAntivirus(without)).toEqual({ controllati: 0, senza: 2, ignoti: 0 })
  expect(await writeRapporto('sistema', without)).toContain('2 file entrati senza controllo')
  await withAntivirus()
  const withOne = await importa('con')
  expect(await countAntivirus(withOne)).toEqual({ controllati: 2, senza: 0, ignoti: 0 })
  expect(await writeRapporto('sistema', withOne)).toContain('Antivirus: 2 file controllati')
  // as those that went in before it was written down
  await db.execute(sql`update file_lotto set esiti = '[]' where lotto_id = ${without}::uuid`)
  expect(await countAntivirus(without)).toEqual({ controllati: 0, senza: 0, ignoti: 2 })
})

test('it is said in words', () => {
  expect(fraseAntivirus({ controllati: 0, senza: 0, ignoti: 0 })).toBeNull()
  expect(fraseAntivirus({ controllati: 1, senza: 2, ignoti: 3 })).toBe(
    '1 file controllato; 2 file entrati senza controllo: l’antivirus non era in funzione; di 3 file non è registrato',
  )
})
