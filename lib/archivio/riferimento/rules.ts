/**
 * A paper that the Province has already is not asked for again: who applies says where it is.
 *
 * @see L. 241/1990 art. 18 c. 2: documents that the body holds are acquired by the body itself, which asks whoever applies only
 *   for what serves to find them
 */
import { isUuid } from '@/lib/core/uuid'
import { uuidOf } from '../rules-permanente'

export const MAX_RIFERIMENTO = 300

/** What was typed: an address of a unit, permanent or not, or its signature. @returns null: neither */
export function parseRiferimento(testo: string): { id: string } | { segnatura: string } | null {
  const text = testo.trim().slice(0, MAX_RIFERIMENTO)
  const permanente = /(?:^|\/a\/)([0-9a-z-]{26,40})(?:[/?#].*)?$/i.exec(text)
  const code = permanente?.[1] ? uuidOf(permanente[1]) : null
  if (code) return { id: code }
  const address = /\/archivio\/([0-9a-f-]{36})(?:[/?#].*)?$/i.exec(text)
  if (address?.[1] && isUuid(address[1])) return { id: address[1].toLowerCase() }
  const segnatura = text.replace(/\s+/g, '')
  return /^[A-Za-z0-9]+(?:[/.-][A-Za-z0-9.]+)+$/.test(segnatura) ? { segnatura } : null
}

const MAX_NOME = 120
/** Name of the sheet among the documents: 'archivio-IT-SP-PROV-SIS-1990-b001-f0006.pdf' */
export const nomeRiferimento = (segnatura: string): string =>
  `archivio-${segnatura.replace(/[^A-Za-z0-9.]+/g, '-').slice(0, MAX_NOME)}.pdf`
