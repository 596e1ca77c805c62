import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { storiaArchivio } from '@/drizzle/schema/archivio-deposito'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import type { Tx } from '@/lib/db/transaction'
import type { OggettoStoria } from './rules'

type Modifiche = Record<string, { da: unknown; a: unknown }>

/** Does whoever acts work in the archive today? */
export async function curaArchivio(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
  return row?.si ?? false
}

/** One more line of the history of a place, a container, an authority record: its row is locked by who writes. */
export async function writeStoriaDi(
  tx: Tx,
  actor: Funzionario,
  oggetto: OggettoStoria,
  oggettoId: string,
  cosa: string,
  modifiche: Modifiche = {},
): Promise<void> {
  const [row] = await tx
    .select({ seq: sql<number>`coalesce(max(${storiaArchivio.seq}), 0)::int + 1` })
    .from(storiaArchivio)
    .where(
      and(eq(storiaArchivio.ente, ENTE), eq(storiaArchivio.oggetto, oggetto), eq(storiaArchivio.oggettoId, oggettoId)),
    )
  await tx.insert(storiaArchivio).values({
    ente: ENTE,
    oggetto,
    oggettoId,
    seq: row?.seq ?? 1,
    attoreId: actor.personaId,
    attoreNome: `${actor.nome} ${actor.cognome}`,
    cosa,
    modifiche,
  })
}
