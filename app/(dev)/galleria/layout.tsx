import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import type { ReactNode } from 'react'

export const metadata: Metadata = {
  title: { default: 'Galleria', template: '%s — Galleria' },
  robots: { index: false },
}

/** Every part with all its states, to be looked at and tested. Not there in production, unless GALLERY=1 asks for it. */
export default async function GalleriaLayout({ children }: { children: ReactNode }) {
  await connection()
  if (process.env.NODE_ENV === 'production' && process.env.GALLERY !== '1') notFound()
  return children
}
