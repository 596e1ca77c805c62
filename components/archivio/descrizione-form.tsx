'use client'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Radios } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { addFondoAction, addUnitaAction, describeUnitaAction } from '@/lib/archivio/actions'
import { NOMI_LIVELLO, NOMI_TIPOLOGIA, NOMI_TRATTAMENTO } from '@/lib/archivio/rules'
import { optionsOf, SCELTE_ACCESSO } from './parole'

type Valori = Partial<Record<string, string | null>>
type Props = {
  valori: Valori
  comuni: readonly { istat: string; nome: string }[]
} & (
  | { id: string; versione: number }
  | { padreId: string; livelli: Livelli }
  /** at the top; `produttori`: those that are known */
  | { padreId: null; livelli: Livelli; produttori: readonly string[] }
)
type Livelli = readonly (keyof typeof NOMI_LIVELLO)[]
const PRODUTTORI = 'produttori-noti'

const actionOf = (what: { id: string; versione: number } | { padreId: string | null }) =>
  'id' in what
    ? bound(describeUnitaAction, what.id, what.versione)
    : what.padreId === null
      ? addFondoAction
      : bound(addUnitaAction, what.padreId)

/** A description: of a unit that is there, of a new one in another, or of one that begins a tree. */
export function DescrizioneForm({ valori, comuni, ...what }: Props) {
  const cima = 'produttori' in what ? what : null
  const { errors, formProps, message, pending, typed, value } = useActionForm(actionOf(what))
  /** a list is drawn anew with each answer: it keeps what was chosen */
  const turn = JSON.stringify(typed)
  const text = (name: string) => ({ name, error: errors[name], defaultValue: value(name, valori[name] ?? '') })
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      {'livelli' in what && (
        <>
          <Select
            key={`livello ${turn}`}
            {...text('livello')}
            label="Livello"
            options={what.livelli.map((one) => ({ value: one, label: NOMI_LIVELLO[one] }))}
          />
          <TextField {...text('segnatura')} label="Segnatura" hint="Unica in tutto l’archivio" width="l" />
          {cima && (
            <>
              <datalist id={PRODUTTORI}>
                {cima.produttori.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
              <TextField
                {...text('produttore')}
                label="Soggetto produttore"
                hint="Chi ha formato le carte: uno già descritto, o uno nuovo"
                width="xl"
                list={PRODUTTORI}
                autoComplete="off"
              />
              <Radios
                {...text('accesso')}
                label="Accesso"
                hint="Vale anche per ciò che aggiungerai qui dentro"
                options={SCELTE_ACCESSO}
              />
            </>
          )}
        </>
      )}
      <TextField {...text('titolo')} label="Titolo" hint="Pubblico: senza nomi di persone" width="xl" />
      <TextField
        {...text('titoloOriginale')}
        label="Titolo sulle carte"
        hint="Con i nomi: lo vede solo chi ne ha titolo"
        width="xl"
        optional
      />
      <TextField
        {...text('data')}
        label="Data"
        hint="1974, ca. 1974, [1974], 1974-1978, 14/03/1968 oppure s.d."
        width="m"
      />
      <Select
        key={`tipologia ${turn}`}
        {...text('tipologia')}
        label="Tipo"
        emptyLabel="Nessuno"
        optional
        options={optionsOf(NOMI_TIPOLOGIA)}
      />
      <Select
        key={`trattamento ${turn}`}
        {...text('trattamento')}
        label="Stato del trattamento"
        emptyLabel={null}
        options={optionsOf(NOMI_TRATTAMENTO)}
      />
      <TextField {...text('numeroPratica')} label="Numero di pratica" width="s" optional />
      <TextField {...text('annoPratica')} label="Anno della pratica" width="s" inputMode="numeric" optional />
      <Select
        key={`comuneIstat ${turn}`}
        {...text('comuneIstat')}
        label="Comune"
        emptyLabel="Nessuno"
        optional
        options={comuni.map(({ istat, nome }) => ({ value: istat, label: nome }))}
      />
      <TextField
        {...text('comuneStorico')}
        label="Nome del Comune sulle carte"
        hint="Se oggi si chiama in un altro modo"
        width="l"
        optional
      />
      <TextField {...text('localita')} label="Località" width="l" optional />
      <TextField
        {...text('consistenza')}
        label="Consistenza"
        hint="Per esempio: 24 carte, 3 tavole"
        width="l"
        optional
      />
      <TextField {...text('opera')} label="Opera" width="l" optional />
      <TextField {...text('materiale')} label="Materiale" width="l" optional />
      <TextField {...text('esito')} label="Esito" width="l" optional />
      <TextArea {...text('ambito')} label="Contenuto" hint="Senza nomi di persone" max={5000} optional />
      <Button pending={pending}>
        {'id' in what ? 'Salva la descrizione' : cima ? 'Aggiungi il fondo' : 'Aggiungi l’unità'}
      </Button>
    </form>
  )
}
