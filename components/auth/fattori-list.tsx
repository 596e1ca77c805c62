'use client'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useActionForm } from '@/components/ui/use-action-form'
import { removeFattoreAction } from '@/lib/auth/actions-fattori'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'
import { SecondoFattore } from './secondo-fattore'

export type FattoreRow = { id: string; nome: string; nota: string }

/** Devices of the second factor. One form for all: the button says which goes. */
export function FattoriList({ fattori }: { fattori: readonly FattoreRow[] }) {
  const { errors, formProps, message, pending, stepUp } = useActionForm(removeFattoreAction)
  return (
    <form {...formProps}>
      <ErrorSummary message={Object.keys(errors).length > 0 ? null : message} errors={errors} />
      {stepUp && <SecondoFattore error={errors[FATTORE_CODICE]} />}
      <ul className="rows" aria-label="Dispositivi del secondo fattore">
        {fattori.map(({ id, nome, nota }) => (
          <li key={id}>
            <strong>{nome}</strong>
            <span className="row-note">{nota}</span>
            {fattori.length > 1 && (
              <Button kind="secondary" small name="fattore" value={id} pending={pending} className="mt-2">
                Togli<span className="sr-only"> {nome}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </form>
  )
}
