import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Carte } from '@/lib/mondo/archivio/carte/carta'
import { paroleOf } from '../rules-parole'
import type { Domanda, EsitoTesto, Risposta } from './messaggi'

const OPERAIO = fileURLToPath(new URL('operaio.ts', import.meta.url))
const TESTO =
  'Il sottoscritto chiede la concessione per l’accesso carrabile al km 12+300 della strada provinciale: il muro di sostegno in cemento armato è alto tre metri. La perizia del geologo è del 14 marzo 1968; la ditta costruttrice ha già versato la cauzione.'

/** As the bench starts it, with what it says on its error output. */
let operaio: ChildProcess
let detto: Promise<string>
let n = 0
async function ask(domanda: Record<string, unknown>): Promise<unknown> {
  n += 1
  const answered = once(operaio, 'message') as Promise<[Risposta]>
  operaio.send({ ...domanda, n } as unknown as Domanda)
  const [risposta] = await answered
  if (!('esito' in risposta)) throw new Error(JSON.stringify(risposta))
  return risposta.esito
}

beforeAll(async () => {
  operaio = fork(OPERAIO, [], {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, NODE_ENV: 'test', OCR_MOTORE: 'wasm' },
  })
  detto = text(operaio.stderr ?? Readable.from([]))
  await once(operaio, 'message')
})
afterAll(() => {
  operaio.kill('SIGKILL')
})

test('a machine without tesseract reads with the one among the dependencies, and is silent about it', async () => {
  const carte = new Carte()
  carte.foglio('A4')
  carte.paragrafo(TESTO, 60, 60, 460, { faccia: 'stampa', corpo: 12 })
  await ask({ che: 'apri', bytes: new Uint8Array(await carte.bytes()), misure: false })
  const { righe, motore } = (await ask({ che: 'testo', indice: 0, giro: 0 })) as EsitoTesto
  expect(motore).toMatch(/^tesseract\.js \d+\.\d+\.\d+ ita$/)
  const words = righe.flat()
  const read = new Set(words.flatMap(([parola]) => paroleOf(parola)))
  const known = new Set(paroleOf(TESTO))
  expect(known.size).toBeGreaterThan(30)
  const missed = [...known].filter((one) => !read.has(one))
  expect(missed.length / known.size, missed.join(' ')).toBeLessThanOrEqual(0.03)
  for (const [, left, top, width, height, certainty] of words) {
    expect(left).toBeGreaterThan(200)
    expect(top + height).toBeLessThan(900)
    expect(width * height * certainty).toBeGreaterThan(0)
  }
  operaio.disconnect()
  expect(await detto).toBe('')
}, 60_000)
