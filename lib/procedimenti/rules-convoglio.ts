/** The convoy, asked in three pages: its vehicles, its measures, its axles. */
import {
  CLASSI_VEICOLO,
  type ClasseVeicolo,
  RUOLI_VEICOLO,
  type RuoloVeicolo,
  TIPI_CONVOGLIO,
  type TipoConvoglio,
} from '@/lib/trasporti/rules-tipi'
import type { Campo, Condizione } from './forms'
import type { Foglia, Gruppo, Nodo } from './rules-campi'
import type { Dati } from './rules-condizioni'

export const NOMI_CONVOGLIO: Record<TipoConvoglio, string> = {
  isolato: 'Un veicolo da solo',
  autotreno: 'Autotreno: autocarro e rimorchio',
  autoarticolato: 'Autoarticolato: trattore e semirimorchio',
  autosnodato: 'Autosnodato',
  mezzo_opera_isolato: 'Mezzo d’opera da solo',
  mezzo_opera_complesso: 'Mezzo d’opera con rimorchio o semirimorchio',
}
export const NOMI_CLASSE: Record<ClasseVeicolo, string> = {
  trattore: 'Trattore stradale',
  autocarro: 'Autocarro',
  rimorchio: 'Rimorchio',
  semirimorchio: 'Semirimorchio',
  uso_speciale: 'Veicolo a uso speciale',
  mezzo_opera: 'Mezzo d’opera',
  macchina_operatrice: 'Macchina operatrice',
  macchina_agricola: 'Macchina agricola',
  autobus: 'Autobus',
}
export const NOMI_RUOLO: Record<RuoloVeicolo, string> = {
  motrice: 'Motrice',
  rimorchio: 'Rimorchio o semirimorchio',
  riserva_motrice: 'Motrice di riserva',
  riserva_rimorchio: 'Rimorchio o semirimorchio di riserva',
}
const optionsOf = <K extends string>(keys: readonly K[], names: Record<K, string>) =>
  keys.map((valore) => ({ valore, etichetta: names[valore] }))

type Misura = { aiuto?: string; facoltativo?: boolean; quando?: Condizione; max: number; min?: number }
/** Metres typed, centimetres kept. */
const metri = (nome: string, etichetta: string, seManca: string, { max, min = 0, ...rest }: Misura): Foglia => ({
  genere: 'numero',
  nome,
  etichetta,
  seManca,
  unita: 'm',
  decimali: 2,
  scala: 100,
  min,
  max,
  facoltativo: false,
  ...rest,
})
/** Tonnes typed, kilograms kept. */
const tonnellate = (nome: string, etichetta: string, seManca: string, max: number): Foglia => ({
  genere: 'numero',
  nome,
  etichetta,
  seManca,
  unita: 't',
  decimali: 3,
  scala: 1000,
  min: 0.1,
  max,
  facoltativo: false,
})

const VEICOLI: Nodo[] = [
  {
    genere: 'scelta',
    nome: 'tipo',
    etichetta: 'Che convoglio è?',
    forma: 'radio',
    facoltativo: false,
    seManca: 'Scegli che convoglio è',
    opzioni: optionsOf(TIPI_CONVOGLIO, NOMI_CONVOGLIO),
  },
  {
    genere: 'elenco',
    nome: 'veicoli',
    etichetta: 'Veicoli',
    singolare: 'veicolo',
    min: 1,
    max: 12,
    seManca: 'Aggiungi almeno un veicolo',
    riassumi: (riga) =>
      [
        NOMI_RUOLO[riga.ruolo as RuoloVeicolo],
        NOMI_CLASSE[riga.classe as ClasseVeicolo],
        riga.targa,
        riga.marca,
        typeof riga.taraKg === 'number' && `tara ${formatTonnellate(riga.taraKg)}`,
        typeof riga.massaMaxKg === 'number' && `massa massima ${formatTonnellate(riga.massaMaxKg)}`,
        typeof riga.numeroAssi === 'number' && `${riga.numeroAssi} ${riga.numeroAssi === 1 ? 'asse' : 'assi'}`,
      ]
        .filter(Boolean)
        .join(' · '),
    campi: [
      {
        genere: 'scelta',
        nome: 'ruolo',
        etichetta: 'Posto nel convoglio',
        forma: 'tendina',
        facoltativo: false,
        seManca: 'Scegli il posto del veicolo nel convoglio',
        opzioni: optionsOf(RUOLI_VEICOLO, NOMI_RUOLO),
      },
      {
        genere: 'scelta',
        nome: 'classe',
        etichetta: 'Tipo di veicolo',
        forma: 'tendina',
        facoltativo: false,
        seManca: 'Scegli il tipo di veicolo',
        opzioni: optionsOf(CLASSI_VEICOLO, NOMI_CLASSE),
      },
      {
        genere: 'targa',
        nome: 'targa',
        etichetta: 'Targa',
        facoltativo: false,
        seManca: 'Inserisci la targa del veicolo',
      },
      {
        genere: 'testo',
        nome: 'marca',
        etichetta: 'Marca e modello',
        max: 80,
        facoltativo: false,
        seManca: 'Inserisci marca e modello del veicolo',
      },
      tonnellate('taraKg', 'Tara', 'Inserisci la tara del veicolo', 200),
      tonnellate(
        'massaMaxKg',
        'Massa massima della carta di circolazione',
        'Inserisci la massa massima scritta sulla carta di circolazione',
        400,
      ),
      {
        genere: 'numero',
        nome: 'numeroAssi',
        etichetta: 'Numero di assi',
        seManca: 'Inserisci il numero di assi del veicolo',
        decimali: 0,
        scala: 1,
        min: 1,
        max: 20,
        facoltativo: false,
      },
    ],
  },
]

const autoarticolato: Condizione = { campo: 'convoglio.tipo', op: 'uguale', valore: 'autoarticolato' }
const MISURE: Nodo[] = [
  metri('lunghezzaCm', 'Lunghezza', 'Inserisci la lunghezza del convoglio', {
    aiuto: 'Da un’estremità all’altra, carico compreso',
    min: 1,
    max: 100,
  }),
  metri('larghezzaCm', 'Larghezza', 'Inserisci la larghezza del convoglio', {
    aiuto: 'Nel punto più largo, carico compreso',
    min: 0.5,
    max: 15,
  }),
  metri('altezzaCm', 'Altezza', 'Inserisci l’altezza del convoglio', {
    aiuto: 'Da terra al punto più alto',
    min: 0.5,
    max: 15,
  }),
  metri('sbalzoAnterioreCm', 'Sporgenza davanti', 'Inserisci la sporgenza davanti', {
    aiuto: 'Quanto il carico sporge oltre il veicolo. Se non sporge lascia vuoto',
    facoltativo: true,
    max: 40,
  }),
  metri('sbalzoPosterioreCm', 'Sporgenza dietro', 'Inserisci la sporgenza dietro', {
    aiuto: 'Se non sporge lascia vuoto',
    facoltativo: true,
    max: 60,
  }),
  tonnellate('massaComplessivaKg', 'Massa complessiva', 'Inserisci la massa complessiva a pieno carico', 900),
  {
    genere: 'gruppo',
    nome: 'perniRalla',
    etichetta: 'Perno della ralla',
    quando: autoarticolato,
    campi: [
      metri(
        'posterioreCm',
        'Dal perno della ralla al retro del semirimorchio',
        'Inserisci la distanza dal perno al retro',
        { facoltativo: true, max: 60 },
      ),
      metri(
        'anterioreCm',
        'Dal perno della ralla al punto più avanti del semirimorchio',
        'Inserisci la distanza dal perno al davanti',
        { facoltativo: true, max: 10 },
      ),
    ],
  },
  {
    genere: 'spunta',
    nome: 'gommatura8daN',
    etichetta: 'Gli pneumatici scaricano a terra non più di 8 daN/cm²',
    aiuto: 'È il caso normale dei veicoli da trasporto su strada (art. 62 c. 2)',
  },
  { genere: 'spunta', nome: 'refrigerato', etichetta: 'È un veicolo isotermico o refrigerato in regime ATP' },
]

const ASSI: Nodo[] = [
  {
    genere: 'elenco',
    nome: 'assi',
    fisso: true,
    etichetta: 'Assi',
    singolare: 'asse',
    min: 1,
    max: 40,
    seManca: 'Inserisci la massa di almeno un asse',
    riassumi: (riga) =>
      [
        formatTonnellate(riga.massaKg),
        typeof riga.interasseCm === 'number' &&
          `a ${(riga.interasseCm / 100).toLocaleString('it-IT', { minimumFractionDigits: 2 })} m dal successivo`,
        riga.ruoteGemellate === true && 'ruote gemellate',
        riga.sospensionePneumatica === true && 'sospensione pneumatica',
        riga.motore === true && 'motore',
      ]
        .filter(Boolean)
        .join(' · '),
    campi: [
      tonnellate('massaKg', 'Massa', 'Inserisci la massa dell’asse', 60),
      {
        ...metri('interasseCm', 'Distanza dal prossimo', 'Inserisci la distanza dall’asse che segue', {
          max: 60,
          min: 0.3,
        }),
        seRiga: ({ indice, quante }) => indice < quante - 1,
      } as Foglia,
      { genere: 'spunta', nome: 'ruoteGemellate', etichetta: 'Ruote gemellate' },
      { genere: 'spunta', nome: 'sospensionePneumatica', etichetta: 'Sospensione pneumatica o equivalente' },
      { genere: 'spunta', nome: 'motore', etichetta: 'Asse motore' },
    ],
  },
]

const formatTonnellate = (kg: unknown) =>
  typeof kg === 'number'
    ? `${(kg / 1000).toLocaleString('it-IT', { minimumFractionDigits: 1, maximumFractionDigits: 3 })} t`
    : 'massa non indicata'

const PARTI = { veicoli: VEICOLI, misure: MISURE, assi: ASSI }
export const expandConvoglio = (campo: Extract<Campo, { genere: 'convoglio' }>): Gruppo => ({
  genere: 'gruppo',
  nome: campo.nome,
  etichetta: campo.etichetta,
  quando: campo.quando,
  campi: PARTI[campo.parte],
})

/** Axles of the main convoy as its vehicles declare them; null while a vehicle does not say. */
export function countAssi(convoglio: unknown): number | null {
  const veicoli = (convoglio as Dati | undefined)?.veicoli
  if (!Array.isArray(veicoli)) return null
  const main = veicoli.filter(
    (one): one is Dati =>
      typeof one === 'object' && one !== null && (one.ruolo === 'motrice' || one.ruolo === 'rimorchio'),
  )
  if (main.length === 0 || main.some((one) => typeof one.numeroAssi !== 'number')) return null
  return Math.min(
    40,
    main.reduce((sum, one) => sum + (one.numeroAssi as number), 0),
  )
}

const ASSE_VUOTO = {
  massaKg: null,
  interasseCm: null,
  ruoteGemellate: false,
  sospensionePneumatica: false,
  motore: false,
}
/** A vehicle of the fleet, as far as its axles go. */
type Parco = readonly { targa: string; interassiCm: readonly number[] }[]

/**
 * As many axles as the vehicles have, front to back; distances known from the fleet are there to be confirmed.
 *
 * @returns the axles already written, made longer or shorter; untouched when the vehicles do not say how many there are
 */
export function prepareAssi(convoglio: unknown, flotta: Parco): Dati[] {
  const { assi, veicoli } = (convoglio ?? {}) as { assi?: unknown; veicoli?: unknown }
  const written = Array.isArray(assi) ? (assi as Dati[]) : []
  const count = countAssi(convoglio)
  if (count === null) return written.length > 0 ? written : [{ ...ASSE_VUOTO }, { ...ASSE_VUOTO }]
  const known: (number | null)[] = []
  for (const ruolo of ['motrice', 'rimorchio']) {
    for (const veicolo of (veicoli as Dati[]).filter((one) => one.ruolo === ruolo)) {
      const own = flotta.find((one) => one.targa === veicolo.targa)?.interassiCm ?? []
      const axles = veicolo.numeroAssi as number
      for (let i = 0; i < axles; i += 1) known.push(i < axles - 1 ? (own[i] ?? null) : null)
    }
  }
  return Array.from({ length: count }, (_, i) => {
    const asse = written[i] ?? ASSE_VUOTO
    return { ...asse, interasseCm: i === count - 1 ? null : (asse.interasseCm ?? known[i] ?? null) }
  })
}

const TRAINATI: readonly string[] = ['rimorchio', 'semirimorchio'] satisfies ClasseVeicolo[]
type InFlotta = { targa: string; classe: string; marca: string; taraKg: number; massaMaxKg: number; numeroAssi: number }

/** A vehicle of the fleet as a block of the convoy: it takes the free place, else it is a reserve. */
export function veicoloDaFlotta(
  veicoli: readonly unknown[],
  { targa, classe, marca, taraKg, massaMaxKg, numeroAssi }: InFlotta,
): Dati {
  const posto: RuoloVeicolo = TRAINATI.includes(classe) ? 'rimorchio' : 'motrice'
  const taken = veicoli.some((one) => (one as Dati | null)?.ruolo === posto)
  return { ruolo: taken ? `riserva_${posto}` : posto, classe, targa, marca, taraKg, massaMaxKg, numeroAssi }
}
