import { Button } from '@/components/ui/button'
import { Checkbox, Radios } from '@/components/ui/choices'
import { Disclosure } from '@/components/ui/disclosure'
import { NumberField } from '@/components/ui/number-field'
import { TextField } from '@/components/ui/text-field'
import { NOMI_CONVOGLIO } from '@/lib/procedimenti/rules-convoglio'
import { MAX_ASSI, MISURE, RALLA, SPORGENZE, type Verifica } from '@/lib/trasporti/forms-verifica'
import { TIPI_CONVOGLIO } from '@/lib/trasporti/rules-tipi'

const UNITS = { m: 'metri', t: 'tonnellate' } as const

/** A GET form: the answer has an address, and it works with scripts off. */
export function VerificaForm({ action, verifica }: { action: string; verifica: Verifica }) {
  const { valori, errors, righe, domanda } = verifica
  const { convoglio } = domanda
  const field = (nome: string, label: string, unita: 'm' | 't') => (
    <NumberField
      key={nome}
      name={nome}
      label={label}
      unit={unita}
      unitName={UNITS[unita]}
      defaultValue={valori[nome]}
      error={errors[nome]}
    />
  )
  return (
    <form action={action} method="get" noValidate>
      <input type="hidden" name="verifica" value="1" />
      {/* The first button is the one that Enter presses. */}
      <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true">
        Verifica
      </button>
      <Radios
        name="tipo"
        label="Che convoglio è?"
        defaultValue={convoglio.tipo}
        options={TIPI_CONVOGLIO.map((value) => ({ value, label: NOMI_CONVOGLIO[value] }))}
      />
      <h2>Quanto misura e quanto pesa a pieno carico?</h2>
      <div className="grid gap-x-8 sm:grid-cols-2">
        {MISURE.map(({ nome, etichetta, unita }) => field(nome, etichetta, unita))}
      </div>
      <h2>Quanto pesa ogni asse?</h2>
      <p className="mb-4 text-ink-soft">
        Parti dal davanti. Se non conosci le masse degli assi scrivi almeno quanti sono.
      </p>
      <TextField
        name="n"
        label="Numero di assi"
        inputMode="numeric"
        autoComplete="off"
        width="xs"
        defaultValue={valori.n}
      />
      {Array.from({ length: righe }, (_, i) => i + 1).map((n) => (
        <div key={n} className="grid gap-x-8 sm:grid-cols-2">
          {field(`m${n}`, `Asse ${n}: massa`, 't')}
          {n < righe && field(`d${n}`, `Distanza tra l’asse ${n} e l’asse ${n + 1}`, 'm')}
        </div>
      ))}
      <p className="mb-6 flex flex-wrap gap-3">
        {righe < MAX_ASSI && <AxleButton value={righe + 1}>Aggiungi un asse</AxleButton>}
        {righe > 1 && <AxleButton value={righe - 1}>Togli l’ultimo asse</AxleButton>}
      </p>
      <Disclosure summary="Altri dati che possono cambiare la risposta" open={hasMore(verifica)}>
        {SPORGENZE.map(({ nome, etichetta, unita }) => field(nome, etichetta, unita))}
        {RALLA.map(({ nome, etichetta, unita }) => field(nome, etichetta, unita))}
        <Checkbox
          name="gomme"
          label="Gli pneumatici scaricano a terra non più di 8 daN/cm²"
          hint="È il caso normale dei veicoli da trasporto su strada"
          value="si"
          defaultChecked={convoglio.gommatura8daN}
        />
        <Checkbox
          name="sospesi"
          label="L’asse motore ha ruote gemellate e sospensioni pneumatiche o equivalenti"
          value="si"
          defaultChecked={convoglio.assi.some((asse) => asse.ruoteGemellate)}
        />
        <Checkbox
          name="refrigerato"
          label="È un veicolo isotermico o refrigerato in regime ATP"
          value="si"
          defaultChecked={convoglio.refrigerato}
        />
        <h3>Solo per i mezzi d’opera</h3>
        <YesNo
          name="elenco"
          label="Usi solo strade che l’elenco dell’art. 226 dichiara percorribili ai mezzi d’opera?"
          value={domanda.stradeElencate}
        />
        <YesNo
          name="art34"
          label="Hai pagato l’indennizzo dell’art. 34 con la tassa automobilistica?"
          value={domanda.indennizzoArt34}
        />
      </Disclosure>
      <p className="mt-6">
        <Button>Verifica</Button>
      </p>
    </form>
  )
}

function YesNo({ name, label, value }: { name: string; label: string; value: boolean | null | undefined }) {
  const given = value === true ? 'si' : value === false ? 'no' : ''
  const options = [
    { value: 'si', label: 'Sì' },
    { value: 'no', label: 'No' },
    { value: '', label: 'Non lo so' },
  ]
  return <Radios name={name} label={label} options={options} defaultValue={given} inline />
}

/** Sends the same form with one axle more or less: what was typed comes back. */
function AxleButton({ value, children }: { value: number; children: string }) {
  return (
    <Button kind="secondary" small name="assi" value={value}>
      {children}
    </Button>
  )
}

const hasMore = ({ valori, domanda: { convoglio } }: Verifica) =>
  [...SPORGENZE, ...RALLA].some(({ nome }) => nome in valori) ||
  convoglio.tipo.startsWith('mezzo_opera') ||
  convoglio.refrigerato ||
  !convoglio.gommatura8daN
