'use client'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { MAX_SCOPO } from '@/lib/archivio/accesso/rules-convenzioni'
import type { FormState } from '@/lib/core/parse-form'

type Props = { action: (state: FormState, form: FormData) => Promise<FormState> }

/** What one who is named in the papers needs them for, before the first one of the day. */
export function ProprioForm({ action }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="scopo"
        label="Per che cosa ti servono queste carte?"
        hint={`Si legge su ogni pagina. Non più di ${MAX_SCOPO} caratteri`}
        width="l"
        error={errors.scopo}
        defaultValue={value('scopo')}
      />
      <Button pending={pending}>Apri le carte per oggi</Button>
    </form>
  )
}
