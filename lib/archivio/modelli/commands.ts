import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { modelliDescrizione } from '@/drizzle/schema/archivio-scarto'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { DI, lockUnita, NON_TROVATA } from '../commands'
import { CAMPI_MODELLO } from './rules'

/** Keeps what a unit has in common with its neighbours as a draft for the next ones in the same place. */
export async function addModello(
  actor: Funzionario,
  unitaId: string,
  nome: string,
): Promise<Result<{ padreId: string }>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const row = await lockUnita(tx, unitaId)
    if (!row?.padreId) return refuse(NON_TROVATA)
    const { contenuto, ...rest } = row
    const from: Record<string, unknown> = { ...rest, ambito: contenuto }
    const valori = Object.fromEntries(
      CAMPI_MODELLO.flatMap((campo) => (typeof from[campo] === 'string' ? [[campo, from[campo] as string]] : [])),
    )
    await tx.insert(modelliDescrizione).values({ ente: ENTE, unitaId: row.padreId, nome, valori })
    await record({ azione: 'archivio.modello_aggiunto', soggettoTipo: DI.tipo, soggettoId: row.padreId })
    return success({ padreId: row.padreId })
  })
}

export async function removeModello(actor: Funzionario, unitaId: string, id: string): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    if (!(await lockUnita(tx, unitaId))) return refuse(NON_TROVATA)
    const gone = await tx
      .update(modelliDescrizione)
      .set({ toltoAt: sql`now()` as unknown as Date })
      .where(
        and(
          eq(modelliDescrizione.ente, ENTE),
          eq(modelliDescrizione.id, id),
          eq(modelliDescrizione.unitaId, unitaId),
          isNull(modelliDescrizione.toltoAt),
        ),
      )
      .returning({ id: modelliDescrizione.id })
    if (gone.length === 0) return refuse('Questo modello non c’è più')
    await record({ azione: 'archivio.modello_tolto', soggettoTipo: DI.tipo, soggettoId: unitaId })
    return success(null)
  })
}
