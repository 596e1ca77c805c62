import 'server-only'
import { and, eq } from 'drizzle-orm'
import { pagineArchivio as pagine } from '@/drizzle/schema/archivio-digitale'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { dbAs } from '@/lib/db/client'
import { env } from '@/lib/env'
import { listConosciute } from './conosciute'
import { type Chi, lettoreActor } from './lettore'
import { codiceOf } from './rules-permanente'

/** Full address by which a unit, or a page of it, may be found for ever. */
export const indirizzoPermanente = (unitaId: string, paginaId: string | null = null): string =>
  `${env().BASE_URL}${paths.archivio.permanente(codiceOf(unitaId), paginaId && codiceOf(paginaId))}`

/**
 * Where a permanent address leads today. Pages are numbered anew when a file comes before theirs: their id stays.
 *
 * @returns the page of the papers for who may open them, else the unit; null for what is not there and what the reader may
 *   not know of, alike
 */
export async function findPosto(chi: Chi, unitaId: string, paginaId: string | null): Promise<string | null> {
  const unita = (await listConosciute(chi, [unitaId])).get(unitaId)
  if (!unita) return null
  if (!paginaId || !unita.carte) return paths.archivio.unita(unitaId)
  const [page] = await dbAs(lettoreActor(chi))
    .select({ numero: pagine.numero })
    .from(pagine)
    .where(and(eq(pagine.ente, ENTE), eq(pagine.unitaId, unitaId), eq(pagine.id, paginaId)))
  return page ? paths.archivio.carte(unitaId, page.numero) : paths.archivio.unita(unitaId)
}
