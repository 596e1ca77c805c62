/**
 * Indennizzo for the greater wear of the road: due when art. 62 is exceeded, to the owner of each road.
 * The coefficients of tables I.1–I.3 and the yearly amounts were not found: both are plugged in with a version, and
 * until then the amount is null, to be confirmed.
 * @see art. 18 D.P.R. 495/1992 (Reg.), annex to Title I; art. 34 CdS for mezzi d'opera
 */
import { toCents } from '@/lib/core/money'
import type { Convoglio, Tratto } from './rules-tipi'

/** Cost of use, euro per km before revaluation, from the masses on the axles; null when the table does not cover the convoy. */
export type TabellaCostoUso = (convoglio: Convoglio) => number | null
/** Versions of tables I.1–I.3, by the name that the setting `trasporti.indennizzo.costo-uso` holds. None is transcribed yet. */
export const TABELLE_COSTO_USO: Readonly<Record<string, TabellaCostoUso>> = {}

/** Metres of a stretch, from its length or its two kilometre marks; null while neither is known. */
export const metresOf = ({ lunghezzaM, daM, aM }: Pick<Tratto, 'lunghezzaM' | 'daM' | 'aM'>): number | null =>
  lunghezzaM ?? (daM !== null && aM !== null && daM !== aM ? Math.abs(aM - daM) : null)

/**
 * I = L × U × k, rounded once, to the nearest cent.
 * @param metri of the whole run, all trips, both ways · @param costoUso euro/km · @param k revaluation of the year
 * @see art. 18 c. 1 Reg.
 */
export const computeAnalitico = (metri: number, costoUso: number, k: number): number =>
  toCents((metri / 1000) * costoUso * k)

const LIRE_EURO = 1936.27 // Reg. CE 2866/98
/** The tariff of a year, rounded once: the amount of 1991 is not rounded to euro first. @param lire of the Regolamento · @see art. 18 c. 5, 9 Reg. */
export const computeConvenzionale = (lire: number, k: number): number => toCents((lire / LIRE_EURO) * k)

/** Months begun of a year, from the rounded tariff (practice of other Provinces, to be confirmed). @param mesi 1–12 */
export const computeProRata = (annuoCents: number, mesi: number): number =>
  toCents((annuoCents * Math.min(mesi, 12)) / 12 / 100)

const QUOTA_AGRICOLA = 0.3 // −70 % beyond 44 t, from 2023: L. 197/2022 art. 1 c. 505
const AGRICOLA_OLTRE_KG = 44_000
export const computeAgricola = (annuoCents: number, massaKg: number): number =>
  massaKg > AGRICOLA_OLTRE_KG ? toCents((annuoCents / 100) * QUOTA_AGRICOLA) : annuoCents

export type Quota = { destinatario: string; metri: number; importoCents: number }
/** Splits by length; the last owner takes the remainder, so that the shares make the whole. @param parti total length > 0 @see art. 18 c. 2 Reg. */
export function shareByOwner(totaleCents: number, parti: readonly { destinatario: string; metri: number }[]): Quota[] {
  const lunghezza = parti.reduce((sum, one) => sum + one.metri, 0)
  let left = totaleCents
  return parti.map((one, i) => {
    const importoCents =
      i === parti.length - 1 ? left : Math.min(left, toCents(((totaleCents / 100) * one.metri) / lunghezza))
    left -= importoCents
    return { ...one, importoCents }
  })
}

/** A periodica already paid for. */
export type IndennizzoPagato = {
  numero: string
  targaMotrice: string
  proprietari: readonly string[]
  dal: string
  al: string
}
/**
 * One payment is enough when several periodiche name the same tractor, owners and duration.
 * @returns the act that paid, null when none did
 * @see MIT note 24-9-2013 n. 5762
 */
export function findPagato(
  pagati: readonly IndennizzoPagato[],
  nuova: Omit<IndennizzoPagato, 'numero'>,
): IndennizzoPagato | null {
  const owners = (one: { proprietari: readonly string[] }) => [...new Set(one.proprietari)].sort().join('|')
  return (
    pagati.find(
      (one) =>
        one.targaMotrice === nuova.targaMotrice &&
        one.dal === nuova.dal &&
        one.al === nuova.al &&
        owners(one) === owners(nuova),
    ) ?? null
  )
}
