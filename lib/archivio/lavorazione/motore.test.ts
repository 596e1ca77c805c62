import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { Carte } from '@/lib/mondo/archivio/carte/carta'
import { paroleOf } from '../rules-parole'
import type { Domanda, EsitoTesto, Risposta } from './messaggi'
import { openNativo } from './motore-nativo'

const OPERAIO = fileURLToPath(new URL('operaio.ts', import.meta.url))
const TESTO =
  'Il sottoscritto chiede la concessione per l’accesso carrabile al km 12+300 della strada provinciale: il muro di sostegno in cemento armato è alto tre metri. La perizia del geologo è del 14 marzo 1968; la ditta costruttrice ha già versato la cauzione.'
const ALTRO = 'Elenco dei mappali: foglio 14, particelle 221, 222 e 223; si vedano le planimetrie allegate.'

let pdf: Uint8Array
beforeAll(async () => {
  const carte = new Carte()
  for (const words of [TESTO, ALTRO]) {
    carte.foglio('A4')
    carte.paragrafo(words, 60, 60, 460, { faccia: 'stampa', corpo: 12 })
  }
  pdf = new Uint8Array(await carte.bytes())
})

/** A process as the bench starts it; `detto`: what it says on its error output, when it has ended. */
async function openOperaio(env: Record<string, string>) {
  const operaio = fork(OPERAIO, [], {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, NODE_ENV: 'test', OMP_THREAD_LIMIT: '1', ...env },
  })
  const detto = text(operaio.stderr ?? Readable.from([]))
  await once(operaio, 'message')
  let n = 0
  return {
    async ask(domanda: Record<string, unknown>): Promise<EsitoTesto> {
      n += 1
      const answered = once(operaio, 'message') as Promise<[Risposta]>
      operaio.send({ ...domanda, n } as unknown as Domanda)
      const [risposta] = await answered
      if (!('esito' in risposta)) throw new Error(JSON.stringify(risposta))
      return risposta.esito as EsitoTesto
    },
    end: async () => {
      operaio.disconnect()
      return detto
    },
    [Symbol.dispose]: () => {
      operaio.kill('SIGKILL')
    },
  }
}

const nativo = await openNativo()
await nativo?.close()
const WASM = ['of the dependencies', { OCR_MOTORE: 'wasm' }, /^tesseract\.js \d+\.\d+\.\d+ ita$/] as const
const NATIVO = ['of the machine', {}, /^tesseract \d+\.\d+\.\d+ ita$/] as const

describe.each(nativo ? [WASM, NATIVO] : [WASM])('the tesseract %s', (_, env, name) => {
  test('reads a page, each time the same, and is silent about it', async () => {
    using operaio = await openOperaio(env)
    await operaio.ask({ che: 'apri', bytes: pdf, misure: false })
    const { righe, motore } = await operaio.ask({ che: 'testo', indice: 0, giro: 0 })
    expect(motore).toMatch(name)
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
    const other = await operaio.ask({ che: 'testo', indice: 1, giro: 0 })
    expect(other.righe).not.toEqual(righe)
    expect((await operaio.ask({ che: 'testo', indice: 0, giro: 0 })).righe).toEqual(righe)
    expect(await operaio.end()).toBe('')
  }, 60_000)
})
