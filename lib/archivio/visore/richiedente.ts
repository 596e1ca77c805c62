import 'server-only'
import { cookies } from 'next/headers'
import { sessionCookie } from '@/lib/auth/cookies'
import { withinLimit } from '@/lib/auth/limits'
import { tokenHash } from '@/lib/auth/token'
import { findViewer } from '@/lib/auth/viewer'
import { isUuid } from '@/lib/core/uuid'
import { recordPaginaRifiutata } from './commands-viste'
import { findVista, type Vista } from './vista'

/** The image with parts covered, by name: for the offices, who see the whole one. */
const COPERTA = '.coperta'

/**
 * What the caller of this request may see of a page.
 * @param id of the page, or of its covered image: the same with `.coperta` behind
 */
export async function vistaDelRichiedente(id: string): Promise<Vista | null> {
  const coperta = id.endsWith(COPERTA)
  const paginaId = coperta ? id.slice(0, -COPERTA.length) : id
  if (!isUuid(paginaId)) return null
  const token = (await cookies()).get(sessionCookie())?.value
  const vista = await findVista(token ? tokenHash(token) : null, findViewer, paginaId, coperta)
  if (vista === null) await tellRifiuto(paginaId)
  return vista
}

/** An open viewer whose right has just ended asks for sixty tiles: of many in a minute the first tell enough. */
async function tellRifiuto(paginaId: string): Promise<void> {
  const chi = await findViewer()
  if (chi && (await withinLimit('carte', chi.personaId))) await recordPaginaRifiutata(chi, paginaId)
}
