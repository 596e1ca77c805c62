import 'server-only'
import { createHash } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import { lottiArchivio as lotti } from '@/drizzle/schema/archivio-lotti'
import { recorded, SISTEMA } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import type { ModoLotto, OrigineLotto, StatoLotto } from './rules'

export const SOGGETTO_LOTTO = 'lotto_archivio'
export const improntaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export type LottoDaComando = { nome: string; origine: OrigineLotto; percorso: string; modo: ModoLotto }

/**
 * The batch of an index, from the machine where the portal runs: the same index is the same batch, found again where it
 * was left.
 */
export async function openLotto(
  { nome, origine, percorso, modo }: LottoDaComando,
  indice: { nome: string; sha256: string },
): Promise<{ id: string; stato: StatoLotto; nuovo: boolean }> {
  const same = and(
    eq(lotti.ente, ENTE),
    eq(lotti.indiceSha256, indice.sha256),
    eq(lotti.modo, modo),
    ne(lotti.stato, 'annullato'),
  )
  const columns = { id: lotti.id, stato: lotti.stato }
  const [there] = await dbAs('sistema').select(columns).from(lotti).where(same)
  if (there) {
    // the files may have been moved since
    await dbAs('sistema')
      .update(lotti)
      .set({ percorso, origine })
      .where(and(eq(lotti.ente, ENTE), eq(lotti.id, there.id)))
    return { ...there, nuovo: false }
  }
  const made = await recorded(SISTEMA, async (tx, record): Promise<Result<{ id: string; stato: StatoLotto }>> => {
    const [row] = await tx
      .insert(lotti)
      .values({
        ente: ENTE,
        nome,
        origine,
        percorso,
        modo,
        stato: 'in_verifica',
        indiceNome: indice.nome,
        indiceSha256: indice.sha256,
      })
      .returning(columns)
    if (!row) return refuse('Il lotto non è stato creato')
    await record({
      azione: 'archivio.lotto_aperto',
      soggettoTipo: SOGGETTO_LOTTO,
      soggettoId: row.id,
      dati: { origine },
    })
    return success(row)
  })
  if (!made.ok) throw new Error(made.message)
  return { ...made.value, nuovo: true }
}
