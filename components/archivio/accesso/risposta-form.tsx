'use client'
import { Button, type ButtonKind } from '@/components/ui/button'
import { type Choice, Radios } from '@/components/ui/choices'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import type { IsoDate } from '@/lib/core/date'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  /** bound where the page is made */
  action: (state: FormState, form: FormData) => Promise<FormState>
  domanda: string
  risposte: readonly Choice[]
  /** the answer came on a day: which, and the one to begin from */
  giorno?: { name: string; label: string; oggi: IsoDate }
  motivi: { name: string; label: string; hint: string; rows: number; max: number }
  kind?: ButtonKind
  /** the act, on its button */
  children: string
}

/** One of two answers, and why: always when the answer is no. */
export function RispostaForm({ action, domanda, risposte, giorno, motivi, kind, children }: Props) {
  const { day, errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        name="risposta"
        label={domanda}
        error={errors.risposta}
        defaultValue={value('risposta') || undefined}
        options={risposte}
      />
      {giorno && (
        <DateField
          name={giorno.name}
          label={giorno.label}
          error={errors[giorno.name]}
          defaultValue={day(giorno.name, giorno.oggi)}
        />
      )}
      <TextArea {...motivi} optional error={errors[motivi.name]} defaultValue={value(motivi.name)} />
      <Button kind={kind} pending={pending}>
        {children}
      </Button>
    </form>
  )
}
