'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { extendVisioneAction, readmitVisioneAction, revokeVisioneAction } from '@/lib/archivio/accesso/actions'
import type { IsoDate } from '@/lib/core/date'

const MAX_MOTIVO = 1000

/** Ends a view before its day. */
export function RevocaForm({ id }: { id: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(revokeVisioneAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextArea
        name="motivo"
        label="Motivo della revoca"
        hint="Lo legge anche chi aveva la visione"
        error={errors.motivo}
        defaultValue={value('motivo')}
        rows={3}
        max={MAX_MOTIVO}
      />
      <Button kind="danger" pending={pending}>
        Revoca la visione
      </Button>
    </form>
  )
}

/** After a revocation, lets the reader open the unit by themselves again. */
export function RiammissioneForm({ id }: { id: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(readmitVisioneAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextArea
        name="motivo"
        label="Perché si riammette"
        hint="Lo legge anche chi aveva la visione"
        error={errors.motivo}
        defaultValue={value('motivo')}
        rows={3}
        max={MAX_MOTIVO}
      />
      <Button kind="secondary" pending={pending}>
        Riammetti
      </Button>
    </form>
  )
}

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
