import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { robotoMono, titillium, titilliumOther } from './fonts'
import './globals.css'

export const metadata: Metadata = {
  title: {
    default: 'Sportello telematico — Provincia della Spezia',
    template: '%s — Provincia della Spezia',
  },
  description:
    'Presenta una richiesta alla Provincia della Spezia, segui la tua pratica e verifica un’autorizzazione. Ogni passo ha una data.',
  formatDetection: { telephone: false, email: false, address: false, date: false },
}

export const viewport: Viewport = { colorScheme: 'only light' }

/**
 * The document only. It never reads the session: each group of pages puts its own frame around its pages. Every page,
 * also «not found», is made when it is asked for: its scripts carry the nonce of that answer (S32).
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  return (
    <html lang="it" className={`${titillium.variable} ${titilliumOther.variable} ${robotoMono.variable}`}>
      <body>{children}</body>
    </html>
  )
}
