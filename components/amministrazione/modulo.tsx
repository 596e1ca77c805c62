'use client'
import { SecondoFattore } from '@/components/auth/secondo-fattore'
import { Button, type ButtonKind } from '@/components/ui/button'
import { type Choice, Radios } from '@/components/ui/choices'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { type Option, Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'
import type { IsoDate } from '@/lib/core/date'
import type { FormState } from '@/lib/core/parse-form'

type Comune = { name: string; label: string; hint?: string }
export type Campo =
  | (Comune & { tipo: 'testo'; valore?: string; width?: 's' | 'm' | 'l' | 'xl' })
  | (Comune & { tipo: 'area'; max?: number })
  | (Comune & { tipo: 'giorno'; valore?: IsoDate; optional?: boolean })
  | (Comune & { tipo: 'elenco'; options: readonly Option[]; emptyLabel?: string })
  | (Comune & { tipo: 'scelta'; options: readonly Choice[] })
  | { tipo: 'nascosto'; name: string; valore: string }

type Props = {
  /** Different for each form of a page: ids begin with it. */
  id: string
  action: (state: FormState, form: FormData) => Promise<FormState>
  campi: readonly Campo[]
  submit: string
  kind?: ButtonKind
}

/**
 * A short form of the administration, said as a list of fields. Asks the second factor again when the action wants it,
 * and keeps what was typed.
 */
export function Modulo({ id, action, campi, submit, kind = 'primary' }: Props) {
  const { day, errors, formProps, message, pending, stepUp, value } = useActionForm(action)
  const idOf = (name: string) => `${id}-${name}`
  const told = Object.fromEntries(
    Object.entries(errors).map(([name, text]) => [name === FATTORE_CODICE ? name : idOf(name), text]),
  )
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={told} />
      {campi.map((campo) => (
        <CampoView
          key={campo.name}
          campo={campo}
          id={idOf(campo.name)}
          error={errors[campo.name]}
          value={value}
          day={day}
        />
      ))}
      {stepUp && <SecondoFattore error={errors[FATTORE_CODICE]} />}
      <Button kind={kind} pending={pending}>
        {submit}
      </Button>
    </form>
  )
}

type Form = ReturnType<typeof useActionForm>
type ViewProps = {
  campo: Campo
  id: string
  error: string | undefined
  /** what was typed before a refusal */
  value: Form['value']
  day: Form['day']
}

function CampoView({ campo, id, error, value, day }: ViewProps) {
  if (campo.tipo === 'nascosto') return <input type="hidden" name={campo.name} value={campo.valore} />
  const { name, label, hint } = campo
  const shared = { name, id, label, hint, error }
  if (campo.tipo === 'testo')
    return <TextField {...shared} width={campo.width} defaultValue={value(name, campo.valore)} autoComplete="off" />
  if (campo.tipo === 'area') return <TextArea {...shared} rows={3} max={campo.max} defaultValue={value(name)} />
  if (campo.tipo === 'scelta')
    return <Radios {...shared} options={campo.options} defaultValue={value(name) || undefined} />
  if (campo.tipo === 'giorno')
    return <DateField {...shared} optional={campo.optional} defaultValue={day(name, campo.valore)} />
  // A select forgets its default when the page comes back: a new one remembers what was chosen.
  return (
    <Select
      {...shared}
      key={value(name)}
      options={campo.options}
      emptyLabel={campo.emptyLabel}
      defaultValue={value(name)}
      width="xl"
    />
  )
}
