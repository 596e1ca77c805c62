import { createHash, randomBytes } from 'node:crypto'
import { canonicalJson } from '@/lib/core/canonical'

/** What of an audit row is hashed: everything that says who did what, not when (the chain adds that) nor from where. */
export type ContenutoAudit = {
  ente: string
  attoreId: string | null
  attoreRuolo: string
  agiscePerId: string | null
  azione: string
  soggettoTipo: string
  soggettoId: string
  esito: string
  dati: Record<string, unknown>
}

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
export const newSalt = (): string => randomBytes(16).toString('hex')

/** Salted, so that the chain says nothing of the person once the row is erased (S53). */
export const hashRiga = (sale: string, contenuto: ContenutoAudit): string => sha256(sale + canonicalJson(contenuto))

/** The link: previous link, position, row, time, and hash of the row. @param avvenutoAt text of the database, UTC microseconds */
export const hashCatena = (
  precedente: string,
  numero: number,
  auditId: number,
  avvenutoAt: string,
  impronta: string,
): string => sha256(`${precedente}|${numero}|${auditId}|${avvenutoAt}|${impronta}`)

export const ORIGINE_CATENA = sha256('registro delle operazioni')
