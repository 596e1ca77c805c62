'use client'
import { Button } from '@/components/ui/button'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { IsoDate } from '@/lib/core/date'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  tipi: readonly { value: string; label: string }[]
  iniziali?: { tipo: string; numero: string; scadeIl: IsoDate | null }
}

/** A paper and its last good day; its file is added on the next page. */
export function CartaForm({ action, tipi, iniziali }: Props) {
  const { day, errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      {iniziali ? (
        <input type="hidden" name="tipo" value={iniziali.tipo} />
      ) : (
        <Select
          name="tipo"
          label="Documento"
          options={tipi}
          error={errors.tipo}
          defaultValue={value('tipo')}
          key={value('tipo')}
        />
      )}
      <TextField
        name="numero"
        label="Numero"
        optional
        error={errors.numero}
        defaultValue={value('numero', iniziali?.numero)}
        width="m"
      />
      <DateField
        name="scadeIl"
        label="Vale fino al"
        hint="Ti avvisiamo 30 e 7 giorni prima. Lascia vuoto se non scade"
        error={errors.scadeIl}
        defaultValue={day('scadeIl', iniziali?.scadeIl)}
      />
      <Button pending={pending}>Salva il documento</Button>
    </form>
  )
}
