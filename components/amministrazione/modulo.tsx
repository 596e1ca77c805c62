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

const DAY_PARTS = ['giorno', 'mese', 'anno'] as const

/**
 * A short form of the administration, said as a list of fields. Asks the second factor again when the action wants it,
 * and keeps what was typed.
 */
export function Modulo({ id, action, campi, submit, kind = 'primary' }: Props) {
  const { errors, formProps, message, pending, stepUp, value } = useActionForm(action)
  const idOf = (name: string) => `${id}-${name}`
  const told = Object.fromEntries(
    Object.entries(errors).map(([name, text]) => [name === FATTORE_CODICE ? name : idOf(name), text]),
  )
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={told} />
      {campi.map((campo) => {
        if (campo.tipo === 'nascosto')
          return <input key={campo.name} type="hidden" name={campo.name} value={campo.valore} />
        const { name, label, hint } = campo
        const shared = { name, id: idOf(name), label, hint, error: errors[name] }
        switch (campo.tipo) {
          case 'testo':
            return (
              <TextField
                key={name}
                {...shared}
                width={campo.width}
                defaultValue={value(name, campo.valore)}
                autoComplete="off"
              />
            )
          case 'area':
            return <TextArea key={name} {...shared} rows={3} max={campo.max} defaultValue={value(name)} />
          case 'giorno': {
            const typed = Object.fromEntries(DAY_PARTS.map((part) => [part, value(`${name}.${part}`)]))
            const any = DAY_PARTS.some((part) => typed[part])
            return (
              <DateField key={name} {...shared} optional={campo.optional} defaultValue={any ? typed : campo.valore} />
            )
          }
          case 'elenco':
            return (
              <Select
                key={`${name}:${value(name)}`}
                {...shared}
                options={campo.options}
                emptyLabel={campo.emptyLabel}
                defaultValue={value(name)}
                width="xl"
              />
            )
          case 'scelta':
            return <Radios key={name} {...shared} options={campo.options} defaultValue={value(name) || undefined} />
        }
      })}
      {stepUp && <SecondoFattore error={errors[FATTORE_CODICE]} />}
      <Button kind={kind} pending={pending}>
        {submit}
      </Button>
    </form>
  )
}
