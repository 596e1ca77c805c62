import 'server-only'
import os from 'node:os'
import { and, eq } from 'drizzle-orm'
import { fileArchivio, pagineArchivio } from '@/drizzle/schema/archivio-digitale'
import { type Giro, isGiro } from '@/lib/archivio/immagini/rules-giro'
import { NON_CONTROLLATO, notePdfa } from '@/lib/archivio/immagini/rules-pdfa'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { DamagedFileError } from '@/lib/documenti/cipher'
import { readContent, storeContent } from '@/lib/documenti/content'
import { MissingObjectError } from '@/lib/documenti/storage'
import { env } from '@/lib/env'
import { Banco, Caduta, Rifiutato } from './banco'
import { failLavoro, type Lavoro, PresaPersa, postponeLavoro, releaseLavoro, renewLavoro } from './coda'
import { writeApertura, writeImmagine, writeTesto } from './esiti'
import type { EsitoApertura } from './messaggi'
import { MAX_BYTE, MAX_CADUTE, MAX_TENTATIVI, MOTIVI, RINNOVO_MS, TROPPO_GRANDE } from './rules-coda'
import { type Disco, discoPieno, PAUSA_SPAZIO_S, paroleDelSpazio } from './rules-spazio'

/** There is no room to write what is made; the message says where. */
export class SpazioFinito extends Error {
  override name = 'SpazioFinito'
}

/** One pair of hands: a process that opens files, and the file it has open. */
export class Postazione {
  readonly #banco: Banco
  #fileId: string | null = null

  constructor(
    readonly log: (fields: Record<string, unknown>) => void = () => {},
    banco = new Banco(),
  ) {
    this.#banco = banco
  }

  /** Of this file it takes pages first: it need not be opened again. */
  get fileId(): string | null {
    return this.#banco.vivo ? this.#fileId : null
  }
  /** Process that opens files; null while there is none. */
  get pid(): number | null {
    return this.#banco.pid
  }

  /**
   * Does one work to its end: its result is written, or why there is none.
   *
   * @returns what follows on the same page, already in these hands
   * @throws SpazioFinito: the work waits, and so should these hands
   */
  async lavora(lavoro: Lavoro, signal?: AbortSignal): Promise<Lavoro | null> {
    let lost = false
    const heart = setInterval(() => {
      // what cannot be asked now is asked again in a while; the lease is four times as long
      renewLavoro(lavoro).then(
        (held) => {
          lost ||= !held
        },
        () => {},
      )
    }, RINNOVO_MS)
    try {
      return await this.#work(lavoro, signal)
    } catch (error) {
      if (error instanceof PresaPersa || lost) return null
      const pieno = discoPieno(error)
      if (signal?.aborted) await releaseLavoro(lavoro)
      else if (pieno) await this.#aspettaSpazio(lavoro, pieno, error)
      else await this.#fail(lavoro, error)
      return null
    } finally {
      clearInterval(heart)
    }
  }

  close(): void {
    this.#banco.close()
    this.#fileId = null
  }

  async #work(lavoro: Lavoro, signal?: AbortSignal): Promise<Lavoro | null> {
    if (lavoro.fase === 'apertura') {
      const apertura = await this.#open(lavoro.fileId, true)
      await writeApertura(lavoro, apertura, await this.#controlla(apertura, signal))
      return null
    }
    const { indice, giro } = await paginaOf(lavoro.paginaId)
    if (this.fileId !== lavoro.fileId) await this.#open(lavoro.fileId, false)
    if (lavoro.fase === 'testo') {
      const { righe, motore, girata } = await this.#banco.testo(indice, giro)
      const image = girata && { ...girata, content: await storeContent(Buffer.from(girata.tiff)) }
      await writeTesto(lavoro, righe, motore, image)
      return null
    }
    const { tiff, ...immagine } = await this.#banco.immagine(indice, giro)
    return writeImmagine(lavoro, immagine, await storeContent(Buffer.from(tiff)))
  }

  /** What is odd in a PDF, in words. A file that ends its reader by this is opened again, and worked all the same. */
  async #controlla({ tipo, profilo }: EsitoApertura, signal?: AbortSignal): Promise<string | null> {
    if (tipo !== 'pdf') return null
    try {
      const fatti = await this.#banco.controlla()
      return fatti && notePdfa(profilo, fatti)
    } catch (error) {
      if (signal?.aborted) throw error
      this.log({ fase: 'controllo', errore: dettaglio(error) })
      this.close()
      return NON_CONTROLLATO
    }
  }

  async #open(fileId: string, misure: boolean) {
    this.#fileId = null
    const [file] = await dbAs('sistema')
      .select()
      .from(fileArchivio)
      .where(and(eq(fileArchivio.ente, ENTE), eq(fileArchivio.id, fileId)))
    if (!file) throw new Error(`No file ${fileId}`)
    if (file.byte > MAX_BYTE) throw new Rifiutato(TROPPO_GRANDE)
    const bytes = Buffer.concat(await Array.fromAsync(readContent(file)))
    const opened = await this.#banco.apri(bytes, misure)
    this.#fileId = fileId
    return opened
  }

  async #aspettaSpazio(lavoro: Lavoro, disco: Disco, cause: unknown): Promise<never> {
    const motivo = paroleDelSpazio(disco, {
      deposito: env().FILES_DIR,
      provvisorio: os.tmpdir(),
      macchina: os.hostname(),
    })
    await postponeLavoro(lavoro, motivo, PAUSA_SPAZIO_S)
    throw new SpazioFinito(motivo, { cause })
  }

  async #fail(lavoro: Lavoro, error: unknown): Promise<void> {
    const { motivo, quando } = verdetto(error, lavoro.tentativi)
    this.log({
      lavorazione: lavoro.id,
      fase: lavoro.fase,
      tentativi: lavoro.tentativi,
      errore: dettaglio(error),
      quando,
    })
    if (!(error instanceof Rifiutato)) this.close()
    await failLavoro(lavoro, motivo, quando)
  }
}

async function paginaOf(paginaId: string | null): Promise<{ indice: number; giro: Giro }> {
  const [row] = await dbAs('sistema')
    .select({ indice: pagineArchivio.indice, giro: pagineArchivio.giro })
    .from(pagineArchivio)
    .where(and(eq(pagineArchivio.ente, ENTE), eq(pagineArchivio.id, paginaId ?? '')))
  if (!row) throw new Error(`No page ${paginaId}`)
  return { indice: row.indice, giro: isGiro(row.giro) ? row.giro : 0 }
}

/** In which words the archivist is told, and whether it is worth trying again. */
function verdetto(error: unknown, tentativi: number): { motivo: string; quando: 'poi' | 'mai' } {
  if (error instanceof Rifiutato) return { motivo: error.message, quando: 'mai' }
  if (error instanceof Caduta) return { motivo: MOTIVI[error.motivo], quando: tentativi >= MAX_CADUTE ? 'mai' : 'poi' }
  if (error instanceof DamagedFileError || error instanceof MissingObjectError)
    return { motivo: MOTIVI.deposito, quando: 'poi' }
  return { motivo: tentativi >= MAX_TENTATIVI ? MOTIVI.imprevisto : 'Non è riuscito: sarà ritentato', quando: 'poi' }
}

/** For the log: never what a document says. */
const dettaglio = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${(error.stack ?? error.message).slice(0, 600)}` : String(error)
