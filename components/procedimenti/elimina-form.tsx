'use client'
import { Button, LinkButton } from '@/components/ui/button'
import { ConfirmPanel } from '@/components/ui/confirm-panel'
import { ErrorSummary } from '@/components/ui/error-summary'
import { type FormAction, useServerForm } from '@/components/ui/use-server-form'

/** Says what is lost before it is. */
export function EliminaForm({ action, torna }: { action: FormAction; torna: string }) {
  const { formProps, message, pending } = useServerForm(() => ({}), action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} />
      <ConfirmPanel
        title="Elimina la bozza"
        effects={[
          'Le risposte che hai scritto e i documenti caricati non si possono recuperare',
          'Non hai ancora inviato nulla alla Provincia: nessun procedimento è iniziato',
        ]}
      >
        <Button kind="danger" pending={pending}>
          Elimina la bozza
        </Button>
        <LinkButton kind="secondary" href={torna}>
          Tieni la bozza
        </LinkButton>
      </ConfirmPanel>
    </form>
  )
}
