import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { messaggi } from '@/drizzle/schema/pratiche'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'

/**
 * The other side has opened the thread: its messages are read. For a practice the caller has already found visible.
 * @param daUfficio whose messages were read: true when the applicant reads
 */
export async function markMessaggiRead(viewer: Viewer, praticaId: string, daUfficio: boolean): Promise<void> {
  await dbAs(viewer)
    .update(messaggi)
    .set({ lettoAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(messaggi.ente, ENTE),
        eq(messaggi.praticaId, praticaId),
        eq(messaggi.daUfficio, daUfficio),
        isNull(messaggi.lettoAt),
      ),
    )
}
