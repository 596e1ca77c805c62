/** What is sealed of a certified copy with the Province's key, which is never in the database. */
import 'server-only'
import { z } from 'zod'
import { openValori, sealValori } from '@/lib/atti/sigillo'
import { isIsoDate } from '@/lib/core/date'

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/)
/** body, number, day, pages, hash of the canonical contenuto: in the QR code */
const copia = z.tuple([z.literal('copia'), z.string(), z.string(), z.custom(isIsoDate), z.int(), SHA256])
export type SigilloCopia = { ente: string; numero: string; il: string; pagine: number; impronta: string }

export const sealCopia = ({ ente, numero, il, pagine, impronta }: SigilloCopia): string =>
  sealValori(copia.parse(['copia', ente, numero, il, pagine, impronta]))

/** @returns null when it is not whole, was changed, was made with another key or is of something else */
export function openSigilloCopia(text: string): SigilloCopia | null {
  const read = copia.safeParse(openValori(text))
  if (!read.success) return null
  const [, ente, numero, il, pagine, impronta] = read.data
  return { ente, numero, il: String(il), pagine, impronta }
}

/** body, number, hash of the file that was given: in the register */
const file = z.tuple([z.literal('file'), z.string(), z.string(), SHA256])
export type SigilloFile = { ente: string; numero: string; sha256: string }

export const sealFile = ({ ente, numero, sha256 }: SigilloFile): string =>
  sealValori(file.parse(['file', ente, numero, sha256]))

export function openSigilloFile(text: string): SigilloFile | null {
  const read = file.safeParse(openValori(text))
  return read.success ? { ente: read.data[1], numero: read.data[2], sha256: read.data[3] } : null
}
