/** Where the files of a batch are read from: a folder, a ZIP, or what was uploaded. */
import type { Leggi } from '../immagini/esame-tiff'

export type FileSorgente = {
  /** from the top of the batch, with '/' */
  nome: string
  byte: number
  modificatoAt: Date | null
  /** uploaded: the document that holds its bytes */
  documentoId?: string
  /** uploaded more than once, and not the same: this is the last */
  doppio?: true
  /** known before reading it: 'cifrato nello ZIP' */
  difetto?: string
}

export type Sorgente = {
  elenco(): Promise<FileSorgente[]>
  /** The whole file, from its beginning. */
  apri(file: FileSorgente): Promise<AsyncIterable<Uint8Array>>
  /** Reads from anywhere in it; null where only `apri` can. */
  leggi(file: FileSorgente): Promise<{ leggi: Leggi; chiudi: () => Promise<void> } | null>
  chiudi(): Promise<void>
}

/** The source cannot be used at all; the message is for the person. */
export class SorgenteError extends Error {
  override name = 'SorgenteError'
}

/** What systems leave in folders, and no scan. */
const SISTEMA = /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX|~\$[^/]*)(\/|$)/i
export const isDiSistema = (nome: string): boolean => SISTEMA.test(nome)

export const MAX_FILE_LOTTO = 200_000

/** Why a file could not be read, for whoever brought it; the rest is for the log. */
export function wordsOfLettura(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM') return 'non abbiamo il permesso di leggerlo: cambia i permessi del file'
  if (code === 'ENOENT') return 'è sparito mentre lo leggevamo'
  if (/too many bytes|not enough bytes|invalid|incorrect|unexpected end|crc/i.test(message))
    return 'nello ZIP è danneggiato, o è più grande di quanto lo ZIP dice: crea lo ZIP di nuovo'
  return 'non si riesce a leggerlo: il file o il disco sono danneggiati'
}
