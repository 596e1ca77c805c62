/** The engine as a service of this machine: questions and answers as lines of JSON over a socket only this account opens. */
import 'server-only'
import { rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { createInterface } from 'node:readline'
import { today } from '@/lib/db/clock'
import { Alimentazione } from './alimentazione'
import type { Fili } from './fili'
import { Motore } from './motore'
import type { Porta, Richiesta, Risposta } from './porta'

/** New and changed units are looked for so often. */
const OGNI_MS = 400
/** Who describes the archive finds at once what they have just written: their searches look for it, but wait no longer. */
const SUBITO_MS = 250
const FRESCO_MS = 30

export type Servizio = { chiedi: Porta; pronto: Promise<void>; stop: () => Promise<void> }

/**
 * @param cartella where the index is kept; null: in memory
 * @param sempre looks for changes by itself; else before each question, so that what was just written is found
 * @param fili threads that help to search
 */
export async function openServizio(
  cartella: string | null,
  sempre: boolean,
  fili: Fili | null = null,
): Promise<Servizio> {
  const motore = new Motore(cartella, await today(), fili)
  const feed = new Alimentazione(motore)
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  const pronto = feed.begin()
  const turn = async () => {
    try {
      await feed.aggiorna()
    } catch (error) {
      // the database is away for a moment: the next turn asks again from the same place
      console.error(JSON.stringify({ motore: 'aggiornamento', errore: (error as Error).message.slice(0, 300) }))
    }
    if (!stopped) timer = setTimeout(turn, OGNI_MS)
  }
  if (sempre) void pronto.then(turn, () => {})

  const look = async (): Promise<void> => {
    if (performance.now() - lookedAt < FRESCO_MS) return
    lookedAt = performance.now()
    const turn = feed.aggiorna().catch(() => 0) // the timer says what is wrong
    await Promise.race([turn, new Promise((resolve) => setTimeout(resolve, SUBITO_MS).unref())])
  }

  const chiedi = async (richiesta: Richiesta): Promise<Risposta[keyof Risposta]> => {
    if (sempre && 'lettore' in richiesta && richiesta.lettore.ufficio && motore.quota >= 1) await look()
    if (!sempre) {
      await pronto
      if (richiesta.che !== 'stato') await feed.aggiorna()
    }
    switch (richiesta.che) {
      case 'cerca':
        return { ...(await motore.cerca(richiesta.lettore, richiesta.oggi, richiesta.ricerca)), quota: motore.quota }
      case 'note':
        return motore.note(
          richiesta.lettore,
          richiesta.oggi,
          richiesta.parole,
          richiesta.tronche,
          richiesta.inizi,
          richiesta.simili,
        )
      case 'distribuisci':
        return motore.distribuisci(richiesta.lettore, richiesta.oggi, richiesta.ricerca, richiesta.spartizione)
      case 'stato':
        return motore.stato()
      case 'aggiorna':
        await pronto
        return feed.aggiorna()
    }
  }
  return {
    chiedi: chiedi as Porta,
    pronto,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await pronto.catch(() => {})
      await feed.end()
    },
  }
}

export type Messaggio = { n: number; richiesta: Richiesta }
export type Ritorno = { n: number; risposta: unknown } | { n: number; errore: string }

/** @param socket path in a folder only this account enters */
export function listen(chiedi: Porta, socket: string): Promise<Server> {
  rmSync(socket, { force: true }) // of one that was killed
  const server = createServer((connection) => {
    connection.on('error', () => connection.destroy())
    // it repeats what the socket says of its failures, to whoever does not listen as a fault of the program
    const lines = createInterface({ input: connection }).on('error', () => {})
    lines.on('line', async (line) => {
      const { n, richiesta } = JSON.parse(line) as Messaggio
      let ritorno: Ritorno
      try {
        ritorno = { n, risposta: await chiedi(richiesta) }
      } catch (error) {
        console.error(JSON.stringify({ motore: richiesta.che, errore: (error as Error).stack?.slice(0, 500) }))
        ritorno = { n, errore: 'The engine of the archive could not answer' }
      }
      if (connection.writable) connection.write(`${JSON.stringify(ritorno)}\n`)
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(socket, () => resolve(server))
  })
}
