/** The door through which a reader opens a unit by themselves: their name in it, or an agreement of their body. */
import 'server-only'
import { sql } from 'drizzle-orm'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import type { Tx } from '@/lib/db/transaction'

/** One at a time opens or closes a unit to a reader: what is revoked is not opened again in the same moment. */
export const lockPorta = (tx: Tx, unitaId: string, personaId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`porta:${ENTE}:${unitaId}:${personaId}`}, 0))`)

export const PRECLUSA =
  'La Provincia ha revocato la tua visione di queste carte: per vederle di nuovo fai una richiesta'

/**
 * Before a reader opens a unit by themselves.
 * @returns id of the view they have now, 'preclusa' when one was revoked, null when they may open one
 */
export async function openPorta(tx: Tx, { personaId }: Viewer, unitaId: string): Promise<string | null> {
  await lockPorta(tx, unitaId, personaId)
  const [porta] = await tx.execute<{ preclusa: boolean; aperta: string | null }>(sql`
    select visione_preclusa(${ENTE}, ${unitaId}::uuid) as preclusa, (select v.id from visioni_archivio v
      where v.ente = ${ENTE} and v.unita_id = ${unitaId}::uuid and v.persona_id = ${personaId}::uuid
        and v.revocata_at is null and v.dal <= now() and now() < v.al limit 1) as aperta`)
  return porta?.preclusa ? 'preclusa' : (porta?.aperta ?? null)
}
