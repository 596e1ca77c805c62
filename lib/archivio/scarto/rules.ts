/**
 * Disposal of papers: proposed by the archive, authorised by the Soprintendenza, done with a report. Nothing goes by
 * itself, and the list stays for ever.
 *
 * @see D.Lgs. 42/2004 art. 21 c. 1 lett. d: disposal of papers of public archives only with authorisation; D.P.R. 445/2000
 *   art. 68. A digital copy does not by itself permit to destroy the original.
 */
import { addDays, addMonths, type IsoDate } from '@/lib/core/date'

export const STATI_SCARTO = ['proposta', 'autorizzata', 'negata', 'distrutta', 'ritirata'] as const
export type StatoScarto = (typeof STATI_SCARTO)[number]
export const NOMI_SCARTO: Record<StatoScarto, string> = {
  proposta: 'Proposta, in attesa del nulla osta',
  autorizzata: 'Nulla osta della Soprintendenza',
  negata: 'Nulla osta negato',
  distrutta: 'Carte distrutte, verbale redatto',
  ritirata: 'Proposta ritirata',
}

/** Each act, and the state it may start from. */
const AMMESSI = {
  authorise: 'proposta',
  deny: 'proposta',
  withdraw: 'proposta',
  destroy: 'autorizzata',
} as const satisfies Record<string, StatoScarto>
export type AttoScarto = keyof typeof AMMESSI
export const canScarto = (act: AttoScarto, stato: StatoScarto): boolean => AMMESSI[act] === stato

const MESI = 12

/**
 * First day on which papers may be proposed for disposal: the day after their term, counted from the last of them.
 *
 * @param al last date of the papers; null: they have none, and no term runs
 * @param anni of the plan of the series; null: kept for ever
 * @returns null: never
 */
export const computeTermineScarto = (al: IsoDate | null, anni: number | null): IsoDate | null =>
  al === null || anni === null ? null : addDays(addMonths(al, anni * MESI), 1)

/** How long the papers of a series are kept, in words. */
export const inAnni = (anni: number | null): string =>
  anni === null ? 'per sempre' : anni === 1 ? '1 anno' : `${anni} anni`
