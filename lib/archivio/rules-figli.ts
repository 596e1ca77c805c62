/** Where one begins to read the units that stand in another: there may be a hundred thousand. */

/** Shown at once. */
export const FIGLI_PER_VOLTA = 50

/** After a position among them, before one, or from the first whose signature begins so; else from the first of all. */
export type Punto = { dopo: number } | { prima: number } | { vai: string } | null

const VAI_MAX = 120
const POSIZIONE_MAX = 2 ** 31 - 2
const isPosizione = (n: number): boolean => Number.isInteger(n) && Math.abs(n) <= POSIZIONE_MAX

/** As an address says it; what makes no sense is the beginning. */
export function puntoOf({ dopo, prima, vai }: Record<string, string | string[] | undefined>): Punto {
  const typed = [vai].flat().at(-1)?.trim().slice(0, VAI_MAX)
  if (typed) return { vai: typed }
  const [after = Number.NaN, before = Number.NaN] = [dopo, prima].map((one) =>
    Number([one].flat().at(-1) || Number.NaN),
  )
  if (isPosizione(before)) return { prima: before }
  return isPosizione(after) ? { dopo: after } : null
}
