/** Amounts and figures that change in time, chosen by the day. */
import type { IsoDate } from '@/lib/core/date'

/** A dated figure of the Province; `valore` null is not known. Rows of table `impostazioni`. */
export type Impostazione = {
  chiave: string
  validoDal: IsoDate
  validoAl: IsoDate | null
  valore: unknown
  daConfermare: boolean
  fonte: string
}

/** The row of a setting in force on a day; of two, the later. */
export const findImpostazione = (
  impostazioni: readonly Impostazione[],
  chiave: string,
  il: IsoDate,
): Impostazione | undefined =>
  impostazioni
    .filter((one) => one.chiave === chiave && one.validoDal <= il && (one.validoAl === null || il <= one.validoAl))
    .reduce<Impostazione | undefined>((best, one) => (best && best.validoDal >= one.validoDal ? best : one), undefined)
