'use client'
import { Button, type ButtonKind } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  /** bound where the page is made */
  action: (state: FormState, form: FormData) => Promise<FormState>
  /** tells this form's field from another's on the same page */
  id?: string
  label?: string
  /** who will read it */
  hint?: string
  /** reasons that are read by the person they are about: more than a line, up to so many characters */
  max?: number
  kind?: ButtonKind
  children: React.ReactNode
}

/** An act that asks only why. */
export function MotivoForm({
  action,
  id,
  label = 'Motivo',
  hint = 'Resta nella storia della pagina',
  max,
  kind = 'secondary',
  children,
}: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  const field = { id, name: 'motivo', label, hint, error: errors.motivo, defaultValue: value('motivo') }
  return (
    <form {...formProps} className="mb-6">
      <ErrorSummary message={message} errors={errors} ids={{ motivo: id }} />
      {max === undefined ? <TextField {...field} /> : <TextArea {...field} rows={3} max={max} />}
      <Button kind={kind} pending={pending}>
        {children}
      </Button>
    </form>
  )
}
