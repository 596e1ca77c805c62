'use client'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { CANALI_AVVISO, type DaAvvisare, NOMI_CANALE } from '@/lib/archivio/accesso/rules-controinteressati'
import type { IsoDate } from '@/lib/core/date'
import type { FormState } from '@/lib/core/parse-form'
import { RispostaForm } from './risposta-form'

/** Bound where the page is made. */
type Action = (state: FormState, form: FormData) => Promise<FormState>

const MAX_TESTO = 8000

/** Tells one person. @param chi who is proposed; null: somebody else */
export function AvvisoForm({ action, versione, chi }: { action: Action; versione: number; chi: DaAvvisare | null }) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <input type="hidden" name="versione" value={versione} />
      <input type="hidden" name="ruolo" value={chi?.ruolo ?? ''} />
      <TextField
        name="nome"
        label="Nome e cognome, o denominazione"
        error={errors.nome}
        defaultValue={value('nome', chi?.nome ?? '')}
      />
      <TextField
        name="codiceFiscale"
        label="Codice fiscale"
        hint="Con questo la persona legge l’avviso anche nel portale"
        optional
        error={errors.codiceFiscale}
        defaultValue={value('codiceFiscale', chi?.codiceFiscale ?? '')}
      />
      <Radios
        name="canale"
        label="Come lo avvisi?"
        error={errors.canale}
        defaultValue={value('canale', chi?.nelPortale ? 'portale' : '') || undefined}
        options={CANALI_AVVISO.map((canale) => ({
          value: canale,
          label: NOMI_CANALE[canale],
          hint:
            canale === 'portale'
              ? 'Solo chi è già entrato nel portale. I 10 giorni partono da quando apre l’avviso'
              : 'Il portale prepara la lettera: la mandi tu, e poi scrivi quando è arrivata',
        }))}
      />
      <TextField
        name="recapito"
        label="Indirizzo o PEC"
        hint="Non per il portale. Lo vede solo l’ufficio"
        optional
        error={errors.recapito}
        defaultValue={value('recapito', chi?.recapito ?? '')}
      />
      <Button pending={pending}>Manda l’avviso</Button>
    </form>
  )
}

export function RicezioneForm({ action }: { action: Action }) {
  const { day, errors, formProps, message, pending } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <DateField
        name="ricevutoIl"
        label="Quando l’ha ricevuto"
        hint="Il giorno sull’avviso di ricevimento o nella ricevuta della PEC"
        error={errors.ricevutoIl}
        defaultValue={day('ricevutoIl')}
      />
      <Button kind="secondary" pending={pending}>
        Registra la ricezione
      </Button>
    </form>
  )
}

/** An answer that came on paper or by PEC. */
export const RispostaAvvisoForm = ({ action, oggi }: { action: Action; oggi: IsoDate }) => (
  <RispostaForm
    action={action}
    domanda="Che cosa risponde"
    risposte={[
      { value: 'opposizione', label: 'Si oppone' },
      { value: 'nessuna_obiezione', label: 'Non ha niente in contrario' },
    ]}
    giorno={{ name: 'il', label: 'Quando è arrivata la risposta', oggi }}
    motivi={{
      name: 'testo',
      label: 'Motivi',
      hint: 'Come li ha scritti. Sempre, se si oppone',
      rows: 4,
      max: MAX_TESTO,
    }}
    kind="secondary"
  >
    Registra la risposta
  </RispostaForm>
)

/** The answer of who was told. */
export const MiaRispostaForm = ({ action }: { action: Action }) => (
  <RispostaForm
    action={action}
    domanda="Che cosa rispondi?"
    risposte={[
      { value: 'opposizione', label: 'Mi oppongo', hint: 'Spiega quale danno ne avresti' },
      { value: 'nessuna_obiezione', label: 'Non ho niente in contrario' },
    ]}
    motivi={{
      name: 'testo',
      label: 'Motivi',
      hint: 'Sempre, se ti opponi. Li legge l’ufficio, non chi ha chiesto',
      rows: 5,
      max: MAX_TESTO,
    }}
  >
    Manda la risposta
  </RispostaForm>
)
