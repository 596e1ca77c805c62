import 'server-only'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { fileLotto } from '@/drizzle/schema/archivio-lotti'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { env } from '@/lib/env'
import { CONTROLLATO, type ContoAntivirus, SENZA_ANTIVIRUS } from './rules-antivirus'

export const isAntivirusInFunzione = (): boolean => env().CLAMD_URL !== undefined

/** Of all the files of the batch that are in, whoever may see them: only how many. */
export async function countAntivirus(lottoId: string): Promise<ContoAntivirus> {
  const says = ({ testo }: typeof CONTROLLATO) => sql`${fileLotto.esiti} @> ${JSON.stringify([{ testo }])}::text::jsonb`
  const [row] = await dbAs('sistema')
    .select({
      controllati: sql<number>`(count(*) filter (where ${says(CONTROLLATO)}))::int`,
      senza: sql<number>`(count(*) filter (where ${says(SENZA_ANTIVIRUS)}))::int`,
      tutti: sql<number>`count(*)::int`,
    })
    .from(fileLotto)
    .where(and(eq(fileLotto.ente, ENTE), eq(fileLotto.lottoId, lottoId), isNotNull(fileLotto.fileId)))
  const { controllati = 0, senza = 0, tutti = 0 } = row ?? {}
  return { controllati, senza, ignoti: tutti - controllati - senza }
}
