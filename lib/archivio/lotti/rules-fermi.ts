/** A batch opened in the browser and left there holds the files that were uploaded for it: after some time it lets them go. */
import { addDays, formatTime, type IsoDate, maxDay } from '@/lib/core/date'

/** Dated setting, proposed: *da confermare*. */
export const FERMO = { chiave: 'archivio.lotti.giorni-preparazione', valore: 30 } as const
/** Days between the warning and the end. */
export const GIORNI_PREAVVISO = 7

/** @param impostazioni those in force today */
export function giorniFermoOf(impostazioni: readonly { chiave: string; valore: unknown }[]): number {
  const value = impostazioni.find((one) => one.chiave === FERMO.chiave)?.valore
  return Number.isInteger(value) && (value as number) > GIORNI_PREAVVISO ? (value as number) : FERMO.valore
}

export type Fermo = {
  /** day of the last change of the batch or of its files */
  dal: IsoDate
  /** last day that its owner was told; null: not told yet */
  scadeIl: IsoDate | null
}

/** Last day on which a change keeps the batch: never less than the days of warning away from one who was not told. */
export const ultimoGiorno = ({ dal, scadeIl }: Fermo, giorni: number, oggi: IsoDate): IsoDate =>
  maxDay(addDays(dal, giorni), scadeIl ?? addDays(oggi, GIORNI_PREAVVISO))

export const isVicino = (ultimo: IsoDate, oggi: IsoDate): boolean => oggi >= addDays(ultimo, -GIORNI_PREAVVISO)

/**
 * What a night does to a batch in preparation: tells its owner, forgets that it was told because somebody has touched it
 * since, or lets its files go; null: nothing.
 */
export function passoFermo(fermo: Fermo, giorni: number, oggi: IsoDate): 'avvisa' | 'dimentica' | 'libera' | null {
  const ultimo = ultimoGiorno(fermo, giorni, oggi)
  if (fermo.scadeIl === null) return isVicino(ultimo, oggi) ? 'avvisa' : null
  if (!isVicino(ultimo, oggi)) return 'dimentica'
  return oggi > ultimo ? 'libera' : null
}

/** Between one and five in Rome. */
export const isNotte = (instant: Date): boolean => /^0[1-4]:/.test(formatTime(instant))
