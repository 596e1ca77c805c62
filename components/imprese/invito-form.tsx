'use client'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'
import { NOMI_RUOLO, RUOLI_INVITABILI, SPIEGAZIONI_RUOLO } from '@/lib/imprese/rules'

type Action = (state: FormState, form: FormData) => Promise<FormState>
const options = RUOLI_INVITABILI.map((ruolo) => ({
  value: ruolo,
  label: NOMI_RUOLO[ruolo],
  hint: SPIEGAZIONI_RUOLO[ruolo],
}))

/** Who, by codice fiscale, and what they will be able to do. */
export function InvitoForm({ action }: { action: Action }) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="codiceFiscale"
        label="Codice fiscale della persona"
        hint="Non serve la sua e-mail: trova l’invito quando entra con SPID o CIE"
        error={errors.codiceFiscale}
        defaultValue={value('codiceFiscale')}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
      />
      <Radios
        name="ruolo"
        label="Che cosa potrà fare?"
        options={options}
        error={errors.ruolo}
        defaultValue={value('ruolo') || null}
      />
      <Button pending={pending}>Invita la persona</Button>
    </form>
  )
}

/** Another role for somebody who is already there. */
export function RuoloForm({ action, attuale }: { action: Action; attuale: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        name="ruolo"
        label="Che cosa può fare da oggi?"
        options={options}
        error={errors.ruolo}
        defaultValue={value('ruolo', attuale)}
      />
      <Button kind="secondary" pending={pending}>
        Cambia il ruolo
      </Button>
    </form>
  )
}
