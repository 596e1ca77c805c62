import { Button } from '@/components/ui/button'
import { Alert } from '@/components/ui/callout'
import { paths } from '@/lib/core/paths'
import type { StatoSalvataggio } from './use-autosave'

type Props = {
  stato: StatoSalvataggio
  ritorno: string
  onRetry: () => void
  onKeep: (revisione: number) => void
  onDiscard: () => void
}

/** Is what I wrote safe? Always answered, never silently. */
export function StatoBozza({ stato, ritorno, onRetry, onKeep, onDiscard }: Props) {
  return (
    <div role="status">
      {stato.fase === 'salvata' && stato.alle && <p className="muted">Bozza salvata alle {stato.alle}</p>}
      {stato.fase === 'attesa' && <p className="muted">Salvataggio in corso…</p>}
      {stato.fase === 'errore' && (
        <p className="font-semibold text-danger-ink">
          Non riusciamo a salvare.{' '}
          <Button kind="tertiary" small type="button" onClick={onRetry}>
            Riprova
          </Button>
        </p>
      )}
      {stato.fase === 'sessione' && (
        <Alert tone="amber" title="Per sicurezza ti abbiamo disconnesso">
          <p>
            <a href={paths.accedi(ritorno)}>Accedi di nuovo</a>: ritrovi questa pagina con le risposte che hai scritto.
          </p>
        </Alert>
      )}
      {stato.fase === 'chiusa' && (
        <Alert tone="red" title="Queste risposte non sono salvate">
          <p>{stato.messaggio}</p>
        </Alert>
      )}
      {stato.fase === 'conflitto' && (
        <Alert tone="amber" title="Ci sono due versioni di queste risposte">
          <p>{stato.messaggio}</p>
          <p className="mt-3 flex flex-wrap gap-3">
            <Button kind="secondary" small type="button" onClick={() => onKeep(stato.revisione)}>
              Tieni quelle di questa pagina
            </Button>
            <Button kind="secondary" small type="button" onClick={onDiscard}>
              Mostra le ultime salvate
            </Button>
          </p>
        </Alert>
      )}
    </div>
  )
}
