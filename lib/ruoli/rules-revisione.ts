/** The quarterly review of rights: which quarter, which rights, until when. */
import { addDays, addMonths, type IsoDate } from '@/lib/core/date'

/** '2026-T4' */
export type Trimestre = `${number}-T${1 | 2 | 3 | 4}`
export const ESITI_REVISIONE = ['confermato', 'da_togliere'] as const
export type EsitoRevisione = (typeof ESITI_REVISIONE)[number]

/** Days from the first of the quarter within which every right is looked at; the Province may ask for another figure. */
export const GIORNI_REVISIONE = 30

export function trimestreOf(day: IsoDate): Trimestre {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return `${year}-T${(Math.floor((month - 1) / 3) + 1) as 1 | 2 | 3 | 4}`
}

/** First day of a quarter. */
export function inizioTrimestre(trimestre: Trimestre): IsoDate {
  const [year, n] = trimestre.split('-T').map(Number) as [number, number]
  return `${year}-${String(n * 3 - 2).padStart(2, '0')}-01` as IsoDate
}
/** Last day of a quarter. */
export const fineTrimestre = (trimestre: Trimestre): IsoDate => addDays(addMonths(inizioTrimestre(trimestre), 3), -1)
/** Last day of the review. */
export const scadenzaRevisione = (trimestre: Trimestre): IsoDate =>
  addDays(inizioTrimestre(trimestre), GIORNI_REVISIONE - 1)

const ORDINALI = ['', 'primo', 'secondo', 'terzo', 'quarto']
/** 'quarto trimestre 2026' */
export function nomeTrimestre(trimestre: Trimestre): string {
  const [year, n] = trimestre.split('-T').map(Number) as [number, number]
  return `${ORDINALI[n]} trimestre ${year}`
}

/**
 * A right is reviewed in a quarter when it was already there on its first day and still is: what was given during the
 * quarter has just been looked at by two people.
 */
export const isDaRivedere = (
  { validoDal, validoAl }: { validoDal: IsoDate; validoAl: IsoDate | null },
  trimestre: Trimestre,
  oggi: IsoDate,
): boolean => validoDal < inizioTrimestre(trimestre) && (validoAl === null || validoAl >= oggi)

export type StatoRevisione = EsitoRevisione | 'da_rivedere' | 'in_ritardo'

export const statoRevisione = (esito: EsitoRevisione | null, trimestre: Trimestre, oggi: IsoDate): StatoRevisione =>
  esito ?? (oggi > scadenzaRevisione(trimestre) ? 'in_ritardo' : 'da_rivedere')
