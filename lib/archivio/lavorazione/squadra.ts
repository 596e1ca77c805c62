import 'server-only'
import { randomUUID } from 'node:crypto'
import os from 'node:os'
import { type Lavoro, releaseLavoro, takeLavoro } from './coda'
import { Postazione, SpazioFinito } from './lavora'
import { PAUSA_SPAZIO_S } from './rules-spazio'

const GUARDA_OGNI_MS = 2_000
const DOPO_ERRORE_MS = 10_000
/** Idle for so long, a process that opens files is ended: it holds memory. */
const RIPOSO_MS = 60_000

export type Squadra = {
  /** pages at once: one a processor is the most that pays */
  quante: number
  signal: AbortSignal
  log: (fields: Record<string, unknown>) => void
  /** leaves when nothing is due: for whoever waits for the end */
  finoAllaFine?: boolean
}

/** Works the queue until told to stop. Any number of these, on any number of machines, share it. */
export async function runSquadra(squadra: Squadra): Promise<{ fatti: number }> {
  const counts = await Promise.all(Array.from({ length: squadra.quante }, () => runUno(squadra)))
  return { fatti: counts.reduce((sum, one) => sum + one, 0) }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    signal.addEventListener('abort', wake)
    if (signal.aborted) wake()
  })

async function runUno({ signal, log, finoAllaFine }: Squadra): Promise<number> {
  const postazione = new Postazione(log)
  let fatti = 0
  let idleSince = performance.now()
  let next: Lavoro | null = null
  // its process dies at once, and what it was doing is given back: another need not wait for the lease
  const leave = () => postazione.close()
  signal.addEventListener('abort', leave)
  try {
    while (!signal.aborted) {
      try {
        const lavoro: Lavoro | null =
          next ?? (await takeLavoro(`${os.hostname()}:${process.pid}:${randomUUID()}`, postazione.fileId))
        next = null
        if (!lavoro) {
          if (finoAllaFine) break
          if (performance.now() - idleSince > RIPOSO_MS) postazione.close()
          await pause(GUARDA_OGNI_MS * (0.75 + Math.random() / 2), signal)
          continue
        }
        next = await postazione.lavora(lavoro, signal)
        fatti += 1
        idleSince = performance.now()
      } catch (error) {
        log({ errore: (error as Error).message.slice(0, 300) })
        await pause(error instanceof SpazioFinito ? PAUSA_SPAZIO_S * 1000 : DOPO_ERRORE_MS, signal)
      }
    }
    if (next) await releaseLavoro(next)
  } finally {
    signal.removeEventListener('abort', leave)
    postazione.close()
  }
  return fatti
}
