'use client'
import { bound } from '@/components/ui/bound'
import { Button, LinkButton } from '@/components/ui/button'
import { ConfirmPanel } from '@/components/ui/confirm-panel'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { paths } from '@/lib/core/paths'
import { withdrawPraticaAction } from '@/lib/pratiche/actions-richiedente'

export function RitiroForm({ id, codice }: { id: string; codice: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(withdrawPraticaAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextArea
        name="motivo"
        label="Perché la ritiri"
        optional
        rows={3}
        error={errors.motivo}
        defaultValue={value('motivo')}
        max={1000}
      />
      <ConfirmPanel
        title={`Ritira l’istanza ${codice}`}
        effects={[
          'La pratica si chiude oggi e l’ufficio smette di lavorarci.',
          'Quello che hai pagato non torna indietro da solo.',
          'Puoi presentare una nuova domanda quando vuoi.',
        ]}
      >
        <Button kind="danger" pending={pending}>
          Ritira l’istanza
        </Button>
        <LinkButton kind="tertiary" href={paths.personale.pratica(id)}>
          Torna alla pratica
        </LinkButton>
      </ConfirmPanel>
    </form>
  )
}
