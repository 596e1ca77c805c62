'use client'
import { bound } from '@/components/ui/bound'
import { Button, LinkButton } from '@/components/ui/button'
import { ConfirmPanel } from '@/components/ui/confirm-panel'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useActionForm } from '@/components/ui/use-action-form'
import { paths } from '@/lib/core/paths'
import { askSostitutoAction } from '@/lib/pratiche/actions-richiedente'

export function SostitutoForm({ id, codice }: { id: string; codice: string }) {
  const { errors, formProps, message, pending } = useActionForm(bound(askSostitutoAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <ConfirmPanel
        title={`Chiedi che decida il sostituto per la pratica ${codice}`}
        effects={[
          'La richiesta prende un numero di protocollo.',
          'Il dirigente e chi segue la pratica ricevono un avviso.',
          'La pratica va avanti: anche l’ufficio può ancora decidere.',
        ]}
      >
        <Button pending={pending}>Chiedi l’intervento</Button>
        <LinkButton kind="tertiary" href={paths.personale.pratica(id)}>
          Torna alla pratica
        </LinkButton>
      </ConfirmPanel>
    </form>
  )
}
