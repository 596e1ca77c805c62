import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { ricercheSalvate as ricerche } from '@/drizzle/schema/archivio-lettori'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import type { Domanda } from '../rules-domanda'
import { parseDomanda } from '../rules-indirizzo'

/** A question as it was kept. */
export const domandaOf = (query: string): Domanda => parseDomanda(Object.fromEntries(new URLSearchParams(query)))

/** Searches this person has saved, the newest first. */
export async function listRicerche(viewer: Viewer) {
  const rows = await dbAs(viewer)
    .select({
      id: ricerche.id,
      nome: ricerche.nome,
      query: ricerche.domanda,
      avviso: ricerche.avviso,
      createdAt: ricerche.createdAt,
    })
    .from(ricerche)
    .where(and(eq(ricerche.ente, ENTE), eq(ricerche.personaId, viewer.personaId)))
    .orderBy(desc(ricerche.createdAt))
  return rows.map((row) => ({ ...row, domanda: domandaOf(row.query) }))
}
export type RicercaSalvata = Awaited<ReturnType<typeof listRicerche>>[number]
