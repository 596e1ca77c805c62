'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { annotateElementoAction } from '@/lib/archivio/raccolta/actions'
import { MAX_NOTA } from '@/lib/archivio/raccolta/rules'

/** What somebody writes for themselves beside a unit or a page. */
export function NotaForm({ chiave, nota }: { chiave: string; nota: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(annotateElementoAction, chiave))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <input type="hidden" name="prima" value={nota} />
      <TextArea
        id={`nota-${chiave}`}
        name="nota"
        label="Nota"
        hint="La leggi solo tu"
        rows={3}
        max={MAX_NOTA}
        error={errors.nota}
        defaultValue={value('nota', nota)}
      />
      <Button kind="secondary" small pending={pending}>
        Salva la nota
      </Button>
    </form>
  )
}
