import 'server-only'
import { cache } from 'react'
import { requireFunzionario } from '@/lib/auth/viewer'
import { findPraticaUfficio } from '@/lib/pratiche/queries'

/** One reading a request, whatever asks for it: the layout, the page, its title. The audit gets one row. */
export const readPraticaUfficio = cache(async (id: string) => {
  const officer = await requireFunzionario()
  const pratica = await findPraticaUfficio(officer, id)
  return pratica ? { officer, pratica } : null
})
