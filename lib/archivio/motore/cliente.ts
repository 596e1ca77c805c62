/** The way to the engine: a service of this machine, or, for programs and tests without one, an engine in this process. */
import 'server-only'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { env } from '@/lib/env'
import type { Porta, Richiesta } from './porta'
import type { Ritorno } from './servizio'

/** A service that fell is back in a second or two: a search waits for it. */
const ATTESA_MS = 6_000
const RIPROVA_MS = 100

export class MotoreLontano extends Error {
  override name = 'MotoreLontano'
}

type InAttesa = { resolve: (value: unknown) => void; reject: (error: Error) => void; timer: NodeJS.Timeout }

class Linea {
  #socket: Promise<Socket> | null = null
  #waiting = new Map<number, InAttesa>()
  #n = 0

  constructor(readonly path: string) {}

  async ask(richiesta: Richiesta): Promise<unknown> {
    const end = performance.now() + ATTESA_MS
    for (;;) {
      try {
        return await this.#once(richiesta, end - performance.now())
      } catch (error) {
        // questions change nothing: they may be asked twice
        if (!(error instanceof MotoreLontano) || performance.now() + RIPROVA_MS > end) throw error
        await new Promise((resolve) => setTimeout(resolve, RIPROVA_MS))
      }
    }
  }

  async #once(richiesta: Richiesta, ms: number): Promise<unknown> {
    const socket = await this.#open()
    this.#n += 1
    const n = this.#n
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(n)
        reject(new Error('The engine of the archive did not answer in time'))
      }, ms)
      this.#waiting.set(n, { resolve, reject, timer })
      socket.write(`${JSON.stringify({ n, richiesta })}\n`)
    })
  }

  #open(): Promise<Socket> {
    this.#socket ??= new Promise<Socket>((resolve, reject) => {
      const socket = connect(this.path)
      socket.unref() // a program that has nothing else to do ends
      socket.once('connect', () => resolve(socket))
      socket.on('error', () => {}) // `close` follows
      socket.once('close', () => {
        this.#socket = null
        const gone = new MotoreLontano('The engine of the archive is not there')
        reject(gone)
        for (const { reject: refuse, timer } of this.#waiting.values()) {
          clearTimeout(timer)
          refuse(gone)
        }
        this.#waiting.clear()
      })
      // it repeats what the socket says of its failures, to whoever does not listen as a fault of the program
      const lines = createInterface({ input: socket }).on('error', () => {})
      lines.on('line', (line) => {
        const ritorno = JSON.parse(line) as Ritorno
        const waiting = this.#waiting.get(ritorno.n)
        if (!waiting) return
        this.#waiting.delete(ritorno.n)
        clearTimeout(waiting.timer)
        if ('errore' in ritorno) waiting.reject(new Error(ritorno.errore))
        else waiting.resolve(ritorno.risposta)
      })
    })
    return this.#socket
  }
}

/** One for a process, also when a development server loads this file again. */
const kept = globalThis as typeof globalThis & { sportelloMotore?: Porta }

/**
 * Asks the engine.
 * @throws MotoreLontano when its service cannot be reached for some seconds
 */
export const chiedi: Porta = (richiesta) => {
  kept.sportelloMotore ??= openPorta()
  return kept.sportelloMotore(richiesta)
}

function openPorta(): Porta {
  const { ARCHIVIO_MOTORE } = env()
  if (ARCHIVIO_MOTORE) {
    const line = new Linea(ARCHIVIO_MOTORE)
    return ((richiesta: Richiesta) => line.ask(richiesta)) as Porta
  }
  const here = import('./servizio').then(({ openServizio }) => openServizio(null, false))
  return async (richiesta) => (await here).chiedi(richiesta)
}
