'use client'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

type Props = { action: (state: FormState, form: FormData) => Promise<FormState>; button: string }

/** To whom, and why: nothing passes until they accept. */
export function TrasferimentoForm({ action, button }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="destinatario"
        label="Codice fiscale di chi la riceve"
        hint="Di una persona (16 caratteri) o di un’impresa (11 cifre)"
        error={errors.destinatario}
        defaultValue={value('destinatario')}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
      />
      <TextArea
        name="motivo"
        label="Perché la trasferisci"
        hint="Lo legge chi la riceve; di una pratica lo legge anche l’ufficio"
        rows={3}
        max={500}
        error={errors.motivo}
        defaultValue={value('motivo')}
      />
      <Button pending={pending}>{button}</Button>
    </form>
  )
}
