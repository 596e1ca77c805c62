'use client'
import { SecondoFattore } from '@/components/auth/secondo-fattore'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useActionForm } from '@/components/ui/use-action-form'
import { downloadPacchettoAction } from '@/lib/archivio/scambio/actions'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'

/** Takes the papers of a unit out, all at once. */
export function PacchettoForm({ id, fattore }: { id: string; fattore: boolean }) {
  const { errors, formProps, message, pending, stepUp } = useActionForm(bound(downloadPacchettoAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      {(fattore || stepUp) && <SecondoFattore error={errors[FATTORE_CODICE]} />}
      <Button pending={pending}>Scarica il pacchetto</Button>
    </form>
  )
}
