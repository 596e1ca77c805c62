/** Money is integer euro cents everywhere. */
const euro = new Intl.NumberFormat('it-IT', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  useGrouping: 'always',
})

/** 1600 → '16,00 €' */
export const formatCents = (cents: number): string => `${euro.format(cents / 100)} €`

/** Half-up to the cent, after removing binary noise: 12.2575 € is 1226 cents. @param amount euro */
export const toCents = (amount: number): number => Math.floor(Number((amount * 100).toPrecision(12)) + 0.5)
