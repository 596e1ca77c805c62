'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { extendVisioneAction } from '@/lib/archivio/accesso/actions'
import { MAX_MOTIVO } from '@/lib/archivio/forms-motivo'
import type { IsoDate } from '@/lib/core/date'

/** Lets a view last longer. @param proposta a last day to start from */
export function ProrogaForm({ id, proposta }: { id: string; proposta: IsoDate }) {
  const { day, errors, formProps, message, pending, value } = useActionForm(bound(extendVisioneAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <DateField name="al" label="Nuovo ultimo giorno" error={errors.al} defaultValue={day('al', proposta)} />
      <TextArea
        id="motivo-proroga"
        name="motivo"
        label="Perché dura di più"
        hint="Lo legge anche chi ha la visione"
        error={errors.motivo}
        defaultValue={value('motivo')}
        rows={3}
        max={MAX_MOTIVO}
      />
      <Button pending={pending} kind="secondary">
        Fai durare di più
      </Button>
    </form>
  )
}
