import { Alert } from '@/components/ui/callout'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { formatDay, romeDay } from '@/lib/core/date'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  offerta: { aOrganizzazione: string | null; aCodiceFiscale: string | null; scadeAt: Date; offertoDa: string }
  ritira: (state: FormState, form: FormData) => Promise<FormState>
}

/** An offer that waits for its answer, and the way to take it back. */
export function Offerta({ offerta, ritira }: Props) {
  return (
    <>
      <Alert tone="amber" title="In attesa di una risposta">
        <p>
          Offerta a {offerta.aOrganizzazione ?? <span className="code">{offerta.aCodiceFiscale}</span>} da{' '}
          {offerta.offertoDa}. Può rispondere entro il {formatDay(romeDay(offerta.scadeAt))}. Fino ad allora non cambia
          nulla.
        </p>
      </Alert>
      <OneButtonForm action={ritira} kind="secondary">
        Ritira l’offerta
      </OneButtonForm>
    </>
  )
}
