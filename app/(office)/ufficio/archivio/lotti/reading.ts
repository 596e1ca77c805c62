import { notFound } from 'next/navigation'
import { cache } from 'react'
import { canCurare } from '@/lib/archivio/lettore'
import { findLotto } from '@/lib/archivio/lotti/queries'
import { requireFunzionario } from '@/lib/auth/viewer'

/** For whoever works in the archive; for another officer the page does not exist. */
export const requireArchivista = cache(async () => {
  const officer = await requireFunzionario()
  if (!(await canCurare(officer))) notFound()
  return officer
})

/** One reading a request, for the title and for the page. */
export const readLotto = cache(async (id: string) => {
  const officer = await requireArchivista()
  const lotto = await findLotto(officer, id)
  if (!lotto) notFound()
  return { officer, lotto }
})
