'use client'
import { Checkboxes, Radios } from '@/components/ui/choices'
import { NumberField } from '@/components/ui/number-field'
import { TextArea } from '@/components/ui/text-area'
import {
  GIORNI_VISIONE,
  MAX_GIORNI_VISIONE,
  MIN_GIORNI_VISIONE,
  MODI_ACCESSO,
  type ModoAccesso,
  NOMI_MODO,
} from '@/lib/archivio/accesso/rules-concessione'

/** Units asked for, those that are not in the archive, and how the applicant wants to see them. */
export type CarteChieste = {
  trovate: { id: string; segnatura: string; titolo: string }[]
  nonTrovate: string[]
  modo: string
  avvisi: {
    /** names of those who may have to be told and were not */
    mancano: string[]
    /** why the papers cannot be given yet */
    attesa: string | null
    /** reasons of those who opposed */
    opposizioni: string[]
  }
}
type Values = {
  carte: CarteChieste
  value: (name: string, initial?: string) => string
  list: (name: string, initial?: readonly string[]) => string[]
}

/** What the applicant asked for, as the officer's choice begins. */
const CHIESTO: Record<string, ModoAccesso> = { visione: 'visione', sala: 'sala', copia: 'copie', conforme: 'copie' }
const MODI = [
  ...MODI_ACCESSO.map((modo) => ({ value: modo as string, label: NOMI_MODO[modo] })),
  {
    value: 'nessuna',
    label: 'Nessuna carta dell’archivio',
    hint: 'I documenti si danno in un altro modo: scrivilo nella motivazione',
  },
]

/** Which papers an act opens, how and for how long. Read only when the outcome is favourable. */
export function CarteFields({ carte, errors, value, list }: Values & { errors: Partial<Record<string, string>> }) {
  const ids = carte.trovate.map((one) => one.id)
  return (
    <>
      <Radios
        name="modo"
        label="Se si accoglie: come si vedono i documenti?"
        error={errors.modo}
        defaultValue={value('modo', CHIESTO[carte.modo] ?? '') || undefined}
        options={MODI}
      />
      {carte.trovate.length > 0 && (
        <Checkboxes
          name="unita"
          label="Unità da aprire"
          hint="Quelle chieste. Togli la spunta a ciò che resta chiuso"
          error={errors.unita}
          defaultValue={list('unita', value('modo') ? [] : ids)}
          options={carte.trovate.map(({ id, segnatura, titolo }) => ({ value: id, label: segnatura, hint: titolo }))}
        />
      )}
      <TextArea
        name="altre"
        label="Altre unità"
        hint={`Una segnatura per riga${carte.nonTrovate.length > 0 ? `. Non ci sono nell’archivio: ${carte.nonTrovate.join(', ')}` : ''}`}
        optional
        error={errors.altre ?? (carte.trovate.length === 0 ? errors.unita : undefined)}
        defaultValue={value('altre')}
        rows={3}
      />
      <NumberField
        name="giorniVisione"
        label="Per quanti giorni"
        hint={`Da ${MIN_GIORNI_VISIONE} (art. 7 D.P.R. 184/2006) a ${MAX_GIORNI_VISIONE} (da confermare), dal giorno dopo l’atto`}
        error={errors.giorniVisione}
        defaultValue={value('giorniVisione', String(GIORNI_VISIONE))}
      />
      {carte.avvisi.mancano.length > 0 && (
        <TextArea
          name="senzaAvviso"
          label="Perché non si avvisano"
          hint={`Compaiono nelle carte e non sono state avvisate: ${carte.avvisi.mancano.join(', ')}. Se la loro riservatezza non ne ha un danno scrivi perché: si legge nell’atto`}
          optional
          error={errors.senzaAvviso}
          defaultValue={value('senzaAvviso')}
          rows={3}
        />
      )}
      {carte.avvisi.opposizioni.length > 0 && (
        <>
          <section className="preview" aria-label="Opposizioni">
            {carte.avvisi.opposizioni.map((testo) => (
              <p key={testo} className="pre-line">
                {testo}
              </p>
            ))}
          </section>
          <TextArea
            name="rispostaOpposizioni"
            label="Risposta a chi si è opposto"
            hint="Se si accoglie lo stesso: perché l’interesse di chi chiede prevale. Si legge nell’atto"
            optional
            error={errors.rispostaOpposizioni}
            defaultValue={value('rispostaOpposizioni')}
            rows={4}
          />
        </>
      )}
      <Checkboxes
        name="copie"
        label="Copie"
        optional
        error={errors.copie}
        defaultValue={list('copie')}
        options={[
          {
            value: 'si',
            label: 'Anche le copie',
            hint: 'Le scarica dal portale, dopo il pagamento. Con «Rilascio di copie» è sempre così',
          },
        ]}
      />
    </>
  )
}

/** The same choices, kept by the preview. */
export const keptCarte = (value: Values['value'], list: Values['list']) => ({
  modo: value('modo'),
  unita: list('unita'),
  altre: value('altre'),
  giorniVisione: value('giorniVisione'),
  senzaAvviso: value('senzaAvviso'),
  rispostaOpposizioni: value('rispostaOpposizioni'),
  ...(list('copie').length > 0 && { copie: 'si' }),
})

export function CarteScelte({ carte, value, list }: Values) {
  const modo = value('modo')
  if (!value('esito').startsWith('accolta') || !modo || modo === 'nessuna') return null
  const chosen = new Set(list('unita'))
  const segnature = [
    ...carte.trovate.filter((one) => chosen.has(one.id)).map((one) => one.segnatura),
    ...value('altre')
      .split('\n')
      .filter((riga) => riga.trim() !== ''),
  ]
  return (
    <>
      <p>
        {NOMI_MODO[modo as ModoAccesso]}, per {value('giorniVisione')} giorni
        {modo === 'copie' || list('copie').length > 0 ? ', con le copie' : ', senza copie'}:
      </p>
      <ul className="list-disc pl-5">
        {segnature.map((one) => (
          <li key={one} className="code">
            {one}
          </li>
        ))}
      </ul>
      {value('senzaAvviso') && <p className="pre-line">Perché altri non si avvisano: {value('senzaAvviso')}</p>}
      {value('rispostaOpposizioni') && (
        <p className="pre-line">Risposta a chi si è opposto: {value('rispostaOpposizioni')}</p>
      )}
    </>
  )
}
