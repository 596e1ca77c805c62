import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireViewer } from '@/lib/auth/viewer'
import { findImpresa } from '@/lib/imprese/queries'

/** A company of the viewer, once a request: not there and not theirs look the same. */
export const requireImpresa = cache(async (id: string) => {
  const viewer = await requireViewer()
  const impresa = await findImpresa(viewer, id)
  if (!impresa) notFound()
  return { viewer, impresa }
})

/** For pages of those who look after its people: for the others they do not exist. */
export async function requireAmministrata(id: string) {
  const found = await requireImpresa(id)
  if (!found.impresa.amministra) notFound()
  return found
}
