/** Agreements by which people of a body read papers without asking each time. */
import type { IsoDate } from '@/lib/core/date'

/** At most, then it is agreed again: da confermare. */
export const MAX_ANNI_CONVENZIONE = 5
export const MIN_SCOPO = 10
/** What it is for goes on every page: a line of it. */
export const MAX_SCOPO = 120

export const STATI_CONVENZIONE = ['futura', 'in_vigore', 'finita', 'cessata'] as const
export type StatoConvenzione = (typeof STATI_CONVENZIONE)[number]

/** @param oggi day in Rome; the last day is included */
export const statoConvenzione = (
  { dal, al, cessataAt }: { dal: IsoDate; al: IsoDate; cessataAt: Date | null },
  oggi: IsoDate,
): StatoConvenzione => (cessataAt ? 'cessata' : oggi < dal ? 'futura' : oggi > al ? 'finita' : 'in_vigore')
