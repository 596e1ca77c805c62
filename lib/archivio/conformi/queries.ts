import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { copieConformi, fileConformi } from '@/drizzle/schema/archivio-conformi'
import { attoreOf, recordRead } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { romeDay } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { type Collocazione, readContent } from '@/lib/documenti/content'
import { formatNumero } from '@/lib/pratiche/rules'
import { canCurare } from '../lettore'
import { statoConforme } from './rules'

export const leggiConformi = (viewer: Viewer) =>
  dbAs(viewer)
    .select({ copia: copieConformi, file: fileConformi })
    .from(copieConformi)
    .leftJoin(fileConformi, and(eq(fileConformi.ente, copieConformi.ente), eq(fileConformi.copiaId, copieConformi.id)))
type Riga = Awaited<ReturnType<typeof leggiConformi>>[number]

export const completeConforme = ({ copia, file }: Riga) => ({
  ...copia,
  revocataIl: copia.revocataAt && romeDay(copia.revocataAt),
  codice: formatNumero(copia.anno, copia.numero),
  stato: statoConforme({ revocataAt: copia.revocataAt, pronta: file !== null }),
  byte: file?.byte ?? null,
})
export type Conforme = ReturnType<typeof completeConforme>

/** Certified copies of this person on a view, the latest first. */
export async function listMieConformi(viewer: Viewer, visioneId: string): Promise<Conforme[]> {
  if (!isUuid(visioneId)) return []
  const rows = await leggiConformi(viewer)
    .where(
      and(
        eq(copieConformi.ente, ENTE),
        eq(copieConformi.visioneId, visioneId),
        eq(copieConformi.personaId, viewer.personaId),
      ),
    )
    .orderBy(desc(copieConformi.rilasciataAt))
  return rows.map(completeConforme)
}

/**
 * The file of a certified copy: of who has it while it holds, and of who works in the archive. It leaves a trace first.
 * @returns null alike for what is not there, not theirs, revoked, and not made yet
 */
export async function openConforme(
  viewer: Viewer,
  id: string,
): Promise<{ nome: string; byte: number; pdf: AsyncGenerator<Uint8Array> } | null> {
  if (!isUuid(id)) return null
  const [row] = await leggiConformi(viewer).where(and(eq(copieConformi.ente, ENTE), eq(copieConformi.id, id)))
  if (!row?.file) return null
  if (row.copia.personaId !== viewer.personaId && !(await canCurare(viewer))) return null
  await recordRead(attoreOf(viewer), {
    azione: 'archivio.conforme_scaricata',
    soggettoTipo: 'copia_conforme',
    soggettoId: id,
    dati: { unitaId: row.copia.unitaId },
  })
  const file: Collocazione = row.file
  const numero = formatNumero(row.copia.anno, row.copia.numero).replace('/', '-')
  return { nome: `copia-conforme-${numero}.pdf`, byte: file.byte, pdf: readContent(file) }
}
