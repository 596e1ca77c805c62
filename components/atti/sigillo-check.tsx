'use client'
import { useSyncExternalStore } from 'react'
import { Callout } from '@/components/ui/callout'

const subscribe = (changed: () => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

/**
 * The QR code carries the seal after '#', which browsers do not send: only here can what was on the paper be compared
 * with what the Province has kept. Says nothing when the page was opened without it.
 */
export function SigilloCheck({ sigillo }: { sigillo: string }) {
  const letto = useSyncExternalStore(
    subscribe,
    () => location.hash.slice(1),
    () => '',
  )
  if (!letto.includes('.')) return null
  return letto === sigillo ? (
    <Callout tone="green">Il codice QR letto è quello di questo atto.</Callout>
  ) : (
    <Callout tone="red" title="Il codice QR letto non è quello di questo atto">
      Il foglio può essere stato alterato: valgono solo i dati di questa pagina.
    </Callout>
  )
}
