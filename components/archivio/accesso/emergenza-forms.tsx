'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { askAperturaAction, decideAperturaAction } from '@/lib/archivio/accesso/actions-diretto'
import { ORE_APERTURA } from '@/lib/archivio/accesso/rules-emergenza'
import { ore } from './parole'
import { RispostaForm } from './risposta-form'

const MAX_MOTIVO = 1000

export function AperturaForm() {
  const { errors, formProps, message, pending, value } = useActionForm(askAperturaAction)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <TextField
        name="segnatura"
        label="Segnatura del fascicolo"
        hint="Se esiste lo sa solo chi deve rispondere"
        width="l"
        error={errors.segnatura}
        defaultValue={value('segnatura')}
      />
      <Radios
        name="ore"
        label="Per quanto"
        inline
        error={errors.ore}
        defaultValue={value('ore') || undefined}
        options={ORE_APERTURA.map((n) => ({ value: String(n), label: ore(n) }))}
      />
      <TextArea
        name="motivo"
        label="Perché non si può aspettare"
        error={errors.motivo}
        defaultValue={value('motivo')}
        rows={4}
        max={MAX_MOTIVO}
      />
      <Button pending={pending}>Chiedi di aprirlo</Button>
    </form>
  )
}

export const RispostaAperturaForm = ({ id }: { id: string }) => (
  <RispostaForm
    action={bound(decideAperturaAction, id)}
    domanda="Che cosa rispondi?"
    risposte={[
      { value: 'apri', label: 'Apri', hint: 'Per le ore chieste. Ogni pagina vista resta scritta' },
      { value: 'rifiuta', label: 'Non aprire' },
    ]}
    motivi={{
      name: 'motivo',
      label: 'Perché no',
      hint: 'Solo se non apri: lo legge chi ha chiesto',
      rows: 3,
      max: MAX_MOTIVO,
    }}
  >
    Rispondi
  </RispostaForm>
)
