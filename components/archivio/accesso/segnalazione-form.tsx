'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { closeSegnalazioneAction } from '@/lib/archivio/accesso/actions-diretto'

/** What was found and done. One of several on its page: each field has an id of its own. */
export function SegnalazioneForm({ id }: { id: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(closeSegnalazioneAction, id))
  const field = `nota-${id}`
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors.nota ? { [field]: errors.nota } : {}} />
      <TextArea
        id={field}
        name="nota"
        label="Che cosa hai trovato, e che cosa hai fatto"
        error={errors.nota}
        defaultValue={value('nota')}
        rows={2}
      />
      <Button kind="secondary" small pending={pending}>
        Chiudi la segnalazione
      </Button>
    </form>
  )
}
