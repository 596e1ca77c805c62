'use client'
import { type CarteChieste, CarteFields, CarteScelte, keptCarte } from '@/components/archivio/accesso/carte-fields'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Checkboxes, Radios } from '@/components/ui/choices'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { TextArea } from '@/components/ui/text-area'
import { useActionForm } from '@/components/ui/use-action-form'
import type { IsoDate } from '@/lib/core/date'
import { proposeDecisioneAction } from '@/lib/pratiche/actions-ufficio'
import { ConfermaAtto } from './conferma-atto'
import { Kept } from './kept'

export type PrescrizioneVoce = { id: string; gruppo: string; testo: string; norma: string }
type Props = {
  id: string
  versione: number
  esiti: readonly { codice: string; etichetta: string }[]
  prescrizioni: readonly PrescrizioneVoce[]
  proposte: readonly string[] // ids that the rules suggest
  validoDal: IsoDate | null
  validoAl: IsoDate | null
  osservazioni: string | null
  rifiuto: string | null // why a refusal is not possible yet
  carte: CarteChieste | null // where the procedure opens papers of the archive
}

const DAY_PARTS = ['giorno', 'mese', 'anno'] as const

/** The istruttore's proposal: outcome, validity, prescriptions from the library and free, reasons. */
export function PropostaForm({
  id,
  versione,
  esiti,
  prescrizioni,
  proposte,
  validoDal,
  validoAl,
  osservazioni,
  rifiuto,
  carte,
}: Props) {
  const { errors, formProps, list, message, pending, preview, value } = useActionForm(bound(proposeDecisioneAction, id))
  const scelte = list('prescrizioni', proposte)
  const day = (name: string, initial: IsoDate | null) =>
    value(`${name}.anno`) || value(`${name}.giorno`)
      ? Object.fromEntries(DAY_PARTS.map((part) => [part, value(`${name}.${part}`)]))
      : initial
  if (preview) {
    const days = Object.fromEntries(
      ['validoDal', 'validoAl'].flatMap((name) =>
        DAY_PARTS.map((part) => [`${name}.${part}`, value(`${name}.${part}`)]),
      ),
    )
    const from = DAY_PARTS.map((part) => value(`validoDal.${part}`)).join('/')
    const to = DAY_PARTS.map((part) => value(`validoAl.${part}`)).join('/')
    return (
      <form {...formProps}>
        <Kept
          values={{
            versione: value('versione'),
            esito: value('esito'),
            prescrizioni: scelte,
            prescrizioniLibere: value('prescrizioniLibere'),
            motivazione: value('motivazione'),
            rispostaOsservazioni: value('rispostaOsservazioni'),
            ...(carte && keptCarte(value, list)),
            ...days,
          }}
        />
        <ConfermaAtto
          title="Proponi la decisione"
          button="Manda al dirigente"
          pending={pending}
          recipients={[]}
          effects={[
            'La proposta passa al dirigente, che la adotta o la restituisce con il motivo.',
            'Il richiedente lo saprà solo quando la decisione è presa.',
          ]}
        >
          <h3>{esiti.find((one) => one.codice === value('esito'))?.etichetta}</h3>
          {to !== '//' && (!carte || value('esito') === 'differita') && (
            <p>
              {carte ? 'Rinviata' : `Valida dal ${from}`} {carte ? 'fino al' : 'al'} {to}
            </p>
          )}
          <ol>
            {prescrizioni
              .filter((one) => scelte.includes(one.id))
              .map((one) => (
                <li key={one.id}>
                  {one.testo} <span className="norm">{one.norma}</span>
                </li>
              ))}
            {value('prescrizioniLibere')
              .split('\n')
              .filter(Boolean)
              .map((riga) => (
                <li key={riga}>{riga}</li>
              ))}
          </ol>
          {carte && <CarteScelte carte={carte} value={value} list={list} />}
          <p className="pre-line">{value('motivazione')}</p>
          <p className="pre-line">{value('rispostaOsservazioni')}</p>
        </ConfermaAtto>
      </form>
    )
  }
  const gruppi = [...new Set(prescrizioni.map((one) => one.gruppo))]
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <input type="hidden" name="versione" value={versione} />
      <Radios
        name="esito"
        label="Come si conclude?"
        error={errors.esito}
        defaultValue={value('esito') || undefined}
        options={esiti.map((one) => ({
          value: one.codice,
          label: one.etichetta,
          disabled: one.codice === 'respinta' && rifiuto !== null,
          hint: one.codice === 'respinta' ? rifiuto : undefined,
        }))}
      />
      {carte && <CarteFields carte={carte} errors={errors} value={value} list={list} />}
      {!carte && (
        <DateField
          name="validoDal"
          label="Valida dal"
          optional
          error={errors.validoDal}
          defaultValue={day('validoDal', validoDal)}
        />
      )}
      <DateField
        name="validoAl"
        label={carte ? 'Se si rinvia: fino al' : 'Valida fino al'}
        optional
        error={errors.validoAl}
        defaultValue={day('validoAl', validoAl)}
      />
      {gruppi.map((gruppo, i) => (
        <Checkboxes
          key={gruppo}
          name="prescrizioni"
          id={i === 0 ? 'prescrizioni' : `prescrizioni-${i}`}
          label={`Prescrizioni: ${gruppo}`}
          optional
          error={i === 0 ? errors.prescrizioni : undefined}
          defaultValue={scelte}
          options={prescrizioni
            .filter((one) => one.gruppo === gruppo)
            .map((one) => ({ value: one.id, label: one.testo, hint: one.norma }))}
        />
      ))}
      <TextArea
        name="prescrizioniLibere"
        label="Altre prescrizioni"
        hint="Una per riga"
        optional
        error={errors.prescrizioniLibere}
        defaultValue={value('prescrizioniLibere')}
        rows={4}
      />
      <TextArea
        name="motivazione"
        label="Motivazione"
        hint="Sempre, se la domanda non si accoglie"
        error={errors.motivazione}
        defaultValue={value('motivazione')}
        rows={6}
      />
      {osservazioni && (
        <>
          <section className="preview" aria-label="Osservazioni del richiedente">
            <p className="pre-line">{osservazioni}</p>
          </section>
          <TextArea
            name="rispostaOsservazioni"
            label="Risposta alle osservazioni"
            hint="Il diniego deve dire perché non bastano (art. 10-bis L. 241/1990)"
            error={errors.rispostaOsservazioni}
            defaultValue={value('rispostaOsservazioni')}
            rows={6}
          />
        </>
      )}
      <Button pending={pending} name="_azione" value="anteprima">
        Vedi l’anteprima
      </Button>
    </form>
  )
}
