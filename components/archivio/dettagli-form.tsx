'use client'
import { Blocchi } from '@/components/ui/blocchi'
import { bound } from '@/components/ui/bound'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choices'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { describeDettagliAction } from '@/lib/archivio/dettagli/actions'
import { NOMI_RUOLO_AGENTE } from '@/lib/archivio/rules'
import { blocchiOf } from '@/lib/core/blocchi'
import { optionsOf } from './parole'

type Blocco = Record<string, string>
type Props = {
  id: string
  versione: number
  campi: Record<string, string | null>
  gruppi: Record<'agenti' | 'ubicazioni' | 'tratte' | 'voci' | 'tappe', Blocco[]>
  produttori: readonly { id: string; denominazione: string }[]
  argomenti: readonly string[]
}

const CATASTO = { terreni: 'Terreni', fabbricati: 'Fabbricati' }
const LATO = { destro: 'Destro', sinistro: 'Sinistro', entrambi: 'Entrambi' }
const VOCI = 'voci-note'

/** Who, where, on which road, about what, and the rest that an archivist tells of a unit. */
export function DettagliForm({ id, versione, campi, gruppi, produttori, argomenti }: Props) {
  const { errors, formProps, message, pending, typed, value } = useActionForm(
    bound(describeDettagliAction, id, versione),
  )
  const field = (name: string) => ({ name, error: errors[name], defaultValue: value(name, campi[name] ?? '') })
  // each answer of the server draws the blocks anew
  const turn = typed ? JSON.stringify([typed, errors]) : ''
  const group = (name: keyof typeof gruppi) => ({
    gruppo: name,
    blocchi: typed ? blocchiOf(typed, name) : gruppi[name],
  })
  const inside = (block: Blocco, name: (field: string) => string) => (one: string) => ({
    name: name(one),
    error: errors[name(one)],
    defaultValue: block[one] ?? '',
  })
  return (
    <form {...formProps}>
      <ErrorSummary message={message} errors={errors} />
      <h2>Nomi</h2>
      <p className="muted mb-4">
        Chi accede con il codice fiscale scritto qui vede subito le carte dell’unità, se non sono riservate.
      </p>
      <Blocchi key={`agenti ${turn}`} {...group('agenti')} itemLabel="Nome" addLabel="Aggiungi un nome">
        {(block, name) => {
          const at = inside(block, name)
          return (
            <>
              <Select {...at('ruolo')} label="Ruolo" options={optionsOf(NOMI_RUOLO_AGENTE)} />
              <TextField {...at('nome')} label="Nome o denominazione" width="l" />
              <TextField {...at('codiceFiscale')} label="Codice fiscale" width="m" spellCheck={false} optional />
              <TextField {...at('albo')} label="Albo e numero" width="l" optional />
              <TextField {...at('targa')} label="Targa del veicolo" width="s" optional />
            </>
          )
        }}
      </Blocchi>
      <h2>Luoghi</h2>
      <Blocchi
        key={`ubicazioni ${turn}`}
        {...group('ubicazioni')}
        itemLabel="Luogo"
        addLabel="Aggiungi una via o una particella"
      >
        {(block, name) => {
          const at = inside(block, name)
          return (
            <>
              <TextField {...at('via')} label="Via e numero" width="l" optional />
              <Select {...at('catasto')} label="Catasto" emptyLabel="Nessuno" options={optionsOf(CATASTO)} optional />
              <TextField {...at('sezione')} label="Sezione" width="s" optional />
              <TextField {...at('foglio')} label="Foglio" width="s" optional />
              <TextField {...at('mappale')} label="Mappale" width="s" optional />
              <TextField {...at('sub')} label="Subalterno" width="s" optional />
              <Checkbox
                name={name('attuale')}
                value="si"
                defaultChecked={block.attuale === 'si'}
                label="È il dato di oggi, non quello delle carte"
              />
              <Checkbox
                name={name('verificata')}
                value="si"
                defaultChecked={block.verificata === 'si'}
                label="Verificato in catasto"
              />
            </>
          )
        }}
      </Blocchi>
      <h2>Strade</h2>
      <Blocchi key={`tratte ${turn}`} {...group('tratte')} itemLabel="Strada" addLabel="Aggiungi una strada">
        {(block, name) => {
          const at = inside(block, name)
          return (
            <>
              <TextField {...at('strada')} label="Strada" hint="Per esempio SP 370" width="m" />
              <TextField {...at('da')} label="Dal chilometro" hint="Per esempio 3+200" width="s" optional />
              <TextField {...at('a')} label="Al chilometro" width="s" optional />
              <Select {...at('lato')} label="Lato" emptyLabel="Non detto" options={optionsOf(LATO)} optional />
            </>
          )
        }}
      </Blocchi>
      <h2>Argomenti</h2>
      <datalist id={VOCI}>
        {argomenti.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Blocchi key={`voci ${turn}`} {...group('voci')} itemLabel="Argomento" addLabel="Aggiungi un argomento">
        {(block, name) => (
          <TextField {...inside(block, name)('termine')} label="Argomento" width="l" list={VOCI} autoComplete="off" />
        )}
      </Blocchi>
      <h2>Tappe</h2>
      <Blocchi key={`tappe ${turn}`} {...group('tappe')} itemLabel="Tappa" addLabel="Aggiungi una tappa">
        {(block, name) => {
          const at = inside(block, name)
          return (
            <>
              <TextField
                {...at('che')}
                label="Che cosa"
                hint="Per esempio: deposito. Senza nomi di persone"
                width="l"
              />
              <TextField {...at('il')} label="Giorno" hint="14/03/1968" width="m" />
            </>
          )
        }}
      </Blocchi>
      <h2>Altro</h2>
      <Select
        key={`produttore ${turn}`}
        {...field('produttoreId')}
        label="Soggetto produttore"
        emptyLabel="Non noto"
        options={produttori.map((one) => ({ value: one.id, label: one.denominazione }))}
        optional
      />
      <TextField
        {...field('detentore')}
        label="Detenuta da"
        hint="Se le carte sono di un altro ente"
        width="l"
        optional
      />
      <TextField {...field('registro')} label="Registro" width="l" optional />
      <TextField {...field('protocolloStorico')} label="Protocollo sulle carte" width="l" optional />
      <TextField
        {...field('classificazione')}
        label="Classificazione"
        hint="Titolo/classe/sottoclasse"
        width="l"
        optional
      />
      <TextField {...field('normativa')} label="Norma tecnica" width="l" optional />
      <TextField {...field('lingua')} label="Lingua" width="m" />
      <TextField {...field('supporto')} label="Supporto" width="l" optional />
      <TextField {...field('conservazione')} label="Stato di conservazione" width="l" optional />
      <TextArea {...field('lacune')} label="Lacune" max={2000} rows={3} optional />
      <TextField {...field('riproduzione')} label="Condizioni di riproduzione" width="xl" optional />
      <Button pending={pending}>Salva</Button>
    </form>
  )
}
