'use client'
import { Button } from '@/components/ui/button'
import { Checkboxes, type Choice, Radios } from '@/components/ui/choices'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { IsoDate } from '@/lib/core/date'
import { createMandatoAction } from '@/lib/mandati/actions'

type Props = {
  parti: readonly Choice[]
  procedure: readonly Choice[]
  iniziali: { verso: string | null; parte: string | null; dal: IsoDate; al: IsoDate }
}

/** Both directions in one form: one gives a mandate, or asks for it. */
export function MandatoForm({ parti, procedure, iniziali }: Props) {
  const { day, errors, formProps, list, message, pending, value } = useActionForm(createMandatoAction)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        name="verso"
        label="Dai o chiedi il mandato?"
        options={[
          {
            value: 'do',
            label: 'Lo do',
            hint: 'Un’altra persona o un’agenzia agirà in nome tuo. Vale dal primo giorno',
          },
          {
            value: 'chiedo',
            label: 'Lo chiedo',
            hint: 'Agirai in nome di un altro. Vale quando lui lo accetta con la propria identità',
          },
        ]}
        error={errors.verso}
        defaultValue={value('verso') || iniziali.verso}
      />
      <Radios
        name="parte"
        label="Per chi lo fai?"
        options={parti}
        error={errors.parte}
        defaultValue={value('parte') || iniziali.parte}
      />
      <TextField
        name="controparte"
        label="Codice fiscale dell’altra parte"
        hint="Di una persona (16 caratteri) o di un’impresa (11 cifre)"
        error={errors.controparte}
        defaultValue={value('controparte')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <Radios
        name="ambito"
        label="Per quali procedure?"
        options={[
          { value: 'tutti', label: 'Tutte' },
          { value: 'alcuni', label: 'Solo quelle che scelgo qui sotto' },
        ]}
        error={errors.ambito}
        defaultValue={value('ambito') || null}
      />
      <Checkboxes
        name="procedimenti"
        label="Procedure"
        hint="Servono solo se hai scelto «Solo quelle che scelgo»"
        options={procedure}
        error={errors.procedimenti}
        defaultValue={list('procedimenti')}
      />
      <DateField name="dal" label="Dal" error={errors.dal} defaultValue={day('dal', iniziali.dal)} />
      <DateField
        name="al"
        label="Fino al"
        hint="Al massimo tre anni"
        error={errors.al}
        defaultValue={day('al', iniziali.al)}
      />
      <Button pending={pending}>Registra il mandato</Button>
    </form>
  )
}
