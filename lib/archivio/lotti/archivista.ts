import 'server-only'
import { type Funzionario, findViewer, isFunzionario } from '@/lib/auth/viewer'
import { canCurare } from '../lettore'

/** For routes that are no page: whoever works in the archive, or nobody. */
export async function findArchivista(): Promise<Funzionario | null> {
  const viewer = await findViewer()
  return viewer && isFunzionario(viewer) && (await canCurare(viewer)) ? viewer : null
}
