'use client'
import { Button } from '@/components/ui/button'
import { Checkboxes, type Choice } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  autisti: readonly Choice[]
  guidano: readonly string[]
}

/** Who drives this vehicle: they see its acts, and nothing else. */
export function AutistiForm({ action, autisti, guidano }: Props) {
  const { errors, formProps, list, message, pending } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Checkboxes
        name="autisti"
        label="Chi lo guida?"
        hint="Vede le autorizzazioni di questo veicolo, e nient’altro dell’impresa"
        options={autisti}
        defaultValue={list('autisti', guidano)}
      />
      <Button kind="secondary" pending={pending}>
        Salva gli autisti
      </Button>
    </form>
  )
}
