import { notFound } from 'next/navigation'
import { cache } from 'react'
import { canCurare } from '@/lib/archivio/lettore'
import { oRifiuto } from '@/lib/archivio/risposta'
import { findCarte } from '@/lib/archivio/visore/queries'
import { requireFunzionario } from '@/lib/auth/viewer'

/** The papers of a unit, for whoever works in the archive; for another officer the page does not exist. */
export const readCarteDaCurare = cache(async (id: string) => {
  const officer = await requireFunzionario()
  const carte = (await canCurare(officer)) ? await oRifiuto(officer, id, () => findCarte(officer, id)) : null
  if (!carte) notFound()
  return { officer, carte }
})
