import 'server-only'
import { doppioni } from '@/drizzle/schema/archivio-scarto'
import { attoreOf, recorded } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { bump, DI, lockUnita, NON_TROVATA } from '../commands'
import type { DoppioneInput } from './forms'
import { coppiaOf } from './rules'

/**
 * What an archivist decided of two units that look like one: a proposal, in the history of both. Papers and descriptions
 * stay as they are until somebody corrects them.
 */
export async function decideDoppione(
  actor: Funzionario,
  a: string,
  b: string,
  { esito, tieniId, motivo }: DoppioneInput,
): Promise<Result<null, 'tieniId'>> {
  return recorded<null, 'tieniId'>(attoreOf(actor), async (tx, record) => {
    const { unaId, altraId } = coppiaOf(a, b)
    const una = unaId === altraId ? null : await lockUnita(tx, unaId)
    const altra = una && (await lockUnita(tx, altraId))
    if (!una || !altra) return refuse(NON_TROVATA)
    const keep = esito === 'da_unire' ? tieniId : null
    if (keep !== null && keep !== unaId && keep !== altraId)
      return refuse('C’è un problema', { tieniId: 'Scegli quale delle due resta' })
    const values = { esito, tieniId: keep, motivo, decisoDaId: actor.personaId }
    await tx
      .insert(doppioni)
      .values({ ente: ENTE, unaId, altraId, ...values })
      .onConflictDoUpdate({ target: [doppioni.ente, doppioni.unaId, doppioni.altraId], set: values })
    for (const [one, other] of [
      [una, altra],
      [altra, una],
    ] as const)
      await bump(
        tx,
        actor,
        one.id,
        one.versioneRiga,
        keep === null
          ? 'distinta da un’altra'
          : keep === one.id
            ? 'proposta per l’unione: resta'
            : 'proposta per l’unione',
        { doppione: { da: null, a: other.segnatura } },
      )
    await record({
      azione: 'archivio.doppione_deciso',
      soggettoTipo: DI.tipo,
      soggettoId: unaId,
      dati: { altraId, esito, tieniId: keep },
    })
    return success(null)
  })
}
