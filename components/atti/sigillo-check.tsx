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
export function SigilloCheck({ sigillo, di = 'questo atto' }: { sigillo: string; di?: string }) {
  const letto = useSyncExternalStore(
    subscribe,
    () => location.hash.slice(1),
    () => '',
  )
  if (!letto.includes('.')) return null
  return letto === sigillo ? (
    <Callout tone="green">Il codice QR letto è quello di {di}.</Callout>
  ) : (
    <Callout tone="red" title={`Il codice QR letto non è quello di ${di}`}>
      Il foglio può essere stato alterato: valgono solo i dati di questa pagina.
    </Callout>
  )
}
