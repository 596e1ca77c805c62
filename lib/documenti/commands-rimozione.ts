import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { documenti } from '@/drizzle/schema/pratiche'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { type Result, refuse, success } from '@/lib/core/result'
import { deleteBytes } from './commands-pulizia'
import { documentiIn, findModificabile, lockOwner, NON_DISPONIBILE } from './in-arrivo'

/**
 * Takes an uploaded document away, while the draft or the answer has not been sent. Its key is destroyed with the commit;
 * the bytes follow, now or with the sweeper.
 */
export async function removeDocumento(viewer: Viewer, id: string): Promise<Result<{ pagina: string; tipo: string }>> {
  const file = await findModificabile(viewer, id)
  if (!file || file.stato === 'eliminato') return refuse('Documento non trovato')
  const result = await recorded(attoreOf(viewer), async (tx, record) => {
    if (!(await lockOwner(tx, file.destinazione))) return refuse(NON_DISPONIBILE)
    const [row] = await tx
      .update(documenti)
      .set({
        stato: 'eliminato',
        chiaveCifrata: null,
        scrittore: null,
        scrittoreFinoAt: null,
        updatedAt: sql`clock_timestamp()`,
      })
      .where(and(documentiIn(file.destinazione), eq(documenti.id, id), isNull(documenti.eventoSeq)))
      .returning({ id: documenti.id })
    if (!row) return refuse('Documento non trovato')
    await record({ azione: 'documento.rimosso', soggettoTipo: 'documento', soggettoId: id, dati: { tipo: file.tipo } })
    return success({ pagina: file.destinazione.pagina, tipo: file.tipo })
  })
  if (result.ok) await deleteBytes(id, file.deposito)
  return result
}
