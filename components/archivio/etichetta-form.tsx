'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { addEtichettaAction } from '@/lib/archivio/actions'
import { CATEGORIE } from './parole'

/** What a unit contains that closes it, and the date from which its term counts. */
export function EtichettaForm({ id }: { id: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(addEtichettaAction, id))
  const text = (name: string) => ({ name, error: errors[name], defaultValue: value(name) })
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Select
        {...text('categoria')}
        label="Che cosa contiene"
        options={Object.entries(CATEGORIE).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        {...text('quando')}
        label="Data dell’ultima carta che lo contiene"
        hint="14/03/1968, oppure il solo anno"
        width="m"
      />
      <TextArea {...text('motivo')} label="Motivo" hint="Lo legge chi può vedere l’unità" rows={3} max={500} />
      {(errors.apriPrima || value('apriPrima')) && (
        <Checkbox
          name="apriPrima"
          value="si"
          label="Apri questa parte prima dell’unità che la contiene"
          hint="Le sue carte con quei dati finiscono alla data scritta qui sopra"
          error={errors.apriPrima}
          defaultChecked={value('apriPrima') === 'si'}
        />
      )}
      <Button kind="danger" pending={pending}>
        Chiudi l’unità
      </Button>
    </form>
  )
}
