'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Checkboxes } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { NumberField } from '@/components/ui/number-field'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import { askIntegrazioneAction } from '@/lib/pratiche/actions-ufficio'
import { ConfermaAtto } from './conferma-atto'
import { Kept } from './kept'

type Props = { id: string; versione: number; richiedente: string; allegati: readonly string[]; avviso: string | null }

/** Asks for documents. The term stops once, for at most thirty days. */
export function IntegrazioneForm({ id, versione, richiedente, allegati, avviso }: Props) {
  const { errors, formProps, list, message, pending, preview, value } = useActionForm(bound(askIntegrazioneAction, id))
  const richieste = list('richieste')
  const giorni = value('giorni', '30')
  if (preview) {
    return (
      <form {...formProps}>
        <Kept values={{ versione: value('versione'), richieste, testo: value('testo'), giorni }} />
        <ConfermaAtto
          title="Chiedi l’integrazione"
          button="Invia la richiesta"
          pending={pending}
          recipients={[richiedente]}
          effects={[
            `Il termine si ferma da oggi, per non più di ${giorni} giorni (art. 2 c. 7 L. 241/1990). Non si potrà fermare una seconda volta.`,
            'Riparte quando arrivano i documenti o, senza risposta, da solo.',
            'La richiesta è protocollata in uscita e resta tra i documenti della pratica.',
            ...(avviso ? [avviso] : []),
          ]}
        >
          <ul>
            {richieste.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <p className="pre-line">{value('testo')}</p>
        </ConfermaAtto>
      </form>
    )
  }
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <input type="hidden" name="versione" value={versione} />
      {allegati.length > 0 && (
        <Checkboxes
          name="richieste"
          label="Quali documenti servono?"
          optional
          options={allegati.map((one) => ({ value: one, label: one }))}
          defaultValue={richieste}
          error={errors.richieste}
        />
      )}
      <TextArea
        name="testo"
        label="Che cosa manca, e perché"
        hint="Lo legge il richiedente: scrivi che cosa deve mandare"
        error={errors.testo}
        defaultValue={value('testo')}
        max={4000}
      />
      <NumberField
        name="giorni"
        label="Per quanti giorni al massimo si ferma il termine"
        hint="Da 1 a 30"
        unit="giorni"
        error={errors.giorni}
        defaultValue={giorni}
      />
      <Button pending={pending} name="_azione" value="anteprima">
        Vedi l’anteprima
      </Button>
    </form>
  )
}
