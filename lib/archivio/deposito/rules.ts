/** The papers as things: where they stand, where they have gone, and what a count of a place finds. */
import { daysBetween, type IsoDate } from '@/lib/core/date'
import type { MotivoMovimento, TipoContenitore, TipoLuogo } from '../rules'

/** What has a history of its own, beside units. */
export const OGGETTI_STORIA = ['produttore', 'luogo', 'contenitore'] as const
export type OggettoStoria = (typeof OGGETTI_STORIA)[number]

export const NOMI_CONTENITORE: Record<TipoContenitore, string> = {
  busta: 'Busta',
  faldone: 'Faldone',
  scatola: 'Scatola',
  registro: 'Registro',
  cartella: 'Cartella',
  rotolo: 'Rotolo',
  mappa: 'Mappa',
}
export const NOMI_LUOGO: Record<TipoLuogo, string> = {
  sede: 'Sede',
  locale: 'Locale',
  scaffale: 'Scaffale',
  palchetto: 'Palchetto',
}
export const NOMI_MOTIVO: Record<MotivoMovimento, string> = {
  consultazione: 'Consultazione',
  scansione: 'Scansione',
  prestito_ufficio: 'Prestito a un ufficio',
  restauro: 'Restauro',
  trasferimento: 'Trasferimento',
}

/** From the largest: a place stands in one that is larger. */
const TIPI_DAL_PIU_GRANDE: readonly TipoLuogo[] = ['sede', 'locale', 'scaffale', 'palchetto']
export const canStandIn = (fuori: TipoLuogo, dentro: TipoLuogo): boolean =>
  TIPI_DAL_PIU_GRANDE.indexOf(dentro) > TIPI_DAL_PIU_GRANDE.indexOf(fuori)

/** Labels in one file. */
export const ETICHETTE_MAX = 2_000
const PARTI_MAX = 1_000
/** Files in which so many labels are printed: '4.512' are three, of 1–2.000, 2.001–4.000, 4.001–4.512. */
export const partiOf = (etichette: number): { parte: number; da: number; a: number }[] =>
  Array.from({ length: Math.ceil(etichette / ETICHETTE_MAX) }, (_, i) => ({
    parte: i + 1,
    da: i * ETICHETTE_MAX + 1,
    a: Math.min((i + 1) * ETICHETTE_MAX, etichette),
  }))
/** As an address says it; what makes no sense is the first. */
export const parteOf = (asked: string | null): number => {
  const n = Number(asked)
  return Number.isInteger(n) && n > 0 && n <= PARTI_MAX ? n : 1
}

/** A transfer ends where the container will stay; everything else comes back. */
export const isTrasferimento = (motivo: string): boolean => motivo === 'trasferimento'

/** Days past the day on which a container was due back; 0: not late, or no day was said. */
export const giorniRitardo = (rientroPrevistoIl: IsoDate | null, oggi: IsoDate): number =>
  rientroPrevistoIl === null ? 0 : Math.max(0, daysBetween(rientroPrevistoIl, oggi))

/** What a label read during a count turns out to be. */
export const ESITI_LETTURA = [
  'al_posto', // belongs here
  'fuori_posto', // belongs to another place
  'risulta_fuori', // belongs here, and a movement says it is out
  'sconosciuto', // no container has this code
] as const
export type EsitoLettura = (typeof ESITI_LETTURA)[number]
export const NOMI_ESITO: Record<EsitoLettura, string> = {
  al_posto: 'Al suo posto',
  fuori_posto: 'Di un altro luogo',
  risulta_fuori: 'Risulta fuori, ma è qui',
  sconosciuto: 'Codice sconosciuto',
}

/**
 * @param contenitore what has the code; null: nothing has
 * @param luoghi ids of the place that is counted and of those inside it
 */
export function esitoOf(
  contenitore: { luogoId: string; fuori: boolean } | null,
  luoghi: ReadonlySet<string>,
): EsitoLettura {
  if (!contenitore) return 'sconosciuto'
  if (!luoghi.has(contenitore.luogoId)) return 'fuori_posto'
  return contenitore.fuori ? 'risulta_fuori' : 'al_posto'
}

/**
 * Codes in what a scanner or a hand sent: one a line. A label holds the code, or the address of the container's page with
 * the code after '#'.
 */
export function codiciOf(testo: string): string[] {
  const read = testo.split(/[\r\n\t;]+/).map((line) => {
    const given = line.trim()
    const mark = given.startsWith('http') ? given.indexOf('#') : -1
    return mark < 0 ? given : decodeURIComponent(given.slice(mark + 1))
  })
  return [...new Set(read.filter(Boolean))]
}
