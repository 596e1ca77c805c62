/** Saved searches: how often their owner is told what is new. */
import { addDays, type IsoDate } from '@/lib/core/date'

export const AVVISI = ['nessuno', 'quotidiano', 'settimanale'] as const
export type Avviso = (typeof AVVISI)[number]
export const NOMI_AVVISO: Record<Avviso, string> = {
  nessuno: 'Nessun avviso',
  quotidiano: 'Un avviso al giorno, se c’è qualcosa di nuovo',
  settimanale: 'Un avviso alla settimana, se c’è qualcosa di nuovo',
}

/** A person keeps no more than these. Proposal of the project: da confermare. */
export const MAX_RICERCHE = 50
/** They are told in the morning, Italian time. */
export const ORA_AVVISO = 6

const GIORNI: Record<Avviso, number | null> = { nessuno: null, quotidiano: 1, settimanale: 7 }

/** @returns day on which it is looked at again; null: never */
export function prossimoAvviso(avviso: Avviso, oggi: IsoDate): IsoDate | null {
  const days = GIORNI[avviso]
  return days === null ? null : addDays(oggi, days)
}
