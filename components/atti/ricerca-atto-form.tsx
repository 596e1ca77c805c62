'use client'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { searchAttoAction } from '@/lib/atti/actions'

/** For police forces: posted, so that no plate stays in an address or in a log. */
export function RicercaAttoForm() {
  const { errors, formProps, message, pending, value } = useActionForm(searchAttoAction)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="numero"
        label="Numero dell’atto"
        hint="Per esempio 2026/0000042"
        autoComplete="off"
        width="s"
        defaultValue={value('numero')}
        error={errors.numero}
      />
      <TextField
        name="targa"
        label="Una delle targhe"
        hint="Per esempio AB 123 CD"
        autoComplete="off"
        autoCapitalize="characters"
        width="s"
        defaultValue={value('targa')}
        error={errors.targa}
      />
      <Button pending={pending}>Cerca l’atto</Button>
    </form>
  )
}
