/** Figures and words of the transport as an act writes them. */
import type {
  ClasseVeicolo,
  Percorso,
  Periodo,
  RuoloVeicolo,
  TipoConvoglio,
  TipoDomanda,
} from '@/lib/trasporti/rules-tipi'

const one = new Intl.NumberFormat('it-IT', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 3,
  useGrouping: 'always',
})
const two = new Intl.NumberFormat('it-IT', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const km = new Intl.NumberFormat('it-IT', { minimumFractionDigits: 1, maximumFractionDigits: 3 })

/** 72000 → '72,0' */
export const formatTonnellate = (kg: number): string => one.format(kg / 1000)
/** 255 → '2,55' */
export const formatMetri = (cm: number): string => two.format(cm / 100)
/** 8200 → '8,2' */
export const formatKm = (metres: number): string => km.format(metres / 1000)

export const RUOLI: Record<RuoloVeicolo, string> = {
  motrice: 'Motrice',
  rimorchio: 'Rimorchio',
  riserva_motrice: 'Motrice di riserva',
  riserva_rimorchio: 'Rimorchio di riserva',
}
export const isRiserva = (ruolo: RuoloVeicolo): boolean => ruolo.startsWith('riserva')

export const CLASSI: Record<ClasseVeicolo, string> = {
  trattore: 'trattore',
  autocarro: 'autocarro',
  rimorchio: 'rimorchio',
  semirimorchio: 'semirimorchio',
  uso_speciale: 'veicolo a uso speciale',
  mezzo_opera: 'mezzo d’opera',
  macchina_operatrice: 'macchina operatrice',
  macchina_agricola: 'macchina agricola',
  autobus: 'autobus',
}
export const CONVOGLI: Record<TipoConvoglio, string> = {
  isolato: 'veicolo isolato',
  autotreno: 'autotreno',
  autoarticolato: 'autoarticolato',
  autosnodato: 'autosnodato',
  mezzo_opera_isolato: 'mezzo d’opera isolato',
  mezzo_opera_complesso: 'mezzo d’opera, complesso',
}
export const TIPI: Record<TipoDomanda, string> = {
  singola: 'singola',
  multipla: 'multipla',
  periodica: 'periodica',
  rinnovo: 'rinnovo',
  proroga: 'proroga',
}
export const ORARI: Record<Periodo['orario'], string> = {
  diurno: 'di giorno',
  notturno: 'di notte',
  qualsiasi: 'di giorno e di notte',
}

/** null while no stretch has its length */
export function lunghezzaPercorso(percorso: Percorso): number | null {
  const known = percorso.tratti.flatMap((tratto) => tratto.lunghezzaM ?? [])
  return known.length > 0 ? known.reduce((sum, metres) => sum + metres, 0) : null
}
