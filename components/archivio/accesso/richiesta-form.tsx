'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useActionForm } from '@/components/ui/use-action-form'
import { askUnitaAction } from '@/lib/archivio/accesso/actions'

type Props = {
  id: string
  scelte: { value: string; label: string; hint?: string }[]
  scelta: string | null | undefined
}

/** In which request the unit goes: one that is being written, or a new one. */
export function RichiestaForm({ id, scelte, scelta }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(askUnitaAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        name="dove"
        label="In quale richiesta la metti?"
        error={errors.dove}
        defaultValue={value('dove', scelta ?? '') || undefined}
        options={scelte}
      />
      <Button pending={pending}>Continua</Button>
    </form>
  )
}
