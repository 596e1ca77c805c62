import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { canKeep, findVeicolo } from '@/lib/flotta/queries'
import { requireImpresa } from '../../reading'

/** A vehicle of the viewer's company, once a request. */
export const requireVeicolo = cache(async (id: string, veicoloId: string) => {
  const { viewer, impresa } = await requireImpresa(id)
  const veicolo = await findVeicolo(viewer, impresa.id, veicoloId)
  if (!veicolo) notFound()
  return { viewer, impresa, veicolo, keeps: canKeep(viewer, impresa.id) }
})

/** For pages that change the fleet: for whoever only looks they do not exist. */
export async function requireFlotta(id: string) {
  const found = await requireImpresa(id)
  if (!canKeep(found.viewer, found.impresa.id)) notFound()
  return found
}
