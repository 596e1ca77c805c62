/** When a suspension of a person or of an organisation is in force, and how it is told. */
import { formatDay, type IsoDate } from '@/lib/core/date'

export type Sospensione = { motivo: string; dal: IsoDate; al: IsoDate | null }
export type StatoSospensione = 'programmata' | 'in_corso' | 'finita' | 'revocata'

/** @param al last day included; null until it is lifted */
export function statoSospensione(
  { dal, al, revocataAt }: Pick<Sospensione, 'dal' | 'al'> & { revocataAt: Date | null },
  oggi: IsoDate,
): StatoSospensione {
  if (revocataAt) return 'revocata'
  if (oggi < dal) return 'programmata'
  return al === null || oggi <= al ? 'in_corso' : 'finita'
}

const quanto = ({ dal, al }: Sospensione) =>
  al ? `dal ${formatDay(dal)} al ${formatDay(al)}` : `dal ${formatDay(dal)}, finché la Provincia non la revoca`

/** For whoever tries to sign in. */
export const fraseAccessoSospeso = (sospensione: Sospensione): string =>
  `La tua utenza su questo portale è sospesa ${quanto(sospensione)}. Motivo: ${sospensione.motivo} Per chiarimenti o per chiedere la revoca scrivi o telefona alla Provincia.`

/** For whoever tries to file for a suspended organisation. Nothing typed is lost. */
export const fraseOrganizzazioneSospesa = (denominazione: string, sospensione: Sospensione): string =>
  `Per ${denominazione} ora non si possono presentare domande: è sospesa ${quanto(sospensione)}. Motivo: ${sospensione.motivo} Le bozze restano salvate.`
