'use client'
import { ErrorPage } from '@/components/layout/error-page'
import './globals.css'

type Props = { error: unknown; retry: () => void }

/** The frame of the document itself failed: it brings its own html and body. */
export default function GlobalError({ error, retry }: Props) {
  return (
    <html lang="it">
      <body>
        <title>Il servizio ha un problema — Provincia della Spezia</title>
        <ErrorPage error={error} retry={retry} />
      </body>
    </html>
  )
}
