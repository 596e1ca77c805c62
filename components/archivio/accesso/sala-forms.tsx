'use client'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useActionForm } from '@/components/ui/use-action-form'
import { chiaveTurno, type TurnoLibero } from '@/lib/archivio/sala/rules'
import { formatWeekday } from '@/lib/core/date'
import type { FormState } from '@/lib/core/parse-form'

/** Bound where the page is made. */
type Action = (state: FormState, form: FormData) => Promise<FormState>

const posti = (n: number) => (n === 0 ? 'Pieno' : n === 1 ? 'Un posto libero' : `${n} posti liberi`)

/** Chooses when to come. @param cambia there is an appointment already */
export function TurnoForm({
  action,
  turni,
  cambia,
}: {
  action: Action
  turni: readonly TurnoLibero[]
  cambia: boolean
}) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        name="turno"
        label="Quando vieni?"
        error={errors.turno}
        defaultValue={value('turno') || undefined}
        options={turni.map((one) => ({
          value: chiaveTurno(one),
          label: `${formatWeekday(one.giorno)}, dalle ${one.inizio} alle ${one.fine}`,
          hint: posti(one.liberi),
          disabled: one.liberi === 0,
        }))}
      />
      <Button pending={pending}>{cambia ? 'Sposta l’appuntamento' : 'Prenota'}</Button>
    </form>
  )
}

/** Whether who had booked came. */
export function EsitoSalaForm({ action }: { action: Action }) {
  const { errors, formProps, message, pending } = useActionForm(action)
  return (
    <form {...formProps} className="no-print">
      <ErrorSummary message={message} errors={errors} />
      <div className="flex flex-wrap gap-3">
        <Button small kind="secondary" pending={pending} name="esito" value="venuto">
          È venuto
        </Button>
        <Button small kind="secondary" pending={pending} name="esito" value="assente">
          Non è venuto
        </Button>
      </div>
    </form>
  )
}
