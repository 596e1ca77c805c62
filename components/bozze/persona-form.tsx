'use client'
import { Button } from '@/components/ui/button'
import { type Choice, Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  button: string
  /** What they will be able to do, when there is a choice. */
  livelli?: readonly Choice[]
}

/** A person by codice fiscale: found when they sign in, whether or not the portal knows them. */
export function PersonaForm({ action, button, livelli }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="codiceFiscale"
        label="Codice fiscale della persona"
        hint="La trova nella sua area personale quando entra con SPID o CIE"
        error={errors.codiceFiscale}
        defaultValue={value('codiceFiscale')}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
      />
      {livelli && (
        <Radios
          name="livello"
          label="Che cosa potrà fare?"
          options={livelli}
          error={errors.livello}
          defaultValue={value('livello') || null}
        />
      )}
      <Button pending={pending}>{button}</Button>
    </form>
  )
}
