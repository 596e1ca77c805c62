import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { PATH_HEADER } from '@/lib/auth/headers'
import { requireFunzionario } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { findDaAprire } from '@/lib/letture/queries'
import { findPraticaUfficio } from '@/lib/pratiche/queries'

/**
 * One reading a request, whatever asks for it: the layout, the page, its title. The audit gets one row. Whoever is not in
 * charge says why first, and comes back.
 */
export const readPraticaUfficio = cache(async (id: string) => {
  const officer = await requireFunzionario()
  const pratica = await findPraticaUfficio(officer, id)
  if (pratica) return { officer, pratica }
  const daAprire = await findDaAprire(officer, id)
  if (daAprire && !daAprire.aperta) redirect(paths.ufficio.motivo(id, (await headers()).get(PATH_HEADER) ?? undefined))
  return null
})
