'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Checkbox, Checkboxes, Radios } from '@/components/ui/choices'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import {
  proposeScartoAction,
  recordDistruzioneAction,
  recordNullaOstaAction,
  setTermineAction,
} from '@/lib/archivio/scarto/actions'

export function TermineForm() {
  const { errors, formProps, message, pending, value } = useActionForm(setTermineAction)
  const field = (name: string) => ({ name, error: errors[name], defaultValue: value(name) })
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField {...field('segnatura')} label="Segnatura della serie o del fondo" spellCheck={false} />
      <TextField
        {...field('anni')}
        label="Anni di conservazione"
        hint="Dall’ultima carta. Vuoto: per sempre"
        width="s"
        inputMode="numeric"
        optional
      />
      <TextField
        {...field('fonte')}
        label="Da dove viene"
        hint="Il piano di conservazione e il suo articolo"
        width="xl"
      />
      <Checkbox
        name="confermato"
        value="si"
        defaultChecked={value('confermato') === 'si'}
        label="È nel piano in vigore"
        hint="Finché non lo è, non si può proporre lo scarto"
      />
      <Button pending={pending}>Scrivi il termine</Button>
    </form>
  )
}

type Unita = { id: string; segnatura: string; titolo: string; termine: string }
export function PropostaForm({ unita }: { unita: readonly Unita[] }) {
  const { errors, formProps, list, message, pending, typed, value } = useActionForm(proposeScartoAction)
  const field = (name: string) => ({ name, error: errors[name], defaultValue: value(name) })
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        {...field('oggetto')}
        label="Oggetto"
        hint="Per esempio: autorizzazioni singole, 1998-2004"
        width="xl"
      />
      <TextArea {...field('motivazione')} label="Motivazione" rows={4} max={2000} />
      <Checkboxes
        key={JSON.stringify(typed)}
        name="unita"
        label="Unità"
        error={errors.unita}
        defaultValue={list(
          'unita',
          unita.map((one) => one.id),
        )}
        options={unita.map((one) => ({
          value: one.id,
          label: `${one.segnatura}, ${one.titolo}`,
          hint: `Si può proporre dal ${one.termine}`,
        }))}
      />
      <Button pending={pending}>Proponi lo scarto</Button>
    </form>
  )
}

function useAtto(action: Parameters<typeof useActionForm>[0]) {
  const form = useActionForm(action)
  const day = { giorno: form.value('il.giorno'), mese: form.value('il.mese'), anno: form.value('il.anno') }
  return { ...form, day }
}

export function NullaOstaForm({ id }: { id: string }) {
  const { day, errors, formProps, message, pending, value } = useAtto(bound(recordNullaOstaAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        name="esito"
        label="Che cosa ha deciso la Soprintendenza"
        error={errors.esito}
        defaultValue={value('esito') || undefined}
        options={[
          { value: 'authorise', label: 'Ha dato il nulla osta' },
          { value: 'deny', label: 'Lo ha negato' },
        ]}
      />
      <TextField
        name="numero"
        label="Numero dell’atto"
        width="m"
        error={errors.numero}
        defaultValue={value('numero')}
      />
      <DateField name="il" label="Giorno" error={errors.il} defaultValue={day} />
      <Button pending={pending}>Registra la decisione</Button>
    </form>
  )
}

export function VerbaleForm({ id }: { id: string }) {
  const { day, errors, formProps, message, pending, value } = useAtto(bound(recordDistruzioneAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="numero"
        label="Numero del verbale di distruzione"
        width="m"
        error={errors.numero}
        defaultValue={value('numero')}
      />
      <DateField name="il" label="Giorno" error={errors.il} defaultValue={day} />
      <Button kind="danger" pending={pending}>
        Registra che le carte sono distrutte
      </Button>
    </form>
  )
}
