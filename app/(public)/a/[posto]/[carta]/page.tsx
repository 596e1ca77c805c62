import type { Metadata } from 'next'
import { openPermanente } from '@/lib/archivio/permanente-aperto'

export const metadata: Metadata = { title: 'Unità non trovata — Archivio', robots: { index: false, follow: false } }

/** The permanent address of a page of a unit. */
export default async function PermanentePaginaPage({ params }: PageProps<'/a/[posto]/[carta]'>) {
  const { posto, carta } = await params
  return openPermanente(posto, carta)
}
