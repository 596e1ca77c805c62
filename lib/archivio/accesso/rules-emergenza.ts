/** Papers closed by what they say, opened for hours in an emergency. Hours and waits: da confermare. */

/** How long who answers has to answer; then it is asked again. */
export const MINUTI_PER_CONFERMARE = 60
export const ORE_APERTURA = [1, 2, 4, 8, 24] as const

export const STATI_APERTURA = ['attesa', 'scaduta', 'rifiutata', 'aperta', 'chiusa'] as const
export type StatoApertura = (typeof STATI_APERTURA)[number]

type Apertura = { chiestaAt: Date; decisaAt: Date | null; finoAt: Date | null; chiusaAt: Date | null }

/** @param at now, by the clock of the database */
export function statoApertura({ chiestaAt, decisaAt, finoAt, chiusaAt }: Apertura, at: Date): StatoApertura {
  if (!decisaAt) return at.getTime() - chiestaAt.getTime() < MINUTI_PER_CONFERMARE * 60_000 ? 'attesa' : 'scaduta'
  if (!finoAt) return 'rifiutata'
  return chiusaAt || finoAt <= at ? 'chiusa' : 'aperta'
}
