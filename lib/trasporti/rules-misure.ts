/** Masses, lengths and roads as people write them, in Italian. */
const number = (min: number, max: number) =>
  new Intl.NumberFormat('it-IT', { minimumFractionDigits: min, maximumFractionDigits: max })
const tonnes = number(0, 3)
const tonnesOneDecimal = number(1, 3)
const metres = number(2, 2)
const kilometres = number(1, 3)

/** 16000 → '16 t', 44100 → '44,1 t' @param kg integer */
export const formatT = (kg: number): string => `${tonnes.format(kg / 1000)} t`
/** 72000 → '72,0 t' */
export const formatMassa = (kg: number): string => `${tonnesOneDecimal.format(kg / 1000)} t`
/** 125 → '1,25 m' */
export const formatM = (cm: number): string => `${metres.format(cm / 100)} m`
/** 12400 → '12,4 km' @param m metres */
export const formatKm = (m: number): string => `${kilometres.format(m / 1000)} km`
