import { Alert } from '@/components/ui/callout'

/** The form changed while it was being filled in: told once, with what found no place. */
export function AvvisoAggiornata({ aggiornata, persi }: { aggiornata: boolean; persi: readonly string[] }) {
  if (!aggiornata) return null
  return (
    <Alert tone="amber" live="status" title="Il modulo è cambiato da quando hai iniziato">
      <p>Le tue risposte sono al loro posto nel modulo nuovo. Ricontrolla ogni parte prima di inviare.</p>
      {persi.length > 0 && (
        <p className="mt-2">
          Non hanno più una domanda corrispondente, e vanno indicate di nuovo se servono: {persi.join(', ')}.
        </p>
      )}
    </Alert>
  )
}
