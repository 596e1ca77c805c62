import 'server-only'
import { and, eq } from 'drizzle-orm'
import { fileLotto } from '@/drizzle/schema/archivio-lotti'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { AntivirusNonDisponibile, Scansione, TroppoPerAntivirus } from '@/lib/documenti/antivirus'
import { newCollocazione, storeStream } from '@/lib/documenti/content'
import { storageOf } from '@/lib/documenti/stores'
import { env } from '@/lib/env'
import { PadreAssente } from '../carico'
import { type FileSorgente, type Sorgente, wordsOfLettura } from './sorgente'

export type FileDaDepositare = {
  id: string
  nome: string
  byte: number
  sha256: string | null
  mime: string | null
  /** among the equal files of its row: 1, 2, 3 … */
  copia: number
  modificatoAt: Date | null
  pagineAttese: number | null
  documentoId: string | null
}

/** A file whose bytes are sealed in the store, as a row of the archive will have it. */
export type FileDepositato = {
  fileLottoId: string
  id: string
  nome: string
  mime: string
  byte: number
  sha256: string
  copia: number
  pagineAttese: number | null
  deposito: string
  chiaveCifrata: string
  chiaveMaestra: string
  /** looked at by the antivirus; false: there is none */
  antivirus: boolean
}

/** A row did not go in for a reason that is told to whoever brought it. */
export class NonRiuscito extends Error {
  override name = 'NonRiuscito'
}

/**
 * Stores a file as it is read: sealed, hashed, looked at by the antivirus, never whole in memory. Its row claims the bytes
 * before they are there, so that nothing sweeps them and nothing of a killed process is forgotten.
 *
 * @throws NonRiuscito when it is not what was verified, or has a virus; what the source and the store throw
 */
export async function depositaFile(sorgente: Sorgente, file: FileDaDepositare): Promise<FileDepositato> {
  const { id, nome, sha256, mime, copia, pagineAttese } = file
  if (!sha256 || !mime) throw new NonRiuscito(`«${nome}» non è stato letto: verifica di nuovo il lotto`)
  const nuova = newCollocazione(id)
  const { deposito, chiaveCifrata, chiaveMaestra } = nuova.columns
  await dbAs('sistema')
    .update(fileLotto)
    .set({ deposito, chiaveCifrata, chiaveMaestra })
    .where(and(eq(fileLotto.ente, ENTE), eq(fileLotto.id, id)))
  await storageOf(deposito).delete(id) // of an attempt that was cut: sealed with another key
  const { CLAMD_URL } = env()
  const scan = CLAMD_URL ? new Scansione(CLAMD_URL) : null
  try {
    const source = through(nome, () => sorgente.apri(sorgenteOf(file)), scan)
    const stored = await storeStream(nuova, source)
    if (stored.sha256 !== sha256)
      throw new NonRiuscito(`«${nome}» è cambiato dopo la verifica: verifica di nuovo il lotto`)
    if (scan && (await scan.verdict()) !== null) throw new NonRiuscito(`«${nome}» contiene un virus: non è entrato`)
    return { fileLottoId: id, nome, mime, copia, pagineAttese, ...nuova.columns, ...stored, antivirus: scan !== null }
  } finally {
    scan?.abandon()
  }
}

const sorgenteOf = ({ nome, byte, modificatoAt, documentoId }: FileDaDepositare): FileSorgente => ({
  nome,
  byte,
  modificatoAt,
  ...(documentoId ? { documentoId } : {}),
})

/** What the source throws is told apart from what the store does. */
async function* through(
  nome: string,
  open: () => Promise<AsyncIterable<Uint8Array>>,
  scan: Scansione | null,
): AsyncGenerator<Uint8Array> {
  const told = (error: unknown) => {
    throw new NonRiuscito(`«${nome}»: ${wordsOfLettura(error)}`, { cause: error })
  }
  const iterator = (await open().catch(told))[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await iterator.next().catch(told)
      if (next.done) return
      await scan?.write(next.value)
      yield next.value
    }
  } finally {
    await iterator.return?.()
  }
}

/** Takes back what was stored of a file that did not go in. */
export async function lasciaFile({ id, deposito }: { id: string; deposito: string | null }): Promise<void> {
  if (deposito) await storageOf(deposito).delete(id)
  await dbAs('sistema')
    .update(fileLotto)
    .set({ deposito: null, chiaveCifrata: null, chiaveMaestra: null })
    .where(and(eq(fileLotto.ente, ENTE), eq(fileLotto.id, id)))
}

const GUASTI: Record<string, string> = {
  ENOSPC: 'lo spazio per i file è finito: libera spazio e carica di nuovo il lotto',
  EDQUOT: 'lo spazio per i file è finito: libera spazio e carica di nuovo il lotto',
  EIO: 'il disco ha un guasto: controllalo e carica di nuovo il lotto',
  EROFS: 'il deposito dei file è in sola lettura: carica di nuovo il lotto quando torna scrivibile',
}

/** Why a row did not go in. @returns null for what stops the whole load: no database, a fault of ours */
export function wordsOfGuasto(error: unknown): string | null {
  if (error instanceof NonRiuscito) return error.message
  if (error instanceof PadreAssente) return `«${error.message}», in cui sta, non è entrata: prima serve quella`
  if (error instanceof TroppoPerAntivirus)
    return 'un file è più grande di quanto l’antivirus accetta: alza StreamMaxLength nella sua configurazione e carica di nuovo il lotto'
  if (error instanceof AntivirusNonDisponibile) return 'l’antivirus non risponde: carica di nuovo il lotto quando torna'
  for (let one = error, depth = 0; one instanceof Error && depth < 8; one = one.cause, depth += 1) {
    const { code } = one as NodeJS.ErrnoException
    if (code && GUASTI[code]) return GUASTI[code]
    // the database refused what this row says: integrity (23…) or data (22…)
    if (code && /^2[23]\w{3}$/.test(code))
      return 'l’archivio non accetta questi dati: controlla la riga e segnalala a chi gestisce il portale'
  }
  return null
}
