'use client'
import { SecondoFattore } from '@/components/auth/secondo-fattore'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { ConfirmPanel } from '@/components/ui/confirm-panel'
import { Disclosure } from '@/components/ui/disclosure'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { FATTORE_CODICE } from '@/lib/auth/rules-step-up'
import { decideAction, sendBackPropostaAction } from '@/lib/pratiche/actions-ufficio'

type Props = {
  id: string
  versione: number
  richiedente: string
  favorevole: boolean
  verificabile: boolean
  /** the second factor was given too long ago: it is asked for at once */
  fattore: boolean
}

/** The dirigente adopts the act as proposed, or sends it back with the reason. */
export function DecisioneForm({ id, versione, richiedente, favorevole, verificabile, fattore }: Props) {
  const adopt = useActionForm(bound(decideAction, id))
  const back = useActionForm(bound(sendBackPropostaAction, id))
  return (
    <>
      <form {...adopt.formProps}>
        <ErrorSummary message={adopt.message} errors={adopt.errors} />
        <input type="hidden" name="versione" value={versione} />
        <ConfirmPanel
          title="Adotta il provvedimento"
          recipients={[richiedente]}
          effects={[
            'L’atto prende il numero del registro e il protocollo in uscita.',
            favorevole
              ? 'La domanda è accolta e la pratica si chiude.'
              : 'La domanda non è accolta e la pratica si chiude.',
            ...(favorevole && verificabile
              ? ['L’atto ha un codice QR: chi controlla su strada vede subito se è valido.']
              : []),
          ]}
        >
          {(fattore || adopt.stepUp) && <SecondoFattore error={adopt.errors[FATTORE_CODICE]} />}
          <Button pending={adopt.pending} kind={favorevole ? 'primary' : 'danger'}>
            Adotta il provvedimento
          </Button>
        </ConfirmPanel>
      </form>
      <Disclosure summary="Restituisci la proposta all’istruttore" open={back.message !== null}>
        <form {...back.formProps}>
          <ErrorSummary message={back.message} errors={back.errors} />
          <input type="hidden" name="versione" value={versione} />
          <TextArea
            name="motivo"
            label="Che cosa va cambiato"
            error={back.errors.motivo}
            defaultValue={back.value('motivo')}
          />
          <Button kind="secondary" pending={back.pending}>
            Restituisci la proposta
          </Button>
        </form>
      </Disclosure>
    </>
  )
}
