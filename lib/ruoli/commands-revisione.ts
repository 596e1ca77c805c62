import 'server-only'
import { and, eq } from 'drizzle-orm'
import { revisioniDiritti } from '@/drizzle/schema/sicurezza'
import { ruoli } from '@/drizzle/schema/soggetti'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { today } from '@/lib/db/clock'
import { insertFineRuolo } from './commands'
import { canReview } from './rules'
import { type EsitoRevisione, isDaRivedere, nomeTrimestre, trimestreOf } from './rules-revisione'

export const MIN_MOTIVO_REVISIONE = 20

/**
 * What a dirigente or an administrator finds of each right this quarter. A right to be taken away is asked for: another
 * person confirms (S26). What somebody else has reviewed meanwhile stays as they found it.
 *
 * @returns how many were written
 */
export async function reviewDiritti(
  actor: Viewer,
  esiti: ReadonlyMap<string, EsitoRevisione>,
  motivo: string,
): Promise<Result<number, 'esito' | 'motivo'>> {
  if (esiti.size === 0)
    return refuse('Scegli almeno un ruolo da confermare o da togliere', {
      esito: 'Scegli che cosa fare di almeno un ruolo',
    })
  const togliere = [...esiti.values()].includes('da_togliere')
  if (togliere && motivo.length < MIN_MOTIVO_REVISIONE) {
    const message = `Spiega perché un ruolo va tolto, in almeno ${MIN_MOTIVO_REVISIONE} caratteri`
    return refuse(message, { motivo: message })
  }
  const oggi = await today()
  const trimestre = trimestreOf(oggi)
  return recorded<number, 'esito' | 'motivo'>(attoreOf(actor), async (tx, record) => {
    let written = 0
    for (const [ruoloId, esito] of esiti) {
      const [ruolo] = await tx
        .select()
        .from(ruoli)
        .where(and(eq(ruoli.ente, ENTE), eq(ruoli.id, ruoloId)))
        .for('update')
      if (!ruolo || !canReview(actor, ruolo) || !isDaRivedere(ruolo, trimestre, oggi))
        return refuse('Uno dei ruoli non è più da rivedere: ricarica la pagina')
      const [row] = await tx
        .insert(revisioniDiritti)
        .values({
          ente: ENTE,
          trimestre,
          ruoloId,
          esito,
          motivo: esito === 'da_togliere' ? motivo : null,
          revisoreId: actor.personaId,
        })
        .onConflictDoNothing()
        .returning({ id: revisioniDiritti.id })
      if (!row) continue
      written += 1
      if (esito === 'da_togliere') {
        // Already asked by somebody else: the same end, and the review says so all the same.
        await insertFineRuolo(tx, actor.personaId, ruoloId, {
          validoAl: null,
          motivo: `Revisione dei diritti, ${nomeTrimestre(trimestre)}: ${motivo}`,
        })
      }
      await record({
        azione: 'ruolo.rivisto',
        soggettoTipo: 'persona',
        soggettoId: ruolo.personaId,
        dati: { ruoloId, trimestre, esito },
      })
    }
    if (written === 0) return refuse('Qualcun altro ha già rivisto questi ruoli: ricarica la pagina')
    return success(written)
  })
}
