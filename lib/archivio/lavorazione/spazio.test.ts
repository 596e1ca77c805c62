import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { env } from '@/lib/env'
import { Carte } from '@/lib/mondo/archivio/carte/carta'
import { relazione } from '@/lib/mondo/archivio/carte/documenti'
import { casoOf } from '@/lib/mondo/archivio/caso'
import { officerNamed } from '@/lib/pratiche/testing/world'
import { postponeLavoro, takeLavoro } from './coda'
import { findAvanzamento } from './queries-avanzamento'
import { PAUSA_SPAZIO_S, SPAZIO_FINITO } from './rules-spazio'
import { runSquadra } from './squadra'
import { consegna, emptyCarte, fileOf, openArchivio } from './testing/consegna'

let unit: Awaited<ReturnType<typeof openArchivio>>
let paolo: Funzionario // archive
const full = mkdtempSync(path.join(os.tmpdir(), 'pieno-'))
beforeAll(async () => {
  unit = await openArchivio()
  paolo = await officerNamed('Paolo', 'Archivista')
})
beforeEach(emptyCarte)
afterAll(async () => {
  rmSync(full, { recursive: true, force: true })
  await closeDatabase()
})

const lavori = async () => [
  ...(await db.execute<{ stato: string; tentativi: number; errore: string | null; attesa: number }>(
    sql`select stato, tentativi, errore, extract(epoch from non_prima_at - now())::int as attesa from lavorazioni_archivio order by tentativi`,
  )),
]
const aMinutePasses = () => db.execute(sql`update lavorazioni_archivio set non_prima_at = now() - interval '1 second'`)

test('a work that waits for room costs no try, however often; others see where room is lacking', async () => {
  await consegna(unit.id, 'a.pdf', Buffer.from('%PDF-1.7'))
  for (let i = 0; i < 8; i += 1) {
    const lavoro = await takeLavoro('uno')
    expect(lavoro?.tentativi).toBe(1)
    if (lavoro) await postponeLavoro(lavoro, `${SPAZIO_FINITO} nel deposito`, PAUSA_SPAZIO_S)
    expect(await takeLavoro('uno')).toBeNull()
    await aMinutePasses()
  }
  expect(await lavori()).toMatchObject([{ stato: 'attesa', tentativi: 0 }])
  expect((await findAvanzamento(paolo)).spazio).toBe(`${SPAZIO_FINITO} nel deposito`)
  const taken = await takeLavoro('due')
  if (taken) await postponeLavoro({ ...taken, presa: 'di un altro' }, 'x', 1)
  expect(await lavori()).toMatchObject([{ stato: 'in_corso', tentativi: 1 }])
})

// a file system of its own, small, where the machine lets a process have one
const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0
test.skipIf(!canMount)(
  'the disk is full while pages are made: it is said where, nothing is set aside, and then it goes on',
  async () => {
    const carte = new Carte()
    for (let i = 0; i < 3; i += 1) relazione(carte, unit.descrizione, casoOf(i + 1))
    const id = await consegna(unit.id, 'relazione.pdf', await carte.bytes())
    const store = env().FILES_DIR
    const inside = `mount -t tmpfs -o size=256k pieno ${full} && cp -r ${store}/. ${full} && exec "$0" "$@"`
    const worker = spawn(
      'unshare',
      [
        '-rm',
        'sh',
        '-c',
        inside,
        process.execPath,
        '--conditions=react-server',
        '--import',
        'tsx',
        'scripts/lavoratori.ts',
        '1',
      ],
      { env: { ...process.env, FILES_DIR: full }, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const gone = new Promise((resolve) => worker.once('exit', resolve))
    let said = ''
    worker.stdout.on('data', (data) => {
      said += data
    })
    await expect
      .poll(async () => (await lavori()).map((one) => one.errore).join(), { timeout: 40_000 })
      .toContain(SPAZIO_FINITO)
    await expect.poll(() => said).toContain(SPAZIO_FINITO)
    const found = await lavori()
    expect(found.every((one) => one.stato === 'attesa' && one.tentativi === 0)).toBe(true)
    // one was tried, and the others were left alone
    const stopped = found.filter((one) => one.errore !== null)
    expect(stopped).toHaveLength(1)
    expect(stopped[0]?.errore).toContain(`nel deposito dei file (${full}, macchina ${os.hostname()})`)
    expect(stopped[0]?.attesa).toBeGreaterThan(PAUSA_SPAZIO_S - 30)
    expect((await findAvanzamento(paolo)).spazio).toBe(stopped[0]?.errore)
    expect((await fileOf(id)).stato).toBe('in_lavorazione')
    worker.kill('SIGTERM')
    await gone

    await aMinutePasses()
    await runSquadra({ quante: 1, signal: new AbortController().signal, log: () => {}, finoAllaFine: true })
    expect(await fileOf(id)).toMatchObject({ stato: 'pronto', errore: null })
    expect((await findAvanzamento(paolo)).spazio).toBeNull()
    expect(readdirSync(store, { recursive: true }).filter((one) => String(one).endsWith('.part'))).toEqual([])
  },
  90_000,
)
