/** The public pre-check: figures of a convoy as typed in an address, none of them required. */
import { readNumero } from '@/lib/procedimenti/rules-valori'
import type { VerificaPreliminare } from './rules-serve'
import { type Asse, type Convoglio, TIPI_CONVOGLIO, type TipoConvoglio } from './rules-tipi'

export type Query = Record<string, string | string[] | undefined>

export const MAX_ASSI = 16
const RIGHE_INIZIALI = 5
const MAX_ADDRESS = 2000

type Misura = { nome: string; etichetta: string; esempio: string; unita: 'm' | 't'; min: number; max: number }
/** Metres and tonnes as people type them; `min` and `max` only catch a slip of the unit. */
export const MISURE = [
  { nome: 'lunghezza', etichetta: 'Lunghezza', esempio: '16,5', unita: 'm', min: 1, max: 100 },
  { nome: 'larghezza', etichetta: 'Larghezza', esempio: '2,55', unita: 'm', min: 0.5, max: 15 },
  { nome: 'altezza', etichetta: 'Altezza', esempio: '4', unita: 'm', min: 0.5, max: 15 },
  { nome: 'massa', etichetta: 'Massa complessiva', esempio: '44', unita: 't', min: 0.1, max: 900 },
] as const satisfies readonly Misura[]
export const SPORGENZE = [
  { nome: 'davanti', etichetta: 'Quanto sporge davanti', esempio: '0,5', unita: 'm', min: 0, max: 40 },
  { nome: 'dietro', etichetta: 'Quanto sporge dietro', esempio: '1,2', unita: 'm', min: 0, max: 60 },
] as const satisfies readonly Misura[]
export const RALLA = [
  {
    nome: 'rallaDietro',
    etichetta: 'Dal perno della ralla al retro del semirimorchio',
    esempio: '12',
    unita: 'm',
    min: 0,
    max: 60,
  },
  {
    nome: 'rallaDavanti',
    etichetta: 'Dal perno della ralla al punto più avanti del semirimorchio',
    esempio: '2,04',
    unita: 'm',
    min: 0,
    max: 10,
  },
] as const satisfies readonly Misura[]
const MASSA_ASSE: Misura = { nome: '', etichetta: 'massa', esempio: '11,5', unita: 't', min: 0.1, max: 60 }
const DISTANZA: Misura = { nome: '', etichetta: 'distanza', esempio: '1,31', unita: 'm', min: 0.3, max: 60 }

export type Verifica = {
  /** The form was sent, by whatever button: an empty box is an answer. */
  compilata: boolean
  /** An answer is asked, not only one axle more. */
  inviata: boolean
  domanda: VerificaPreliminare
  /** Rows of axles to show. */
  righe: number
  valori: Record<string, string>
  errors: Record<string, string>
}

const text = (value: string | string[] | undefined): string => ([value].flat()[0] ?? '').trim().slice(0, 40)

/** @returns what was typed, the convoy as far as it could be read, and what could not */
export function readVerifica(query: Query): Verifica {
  const valori: Record<string, string> = {}
  const errors: Record<string, string> = {}
  const read = ({ etichetta, esempio, unita, min, max }: Misura, nome: string, quale = etichetta): number | null => {
    const typed = text(query[nome])
    if (typed === '') return null
    valori[nome] = typed
    const value = readNumero(typed)
    const parola = unita === 'm' ? 'metri' : 'tonnellate'
    if (value === null) errors[nome] = `${quale}: scrivi un numero in ${parola}, per esempio ${esempio}`
    else if (value < min || value > max)
      errors[nome] = `${quale}: scrivi un valore in ${parola} tra ${say(min)} e ${say(max)}`
    else return Math.round(value * (unita === 'm' ? 100 : 1000))
    return null
  }

  const compilata = query.verifica !== undefined
  const inviata = compilata && query.assi === undefined
  const tipo = text(query.tipo)
  // The button that adds an axle says how many there will be; otherwise there are as many as declared.
  const asked = Number.parseInt(text(query.assi ?? query.n), 10)
  const declared = Number.isSafeInteger(asked) ? Math.min(MAX_ASSI, Math.max(1, asked)) : null
  const righe = declared ?? RIGHE_INIZIALI
  const sospesi = query.sospesi !== undefined
  const masse = Array.from({ length: righe }, (_, i) => read(MASSA_ASSE, `m${i + 1}`, `Asse ${i + 1}`))
  const distanze = Array.from({ length: righe - 1 }, (_, i) =>
    read(DISTANZA, `d${i + 1}`, `Distanza tra gli assi ${i + 1} e ${i + 2}`),
  )
  const written = Math.max(
    masse.findLastIndex((kg) => kg !== null) + 1,
    distanze.findLastIndex((cm) => cm !== null) + 2,
  )
  const quanti = declared ?? (written > 1 ? written : 0)
  const assi: Asse[] = Array.from({ length: quanti }, (_, i) => ({
    massaKg: masse[i] ?? null,
    interasseCm: i < quanti - 1 ? (distanze[i] ?? null) : null,
    // The law asks it of the drive axle of a single vehicle: the last one.
    ruoteGemellate: sospesi && i === quanti - 1,
    sospensionePneumatica: sospesi && i === quanti - 1,
    motore: i === quanti - 1,
  }))
  const posterioreCm = read(RALLA[0], RALLA[0].nome)
  const anterioreCm = read(RALLA[1], RALLA[1].nome)
  const convoglio: Convoglio = {
    tipo: (TIPI_CONVOGLIO as readonly string[]).includes(tipo) ? (tipo as TipoConvoglio) : 'isolato',
    veicoli: [],
    assi,
    lunghezzaCm: read(MISURE[0], 'lunghezza'),
    larghezzaCm: read(MISURE[1], 'larghezza'),
    altezzaCm: read(MISURE[2], 'altezza'),
    massaComplessivaKg: read(MISURE[3], 'massa'),
    sbalzoAnterioreCm: read(SPORGENZE[0], 'davanti'),
    sbalzoPosterioreCm: read(SPORGENZE[1], 'dietro'),
    perniRalla: posterioreCm === null && anterioreCm === null ? null : { posterioreCm, anterioreCm },
    gommatura8daN: !compilata || query.gomme !== undefined,
    refrigerato: query.refrigerato !== undefined,
  }
  if (declared !== null) valori.n = String(declared)
  if (inviata && Object.keys(valori).every((nome) => nome === 'n'))
    errors.lunghezza = 'Scrivi almeno una misura o una massa'
  const domanda = { convoglio, stradeElencate: yesNo(text(query.elenco)), indennizzoArt34: yesNo(text(query.art34)) }
  return { compilata, inviata, domanda, righe, valori, errors }
}

const yesNo = (value: string): boolean | null => (value === 'si' ? true : value === 'no' ? false : null)
const say = (value: number) => value.toLocaleString('it-IT')

/** The pre-check as an address again, to be carried on; empty when nothing was checked. */
export function addressOf(query: Query): string {
  if (query.verifica === undefined) return ''
  const entries = Object.entries(query).map(([key, value]) => [key.slice(0, 20), text(value)] as [string, string])
  return new URLSearchParams(entries.filter(([, value]) => value !== '')).toString().slice(0, MAX_ADDRESS)
}

/**
 * The figures of a pre-check as first answers of a draft: what was typed, and nothing that was only supposed.
 * @param address the query of the pre-check · @returns null when there is nothing to carry
 */
export function risposteOf(address: string): Record<string, unknown> | null {
  const { compilata, domanda } = readVerifica(Object.fromEntries(new URLSearchParams(address.slice(0, MAX_ADDRESS))))
  if (!compilata) return null
  const { veicoli: _, assi, tipo, gommatura8daN, refrigerato, ...misure } = domanda.convoglio
  const typed = Object.fromEntries(Object.entries(misure).filter(([, value]) => value !== null))
  const axles = assi.map(({ massaKg, interasseCm }) => ({ massaKg, interasseCm }))
  return { convoglio: { tipo, gommatura8daN, refrigerato, ...typed, ...(axles.length > 0 ? { assi: axles } : {}) } }
}
