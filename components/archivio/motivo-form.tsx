'use client'
import { Button, type ButtonKind } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  /** tells this form's field from another's on the same page */
  id: string
  kind?: ButtonKind
  children: string
}

/** An act that asks only why. */
export function MotivoForm({ action, id, kind = 'secondary', children }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps} className="mb-6">
      <ErrorSummary message={message} errors={errors} />
      <TextField
        id={id}
        name="motivo"
        label="Motivo"
        hint="Resta nella storia della pagina"
        error={errors.motivo}
        defaultValue={value('motivo')}
      />
      <Button kind={kind} pending={pending}>
        {children}
      </Button>
    </form>
  )
}
