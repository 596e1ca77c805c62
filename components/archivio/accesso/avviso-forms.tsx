'use client'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { CANALI_AVVISO, type DaAvvisare, NOMI_CANALE } from '@/lib/archivio/accesso/rules-controinteressati'
import type { IsoDate } from '@/lib/core/date'
import type { FormState } from '@/lib/core/parse-form'

/** Bound where the page is made. */
type Action = (state: FormState, form: FormData) => Promise<FormState>

const PARTI = ['giorno', 'mese', 'anno']
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

const dayOf = (value: (name: string) => string, name: string, initial: IsoDate | null = null) => {
  const typed = PARTI.map((part) => [part, value(`${name}.${part}`)] as const)
  return typed.some(([, text]) => text) ? Object.fromEntries(typed) : initial
}

export function RicezioneForm({ action }: { action: Action }) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <DateField
        name="ricevutoIl"
        label="Quando l’ha ricevuto"
        hint="Il giorno sull’avviso di ricevimento o nella ricevuta della PEC"
        error={errors.ricevutoIl}
        defaultValue={dayOf(value, 'ricevutoIl')}
      />
      <Button kind="secondary" pending={pending}>
        Registra la ricezione
      </Button>
    </form>
  )
}

const RISPOSTE = [
  { value: 'opposizione', label: 'Si oppone' },
  { value: 'nessuna_obiezione', label: 'Non ha niente in contrario' },
]

/** An answer that came on paper or by PEC. */
export function RispostaAvvisoForm({ action, oggi }: { action: Action; oggi: IsoDate }) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        name="risposta"
        label="Che cosa risponde"
        error={errors.risposta}
        defaultValue={value('risposta') || undefined}
        options={RISPOSTE}
      />
      <DateField
        name="il"
        label="Quando è arrivata la risposta"
        error={errors.il}
        defaultValue={dayOf(value, 'il', oggi)}
      />
      <TextArea
        name="testo"
        label="Motivi"
        hint="Come li ha scritti. Sempre, se si oppone"
        optional
        error={errors.testo}
        defaultValue={value('testo')}
        rows={4}
        max={MAX_TESTO}
      />
      <Button kind="secondary" pending={pending}>
        Registra la risposta
      </Button>
    </form>
  )
}

/** The answer of who was told. */
export function MiaRispostaForm({ action }: { action: Action }) {
  const { errors, formProps, message, pending, value } = useActionForm(action)
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <Radios
        name="risposta"
        label="Che cosa rispondi?"
        error={errors.risposta}
        defaultValue={value('risposta') || undefined}
        options={[
          { value: 'opposizione', label: 'Mi oppongo', hint: 'Spiega quale danno ne avresti' },
          { value: 'nessuna_obiezione', label: 'Non ho niente in contrario' },
        ]}
      />
      <TextArea
        name="testo"
        label="Motivi"
        hint="Sempre, se ti opponi. Li legge l’ufficio, non chi ha chiesto"
        optional
        error={errors.testo}
        defaultValue={value('testo')}
        rows={5}
        max={MAX_TESTO}
      />
      <Button pending={pending}>Manda la risposta</Button>
    </form>
  )
}
