'use client'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  classi: readonly { value: string; label: string }[]
  iniziali?: {
    targa: string
    classe: string
    marca: string
    tara: string
    massaMax: string
    assi: string
    interassi: string
  }
  button: string
}

/** A vehicle as its carta di circolazione describes it. */
export function VeicoloForm({ action, classi, iniziali, button }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="targa"
        label="Targa"
        hint="O numero di telaio, se non ha targa"
        error={errors.targa}
        defaultValue={value('targa', iniziali?.targa)}
        width="m"
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
      />
      <Select
        name="classe"
        label="Tipo di veicolo"
        options={classi}
        error={errors.classe}
        defaultValue={value('classe', iniziali?.classe)}
        key={value('classe', iniziali?.classe)}
      />
      <TextField
        name="marca"
        label="Marca e modello"
        error={errors.marca}
        defaultValue={value('marca', iniziali?.marca)}
      />
      <TextField
        name="tara"
        label="Tara (t)"
        error={errors.tara}
        defaultValue={value('tara', iniziali?.tara)}
        width="s"
        inputMode="decimal"
      />
      <TextField
        name="massaMax"
        label="Massa massima (t)"
        hint="Quella della carta di circolazione"
        error={errors.massaMax}
        defaultValue={value('massaMax', iniziali?.massaMax)}
        width="s"
        inputMode="decimal"
      />
      <TextField
        name="assi"
        label="Numero di assi"
        error={errors.assi}
        defaultValue={value('assi', iniziali?.assi)}
        width="xs"
        inputMode="numeric"
      />
      <TextField
        name="interassi"
        label="Interassi (m)"
        hint="Da davanti a dietro, separati da +: 1,36 + 1,36"
        optional
        error={errors.interassi}
        defaultValue={value('interassi', iniziali?.interassi)}
      />
      <Button pending={pending}>{button}</Button>
    </form>
  )
}
