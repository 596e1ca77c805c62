/** What follows when the office is late: silence, substitute power, lump indemnity. */
import { addDays, addWorkingDays, firstDayNotFestivo, type IsoDate } from '@/lib/core/date'
import type { Termine } from './rules-termini'
import type { RegolaTermine } from './rules-termini-registro'

/** First day on which silence has its effect, assent or refusal. @see L. 241/1990 art. 20 c. 1, art. 25 c. 4 */
export const silenzioDal = (scadeIl: IsoDate): IsoDate => addDays(scadeIl, 1)

/**
 * May the applicant ask that the substitute decide? From the day after the end, where silence decides nothing.
 * @param silenzio what the procedure makes of silence
 * @see L. 241/1990 art. 2 c. 9-ter
 */
export const canAskSostituto = ({ stato }: Pick<Termine, 'stato'>, silenzio: string): boolean =>
  stato === 'scaduto' && silenzio !== 'assenso' && silenzio !== 'diniego'

/**
 * Last day for the substitute: half of the original term, rounded down to whole days.
 * @param chiestoIl day the request was received; not counted
 * @see L. 241/1990 art. 2 c. 9-ter
 */
export function computeScadenzaSostituto(
  { giorni, unita }: Pick<RegolaTermine, 'giorni' | 'unita'>,
  chiestoIl: IsoDate,
): IsoDate {
  const half = Math.max(1, Math.floor(giorni / 2))
  return unita === 'giorni' ? firstDayNotFestivo(addDays(chiestoIl, half)) : addWorkingDays(chiestoIl, half)
}

const INDENNIZZO_GIORNO_CENTS = 3000 // D.L. 69/2013 art. 28 c. 1
const INDENNIZZO_MAX_CENTS = 200_000

/** Lump indemnity for delay, for procedures that start or exercise a business. @param giorniRitardo 0 or more */
export const computeIndennizzoRitardo = (giorniRitardo: number): number =>
  Math.min(giorniRitardo * INDENNIZZO_GIORNO_CENTS, INDENNIZZO_MAX_CENTS)

/** Last day to ask the indemnity of the substitute. @see D.L. 69/2013 art. 28 c. 2 */
export const limiteIndennizzoRitardo = (scadeIl: IsoDate): IsoDate => firstDayNotFestivo(addDays(scadeIl, 20))
