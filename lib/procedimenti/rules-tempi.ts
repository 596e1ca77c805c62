/** Times of a procedure in words. */
import type { Definizione } from './forms'

type Termine = Pick<Definizione['termine'], 'giorni' | 'unita'>

const quanti = (giorni: number, uno: string, molti: string) => `${giorni} ${giorni === 1 ? uno : molti}`

/** '15 giorni', '3 giorni lavorativi' */
export const sayTermine = ({ giorni, unita }: Termine): string =>
  unita === 'giorni' ? quanti(giorni, 'giorno', 'giorni') : quanti(giorni, 'giorno lavorativo', 'giorni lavorativi')

/** The legal term and the usual one: '15 giorni · di solito 9'. @param mediana real days; null while too few are known */
export const sayTempi = (termine: Termine, mediana: number | null): string =>
  mediana === null ? sayTermine(termine) : `${sayTermine(termine)} · di solito ${mediana}`

const SILENZI: Record<Definizione['termine']['silenzio'], string> = {
  nessuno: 'La Provincia risponde sempre con un atto.',
  assenso: 'Se la Provincia non risponde entro il termine, la domanda è accolta.',
  diniego: 'Se la Provincia non risponde entro il termine, la domanda si considera respinta.',
  inadempimento:
    'Se la Provincia non risponde entro il termine non vale come un sì: puoi chiedere l’intervento di chi ha il potere sostitutivo.',
}
export const saySilenzio = (silenzio: Definizione['termine']['silenzio']): string => SILENZI[silenzio]
