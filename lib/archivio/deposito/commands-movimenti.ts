import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { movimenti } from '@/drizzle/schema/archivio-deposito'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { today } from '@/lib/db/clock'
import { NON_TUA } from '../commands'
import { CONTENITORE, findLuogo, lockContenitore, NON_C_E, writeContenitore } from './commands'
import type { PrelievoInput } from './forms'
import { isTrasferimento } from './rules'
import { curaArchivio, writeStoriaDi } from './storia'

/** Takes a container out of its place. One movement at a time: who comes second is told where it is. */
export async function takeOut(
  actor: Funzionario,
  contenitoreId: string,
  { motivo, aLuogoId, rientroPrevistoIl }: PrelievoInput,
): Promise<Result<null, 'aLuogoId' | 'rientroPrevistoIl'>> {
  return recorded<null, 'aLuogoId' | 'rientroPrevistoIl'>(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    const row = await lockContenitore(tx, contenitoreId)
    if (!row) return refuse(NON_C_E)
    if (rientroPrevistoIl && rientroPrevistoIl < (await today()))
      return refuse('C’è un problema', { rientroPrevistoIl: 'Scrivi un giorno da oggi in poi' })
    if (aLuogoId && (aLuogoId === row.luogoId || !(await findLuogo(tx, aLuogoId))))
      return refuse('C’è un problema', { aLuogoId: 'Scegli un altro luogo' })
    const id = crypto.randomUUID()
    const written = await tx
      .insert(movimenti)
      .values({
        ente: ENTE,
        id,
        contenitoreId,
        daLuogoId: row.luogoId,
        aLuogoId,
        motivo,
        chiestoDaId: actor.personaId,
        rientroPrevistoIl: rientroPrevistoIl as IsoDate | null,
      })
      .onConflictDoNothing()
      .returning({ id: movimenti.id })
    if (written.length === 0) return refuse('È già fuori: prima registra il rientro')
    await record({
      azione: 'archivio.prelievo',
      ...CONTENITORE,
      soggettoId: contenitoreId,
      dati: { movimentoId: id, motivo },
    })
    return success(null)
  })
}

/** It is back; a transfer has arrived, and the container belongs there from now on. */
export async function bringBack(actor: Funzionario, contenitoreId: string): Promise<Result<null>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    if (!(await curaArchivio(tx))) return refuse(NON_TUA)
    const row = await lockContenitore(tx, contenitoreId)
    if (!row) return refuse(NON_C_E)
    const [closed] = await tx
      .update(movimenti)
      .set({ rientroAt: sql`now()` as unknown as Date, updatedAt: sql`now()` as unknown as Date })
      .where(and(eq(movimenti.ente, ENTE), eq(movimenti.contenitoreId, contenitoreId), isNull(movimenti.rientroAt)))
      .returning()
    if (!closed) return refuse('È già al suo posto')
    if (isTrasferimento(closed.motivo) && closed.aLuogoId) {
      const [from, to] = [await findLuogo(tx, row.luogoId), await findLuogo(tx, closed.aLuogoId)]
      await writeContenitore(tx, contenitoreId, row.versioneRiga, { luogoId: closed.aLuogoId, posizione: null })
      await writeStoriaDi(tx, actor, 'contenitore', contenitoreId, 'trasferito', {
        luogo: { da: from?.nome, a: to?.nome },
      })
    }
    await record({
      azione: 'archivio.rientro',
      ...CONTENITORE,
      soggettoId: contenitoreId,
      dati: { movimentoId: closed.id },
    })
    return success(null)
  })
}
