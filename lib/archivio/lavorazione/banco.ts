/** Where a process that opens files is held: given its bytes, watched for memory and time, ended when it takes too much. */
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Giro } from '@/lib/archivio/immagini/rules-giro'
import type { FattiPdf } from '@/lib/archivio/immagini/rules-pdfa'
import type { Domanda, Esito, EsitoApertura, EsitoImmagine, EsitoTesto, Risposta } from './messaggi'
import type { Motivo } from './rules-coda'

const OPERAIO = path.join(import.meta.dirname, 'operaio.ts')
const RADICE = path.join(import.meta.dirname, '../../..')

/** Milliseconds for each kind of work. An A0 drawing takes twenty seconds to be drawn, a minute to be read. */
const TEMPO_MS = { apri: 120_000, controlla: 30_000, immagine: 240_000, testo: 420_000 } as const
const AVVIO_MS = 60_000
/** Memory of the process, in MB: an A0 drawing in colours needs about 1,500. */
export const MEMORIA_MB = 3_000
const GUARDA_OGNI_MS = 250

/** The process ended, or was ended. */
export class Caduta extends Error {
  override name = 'Caduta'
  constructor(readonly motivo: Extract<Motivo, 'memoria' | 'tempo' | 'caduto'>) {
    super(motivo)
  }
}
/** It says why it cannot, in words for the archivist. */
export class Rifiutato extends Error {
  override name = 'Rifiutato'
}

type DomandaSenzaNumero = Domanda extends infer D ? (D extends Domanda ? Omit<D, 'n'> : never) : never

export class Banco {
  #child: ChildProcess | null = null
  #ready: Promise<void> = Promise.resolve()
  #n = 0
  #fine: Caduta['motivo'] = 'caduto'

  constructor(
    readonly limiti: { memoriaMb: number; tempoMs: Record<Domanda['che'], number> } = {
      memoriaMb: MEMORIA_MB,
      tempoMs: TEMPO_MS,
    },
  ) {}

  /** Whether what was opened is still open. */
  get vivo(): boolean {
    return this.#child !== null
  }
  get pid(): number | null {
    return this.#child?.pid ?? null
  }

  apri(bytes: Uint8Array, misure: boolean): Promise<EsitoApertura> {
    return this.#ask({ che: 'apri', bytes, misure }) as Promise<EsitoApertura>
  }
  /** Of the file that is open. */
  controlla(): Promise<FattiPdf | null> {
    return this.#ask({ che: 'controlla' }) as Promise<FattiPdf | null>
  }
  /** @param giro the page is turned by so much */
  immagine(indice: number, giro: Giro): Promise<EsitoImmagine> {
    return this.#ask({ che: 'immagine', indice, giro }) as Promise<EsitoImmagine>
  }
  testo(indice: number, giro: Giro): Promise<EsitoTesto> {
    return this.#ask({ che: 'testo', indice, giro }) as Promise<EsitoTesto>
  }

  /** Ends the process; the next question begins another. */
  close(): void {
    this.#end('caduto')
  }

  #end(motivo: Caduta['motivo']): void {
    this.#fine = motivo
    const child = this.#child
    this.#child = null
    if (!child?.pid) return
    try {
      process.kill(-child.pid, 'SIGKILL') // with what it started
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }

  #begin(): ChildProcess {
    if (this.#child) return this.#child
    this.#fine = 'caduto'
    const child = fork(OPERAIO, [], {
      cwd: RADICE,
      execArgv: ['--conditions=react-server', '--import', 'tsx'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true, // a group of its own: what it starts ends with it
      env: environment(),
    })
    this.#child = child
    this.#ready = untilFirst(child, AVVIO_MS)
    child.once('exit', () => {
      if (this.#child === child) this.#child = null
    })
    return child
  }

  async #ask(domanda: DomandaSenzaNumero): Promise<Esito> {
    const child = this.#begin()
    await this.#ready
    this.#n += 1
    const n = this.#n
    return new Promise<Esito>((resolve, reject) => {
      const timeout = setTimeout(() => this.#end('tempo'), this.limiti.tempoMs[domanda.che])
      const look = () => {
        if (residentMb(child.pid) > this.limiti.memoriaMb) this.#end('memoria')
      }
      const watch = setInterval(look, GUARDA_OGNI_MS)
      const done = () => {
        clearTimeout(timeout)
        clearInterval(watch)
        child.off('message', hear)
        child.off('exit', gone)
      }
      const gone = () => {
        done()
        reject(new Caduta(this.#fine))
      }
      const hear = (risposta: Risposta) => {
        if (risposta.n !== n) return
        done()
        if ('esito' in risposta) resolve(risposta.esito)
        else reject('rifiuto' in risposta ? new Rifiutato(risposta.rifiuto) : new Error(risposta.errore))
      }
      child.on('message', hear)
      child.once('exit', gone)
      child.send({ ...domanda, n } as Domanda, (error) => {
        if (error && child.exitCode === null && child.signalCode === null) this.#end('caduto')
      })
      look()
    })
  }
}

/** Of all that this process knows, what a reader of files needs: no keys, no database. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG, TZ, TESSDATA_PREFIX, OCR_MOTORE } = process.env
  const { NODE_ENV } = process.env
  // one thread each: as many processes as processors read more pages than one process with many threads
  return { PATH, HOME, TMPDIR, LANG, TZ, TESSDATA_PREFIX, OCR_MOTORE, NODE_ENV, OMP_THREAD_LIMIT: '1' }
}

function untilFirst(child: ChildProcess, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Caduta('caduto')), limitMs)
    child.once('message', () => {
      clearTimeout(timer)
      resolve()
    })
    child.once('exit', () => {
      clearTimeout(timer)
      reject(new Caduta('caduto'))
    })
  })
}

/** 0 where the system does not tell. */
function residentMb(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0 // it has just ended, or there is no /proc
  }
}
