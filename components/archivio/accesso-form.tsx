'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Checkbox, Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { changeAccessoAction } from '@/lib/archivio/actions'
import type { LivelloAccesso } from '@/lib/archivio/rules-consultabilita'
import { SCELTE_ACCESSO } from './parole'

/** How open a unit and what it holds are, without tags. */
export function AccessoForm({ id, versione, accesso }: { id: string; versione: number; accesso: LivelloAccesso }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(changeAccessoAction, id, versione))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        name="accesso"
        label="Nuovo accesso"
        error={errors.accesso}
        defaultValue={value('accesso') || undefined}
        options={SCELTE_ACCESSO.filter((one) => one.value !== accesso)}
      />
      <TextArea
        name="motivoAccesso"
        label="Motivo"
        hint="Resta nella storia dell’unità"
        rows={3}
        max={500}
        error={errors.motivoAccesso}
        defaultValue={value('motivoAccesso')}
      />
      <Checkbox
        name="conferma"
        value="si"
        label="Se il nuovo accesso è più libero, voglio che più persone vedano queste carte"
        error={errors.conferma}
        defaultChecked={value('conferma') === 'si'}
      />
      <Button kind="secondary" pending={pending}>
        Cambia l’accesso
      </Button>
    </form>
  )
}
