/** Limits of size and mass as the law gives them, each with the day it holds from. Lengths in cm, masses in kg. */
import type { IsoDate } from '@/lib/core/date'

/** One value of the law, in force from a day until the next row of the same table. */
type Riga<T> = { dal: IsoDate; valore: T; norma: string }
const CDS: IsoDate = '1993-10-01' // CdS as amended by D.Lgs. 360/1993
const L156: IsoDate = '2021-11-10' // L. 156/2021
/** @param il null: today's law, which is the last row */
export const inForce = <T>(righe: readonly Riga<T>[], il: IsoDate | null): Riga<T> =>
  (il && righe.findLast((riga) => riga.dal <= il)) || (righe[il ? 0 : righe.length - 1] as Riga<T>)

export const LARGHEZZA = [
  { dal: CDS, valore: { tutti: 255, refrigerati: 260 }, norma: 'art. 61 c. 1 lett. a CdS' },
] as const
export const ALTEZZA = [{ dal: CDS, valore: 400, norma: 'art. 61 c. 1 lett. b CdS' }] as const
export const LUNGHEZZA_ISOLATO: Riga<number>[] = [{ dal: CDS, valore: 1200, norma: 'art. 61 c. 1 lett. c CdS' }]
export const LUNGHEZZA_ARTICOLATO: Riga<number>[] = [
  { dal: CDS, valore: 1650, norma: 'art. 61 c. 2 CdS' },
  { dal: L156, valore: 1875, norma: 'art. 61 c. 2 CdS' },
]
export const LUNGHEZZA_AUTOTRENO: Riga<number>[] = [{ dal: CDS, valore: 1875, norma: 'art. 61 c. 2 CdS' }]
/** Beyond 16,50 m an articolato keeps these distances from the king-pin. @see MIT circ. 16131/2023, nota 36712/2025; art. 216 Reg. */
export const RALLA = { oltreCm: 1650, posterioreCm: 1200, anterioreCm: 204 }

/** Masses by number of axles, in kg: index 0 is one axle; the last holds for more. */
export type Masse = readonly (number | null)[]
export const MASSE = {
  generica: { valore: [5000, 8000, 10_000], norma: 'art. 62 c. 1 CdS' },
  rimorchio: { valore: [6000, 22_000, 26_000], norma: 'art. 62 c. 2 CdS' },
  isolato: { valore: [5000, 18_000, 25_000], norma: 'art. 62 c. 3 CdS' },
  isolatoSospeso: { valore: [5000, 18_000, 26_000, 32_000], norma: 'art. 62 c. 3 CdS' },
  autobus: { valore: [5000, 19_500, 25_000], norma: 'art. 62 c. 3 CdS' },
  autotreno: { valore: [null, null, 24_000, 40_000, 44_000], norma: 'art. 62 c. 4 CdS' },
  articolato: { valore: [null, null, 30_000, 40_000, 44_000], norma: 'art. 62 c. 4 CdS' },
  agricola: { valore: [6000, 14_000, 20_000], norma: 'art. 104 c. 3 CdS' },
  trenoAgricolo: { valore: [null, null, 30_000, 40_000, 44_000], norma: 'circ. MIT 13-8-2020 e 9-11-2020' },
} as const satisfies Record<string, { valore: Masse; norma: string }>
/** Heaviest axle, and pairs of neighbouring axles closer than `sottoCm`. */
export const ASSI = {
  comune: {
    asseKg: 12_000,
    norma: 'art. 62 c. 5 CdS',
    coppie: [
      { sottoCm: 100, kg: 12_000 },
      { sottoCm: 130, kg: 16_000 },
      { sottoCm: 200, kg: 20_000 },
    ],
    normaCoppie: 'art. 62 c. 6 CdS',
  },
  agricola: {
    asseKg: 10_000,
    norma: 'art. 104 c. 4 CdS',
    coppie: [
      { sottoCm: 120, kg: 11_000 },
      { sottoCm: 200, kg: 14_000 },
    ],
    normaCoppie: 'art. 104 c. 4 CdS',
  },
}

/** Masses up to which a mezzo d'opera may go without authorisation (concrete mixers of 5 axles, 54 t, are not told apart). */
export const MEZZI_OPERA = {
  isolato: [null, 20_000, 33_000, 40_000],
  complesso: [null, null, null, 44_000, 56_000],
  asseKg: 13_000,
} as const

/** @param assi 1 or more */
export const at = (masse: Masse, assi: number): number | null => masse[Math.min(assi, masse.length) - 1] ?? null
