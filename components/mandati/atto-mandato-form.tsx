'use client'
import { Button } from '@/components/ui/button'
import { ConfirmPanel } from '@/components/ui/confirm-panel'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormState } from '@/lib/core/parse-form'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  atto: 'revoke' | 'renounce'
  altra: string
}

/** Ends a mandate at once. The reason may be given and need not be. */
export function FineMandatoForm({ action, atto, altra }: Props) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  const revoca = atto === 'revoke'
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <input type="hidden" name="atto" value={atto} />
      <TextArea
        name="motivo"
        label="Perché"
        hint={`Lo legge anche ${altra}`}
        optional
        rows={2}
        max={500}
        error={errors.motivo}
        defaultValue={value('motivo')}
      />
      <ConfirmPanel
        title={revoca ? 'Revoca il mandato' : 'Rinuncia al mandato'}
        effects={[
          revoca
            ? `Da subito ${altra} non può più compilare, inviare, leggere o ritirare nulla in nome tuo.`
            : `Da subito non puoi più fare nulla in nome di ${altra}.`,
          revoca ? 'Le bozze che aveva preparato restano a te.' : `Le bozze che avevi preparato restano a ${altra}.`,
          'Quello che è già stato presentato resta valido.',
        ]}
        recipients={[altra]}
      >
        <Button kind="danger" pending={pending}>
          {revoca ? 'Revoca il mandato' : 'Rinuncia al mandato'}
        </Button>
      </ConfirmPanel>
    </form>
  )
}
