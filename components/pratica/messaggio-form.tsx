'use client'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  /** Born with the form: a double click sends once. */
  chiave: string
  label: string
  hint?: string
  button: string
}

/** Writes a message. */
export function MessaggioForm({ action, chiave, label, hint, button }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps} className="mt-6">
      <ErrorSummary message={message} errors={errors} />
      <input type="hidden" name="chiave" value={chiave} />
      <TextArea
        key={chiave}
        name="testo"
        label={label}
        hint={hint}
        error={errors.testo}
        max={4000}
        defaultValue={value('testo')}
      />
      <Button pending={pending}>{button}</Button>
    </form>
  )
}
