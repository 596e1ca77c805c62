import 'server-only'
import { sql } from 'drizzle-orm'
import { ENTE } from '@/lib/core/ente'
import type { Tx } from '@/lib/db/transaction'

type Seguita = {
  personaId: string
  organizzazioneId: string | null
  titolareId: string | null
  mandatoId: string | null
  seguitaDaId: string | null
}

/**
 * Who is told what happens to a practice: whoever follows it, while they still may; the principal too when an agent
 * filed it; the company's legal representatives when nobody else of it is left.
 *
 * @returns ids of persone, each once
 */
export async function listDestinatari(tx: Pick<Tx, 'execute'>, pratica: Seguita): Promise<string[]> {
  const follower = pratica.seguitaDaId ?? pratica.personaId
  const [row] = await tx.execute<{ ids: string[] }>(sql`select destinatari_pratica(${ENTE}, ${follower}::uuid,
    ${pratica.organizzazioneId}::uuid, ${pratica.titolareId}::uuid, ${pratica.mandatoId}::uuid) as ids`)
  return row?.ids ?? []
}
