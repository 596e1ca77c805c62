import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { portalEnvironment } from './environment'

/** How far a practice has come. */
export type Fase = 'presentata' | 'in_istruttoria' | 'integrazione' | 'preavviso' | 'in_decisione' | 'conclusa'
export type BozzaVoluta = { descrizione: string; vuota?: boolean }
/** `libere`: everybody's, else on request. */
export type CarteVolute = { titolo: string; libere: boolean }
/** A unit of the archive, and somebody of the sample world. */
export type CopieVolute = { unita: string; persona: string }
export type Sessione = { name: string; value: string }
export type PraticaVoluta = { descrizione: string; fase: Fase }

/** What a test asks to find there. All of it belongs to Lucia Campione, for LUNI TRASPORTI. */
export interface Seed {
  /** @returns id of a singola ready to be sent; with `vuota`, of one with no answers */
  bozza(wanted: BozzaVoluta): Promise<string>
  /** @returns id of a filed singola, in the hands of Elena Istruttore from 'in_istruttoria' on */
  pratica(wanted: PraticaVoluta): Promise<string>
  /** Somebody who has just signed in and given their second factor. @returns the cookie of their session */
  sessione(wanted: { persona: string }): Promise<Sessione>
  /** A person's second factor gets older by so many minutes, in all their sessions. */
  passanoMinuti(wanted: { persona: string; minuti: number }): Promise<void>
  /** A request of Anna Esempio to see a unit of the archive. @returns id of the practice, nobody's yet */
  richiestaAccesso(wanted: { segnatura: string }): Promise<string>
  /** Anna Esempio is granted to see a unit in the reading room. @returns id of the grant */
  inSala(wanted: { segnatura: string }): Promise<string>
  /** Somebody is granted certified copies of a unit, not paid for yet. @returns id of the view */
  copieConformi(wanted: CopieVolute): Promise<string>
  /** Somebody is named in a unit, as who drew what it holds. */
  nominato(wanted: CopieVolute): Promise<void>
  /** The views that somebody has of the archive come to their end. */
  finisconoVisioni(wanted: { persona: string }): Promise<void>
  /** A new unit with four pages of known text, the third closed. @returns its id and those of its pages */
  carte(wanted: CarteVolute): Promise<{ id: string; pagine: string[] }>
  /** A batch, one of whose files could not be opened. @returns its id */
  guasto(wanted: { lotto: string }): Promise<string>
  /** Puts a definition in force. @param yaml as in lib/procedimenti/definizioni @returns its version */
  publish(yaml: string): Promise<number>
}

const startProgram = async (): Promise<ChildProcess> =>
  fork(fileURLToPath(new URL('seed-program.ts', import.meta.url)), {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    env: (await portalEnvironment()) as NodeJS.ProcessEnv,
  })

/** Starts the program when something is first asked for. `end` stops it. */
export function openSeed(): { seed: Seed; end: () => Promise<void> } {
  let program: Promise<ChildProcess> | null = null
  const waiting = new Map<number, (answer: { value?: unknown; error?: string }) => void>()
  let last = 0

  const start = async () => {
    const child = await startProgram()
    child.on('message', ({ n, ...answer }: { n: number; value?: unknown; error?: string }) => waiting.get(n)?.(answer))
    child.once('exit', () => {
      for (const tell of waiting.values()) tell({ error: 'The seed program ended' })
    })
    await once(child, 'message')
    return child
  }

  async function ask<T>(name: keyof Seed, input: unknown): Promise<T> {
    program ??= start()
    const child = await program
    last += 1
    const n = last
    const answered = new Promise<{ value?: unknown; error?: string }>((tell) => waiting.set(n, tell))
    child.send({ n, name, input })
    const { value, error } = await answered
    waiting.delete(n)
    if (error) throw new Error(error)
    return value as T
  }

  return {
    seed: {
      bozza: (wanted) => ask('bozza', wanted),
      pratica: (wanted) => ask('pratica', wanted),
      sessione: (wanted) => ask('sessione', wanted),
      passanoMinuti: (wanted) => ask('passanoMinuti', wanted),
      richiestaAccesso: (wanted) => ask('richiestaAccesso', wanted),
      inSala: (wanted) => ask('inSala', wanted),
      copieConformi: (wanted) => ask('copieConformi', wanted),
      nominato: (wanted) => ask('nominato', wanted),
      finisconoVisioni: (wanted) => ask('finisconoVisioni', wanted),
      carte: (wanted) => ask('carte', wanted),
      guasto: (wanted) => ask('guasto', wanted),
      publish: (yaml) => ask('publish', yaml),
    },
    end: async () => {
      const child = await program
      if (!child || child.exitCode !== null) return
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
