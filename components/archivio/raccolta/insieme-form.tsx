'use client'
import { Button } from '@/components/ui/button'
import { Checkboxes, Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useActionForm } from '@/components/ui/use-action-form'
import { askInsiemeAction } from '@/lib/archivio/accesso/actions'

type Scelta = { value: string; label: string; hint?: string }
type Props = {
  unita: Scelta[]
  /** those checked at the start */
  scelte: string[]
  dove: Scelta[]
  doveScelto: string | null | undefined
}

/** Which units of the basket are asked for, and in which request they go. */
export function InsiemeForm({ unita, scelte, dove, doveScelto }: Props) {
  const { errors, formProps, list, message, pending, typed, value } = useActionForm(askInsiemeAction)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Checkboxes
        name="unita"
        label="Che cosa chiedi di vedere?"
        error={errors.unita}
        defaultValue={typed ? list('unita') : scelte}
        options={unita}
      />
      <Radios
        name="dove"
        label="In quale richiesta le metti?"
        error={errors.dove}
        defaultValue={value('dove', doveScelto ?? '') || undefined}
        options={dove}
      />
      <Button pending={pending}>Continua</Button>
    </form>
  )
}
