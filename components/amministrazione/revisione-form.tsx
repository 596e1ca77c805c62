'use client'
import { SecondoFattore } from '@/components/auth/secondo-fattore'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'
import { reviewDirittiAction } from '@/lib/ruoli/actions'

export type DirittoRow = { id: string; chi: string; che: string }

const ESITI = [
  { value: 'confermato', label: 'Serve ancora' },
  { value: 'da_togliere', label: 'Va tolto' },
] as const

/** Each right with its two answers; those left empty wait for the next time. */
export function RevisioneForm({ diritti }: { diritti: readonly DirittoRow[] }) {
  const { errors, formProps, message, pending, stepUp, value } = useActionForm(reviewDirittiAction)
  const { esito, ...fields } = errors
  return (
    <form {...formProps}>
      <ErrorSummary
        message={message}
        errors={{ ...(esito && diritti[0] && { [`esito.${diritti[0].id}`]: esito }), ...fields }}
      />
      {diritti.map(({ id, chi, che }) => (
        <Radios
          key={id}
          name={`esito.${id}`}
          label={chi}
          hint={che}
          options={ESITI}
          inline
          defaultValue={value(`esito.${id}`) || undefined}
        />
      ))}
      <TextArea
        name="motivo"
        label="Perché vanno tolti"
        hint="Solo se ne hai segnato qualcuno da togliere"
        rows={3}
        error={errors.motivo}
        defaultValue={value('motivo')}
      />
      {stepUp && <SecondoFattore error={errors[FATTORE_CODICE]} />}
      <Button pending={pending}>Registra la revisione</Button>
    </form>
  )
}
