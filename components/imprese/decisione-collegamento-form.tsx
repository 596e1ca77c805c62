'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { decideCollegamentoAction } from '@/lib/imprese/actions'

/** Yes, or no and why: the person reads it. */
export function DecisioneCollegamentoForm({ id, impresa, persona }: { id: string; impresa: string; persona: string }) {
  const { errors, formProps, message, pending, value } = useActionForm(bound(decideCollegamentoAction, id))
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        name="esito"
        label="La prova basta?"
        options={[
          {
            value: 'accolta',
            label: 'Sì, accogli',
            hint: `${persona} opererà da subito per ${impresa}, con ogni potere`,
          },
          { value: 'respinta', label: 'No, respingi', hint: 'Serve il motivo' },
        ]}
        error={errors.esito}
        defaultValue={value('esito') || null}
      />
      <TextArea
        name="motivo"
        label="Motivo"
        hint="Serve se respingi. Lo legge chi ha fatto la richiesta: scrivi che cosa manca e come rimediare"
        optional
        rows={4}
        max={1000}
        error={errors.motivo}
        defaultValue={value('motivo')}
      />
      <Button pending={pending}>Registra la decisione</Button>
    </form>
  )
}
