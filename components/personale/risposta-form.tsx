'use client'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  label: string
  hint: string
  optional?: boolean
  button: string
}

/** Sends an answer to the office: the words here, and the files loaded above. */
export function RispostaForm({ action, label, hint, optional = false, button }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps} className="mt-6">
      <ErrorSummary message={message} errors={errors} />
      <TextArea
        name="testo"
        label={label}
        hint={hint}
        optional={optional}
        error={errors.testo}
        defaultValue={value('testo')}
        max={8000}
        rows={7}
      />
      <Button pending={pending}>{button}</Button>
    </form>
  )
}
