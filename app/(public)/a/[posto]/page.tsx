import type { Metadata } from 'next'
import { openPermanente } from '@/lib/archivio/permanente-aperto'

export const metadata: Metadata = { title: 'Unità non trovata — Archivio', robots: { index: false, follow: false } }

/** The permanent address of a unit. */
export default async function PermanentePage({ params }: PageProps<'/a/[posto]'>) {
  return openPermanente((await params).posto, null)
}
