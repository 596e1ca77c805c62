/** The public check of a certified copy: the facts of its register, nothing of what is in it. */
import 'server-only'
import { and, eq } from 'drizzle-orm'
import { copieConformi, fileConformi } from '@/drizzle/schema/archivio-conformi'
import { sha256 } from '@/lib/audit/hash'
import { canonicalJson } from '@/lib/core/canonical'
import { type IsoDate, romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { formatNumero } from '@/lib/pratiche/rules'
import { openSigilloCopia, openSigilloFile } from './sigillo'

export type ConformeVerificata = {
  codice: string
  numero: string
  il: IsoDate
  pagine: number
  revocataIl: IsoDate | null
  /** SHA-256, hex, of what was certified, and of the file that was given */
  impronta: string
  sha256: string
  sigillo: string
  /** where the register no longer says what was sealed; null when a seal cannot be opened */
  differenze: string[] | null
  controllataAt: Date
}

export const parseImpronta = (text: string): string | null => {
  const hex = text.trim().toLowerCase()
  return /^[0-9a-f]{64}$/.test(hex) ? hex : null
}

/**
 * A certified copy by the code printed under its QR, or by the hash of its file: whoever has the copy has both.
 * @param chiave code as `parseCodice` reads it, or hash as `parseImpronta` does
 */
export async function findConforme(chiave: string): Promise<ConformeVerificata | null> {
  const [[row], at] = await Promise.all([
    dbAs(`pubblico:${chiave}`)
      .select({
        anno: copieConformi.anno,
        numero: copieConformi.numero,
        il: copieConformi.rilasciataIl,
        pagine: copieConformi.pagine,
        contenuto: copieConformi.contenuto,
        codice: copieConformi.codiceVerifica,
        sigillo: copieConformi.sigillo,
        revocataAt: copieConformi.revocataAt,
        sha256: fileConformi.sha256,
        sigilloFile: fileConformi.sigillo,
      })
      .from(copieConformi)
      .innerJoin(
        fileConformi,
        and(eq(fileConformi.ente, copieConformi.ente), eq(fileConformi.copiaId, copieConformi.id)),
      )
      .where(eq(copieConformi.ente, ENTE)),
    databaseNow(),
  ])
  if (!row) return null
  const numero = formatNumero(row.anno, row.numero)
  const impronta = sha256(canonicalJson(row.contenuto))
  const [copia, file] = [openSigilloCopia(row.sigillo), openSigilloFile(row.sigilloFile)]
  const differenze =
    copia && file
      ? [
          [copia.ente, copia.numero, file.ente, file.numero].join() === [ENTE, numero, ENTE, numero].join()
            ? null
            : 'numero',
          copia.il === row.il ? null : 'data',
          copia.pagine === row.pagine ? null : 'pagine',
          copia.impronta === impronta ? null : 'attestazione',
          file.sha256 === row.sha256 ? null : 'file',
        ].filter((one) => one !== null)
      : null
  return {
    codice: row.codice,
    numero,
    il: row.il,
    pagine: row.pagine,
    revocataIl: row.revocataAt && romeDay(row.revocataAt),
    impronta,
    sha256: row.sha256,
    sigillo: row.sigillo,
    differenze,
    controllataAt: at,
  }
}
