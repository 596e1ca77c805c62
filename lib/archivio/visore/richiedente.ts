import 'server-only'
import { cookies } from 'next/headers'
import { sessionCookie } from '@/lib/auth/cookies'
import { tokenHash } from '@/lib/auth/token'
import { findViewer } from '@/lib/auth/viewer'
import { isUuid } from '@/lib/core/uuid'
import { findVista, type Vista } from './vista'

/** What the caller of this request may see of a page. */
export async function vistaDelRichiedente(paginaId: string): Promise<Vista | null> {
  if (!isUuid(paginaId)) return null
  const token = (await cookies()).get(sessionCookie())?.value
  return findVista(token ? tokenHash(token) : null, findViewer, paginaId)
}
