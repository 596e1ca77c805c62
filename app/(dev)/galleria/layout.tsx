import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { isGalleriaAperta } from './aperta'

export const metadata: Metadata = {
  title: { default: 'Galleria', template: '%s — Galleria' },
  robots: { index: false },
}

/** Every part with all its states, to be looked at and tested. */
export default async function GalleriaLayout({ children }: { children: ReactNode }) {
  await connection()
  if (!isGalleriaAperta()) notFound()
  return children
}
