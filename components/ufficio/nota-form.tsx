'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { writeNotaAction } from '@/lib/pratiche/actions-ufficio'

/** A note for the office only. */
export function NotaForm({ id }: { id: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(writeNotaAction, id))
  return (
    <form {...formProps} className="mt-4">
      <ErrorSummary message={message} errors={errors} />
      <TextArea
        name="testo"
        label="Aggiungi una nota interna"
        rows={3}
        error={errors.testo}
        defaultValue={value('testo')}
      />
      <Button kind="secondary" small pending={pending}>
        Salva la nota
      </Button>
    </form>
  )
}
