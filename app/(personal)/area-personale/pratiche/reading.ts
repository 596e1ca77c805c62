import 'server-only'
import { cache } from 'react'
import { requireViewer } from '@/lib/auth/viewer'
import { findPraticaOf } from '@/lib/pratiche/queries'

/** One reading a request, for the page and its title. */
export const readPratica = cache(async (id: string) => {
  const viewer = await requireViewer()
  const pratica = await findPraticaOf(viewer, id)
  return pratica ? { viewer, pratica } : null
})
