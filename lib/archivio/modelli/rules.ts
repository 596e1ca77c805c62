/** Where a new description begins from: what is the same for the files of a series. */

/** Fields of the form of a new unit that a draft may hold; titles, dates, numbers and names are of each. */
export const CAMPI_MODELLO = [
  'tipologia',
  'trattamento',
  'comuneIstat',
  'localita',
  'consistenza',
  'opera',
  'materiale',
  'esito',
  'ambito',
] as const
export type CampoModello = (typeof CAMPI_MODELLO)[number]

/** The next signature after one that ends in figures: '…/f0099' → '…/f0100'. What does not end so is given back. */
export const segnaturaDopo = (segnatura: string): string =>
  segnatura.replace(/\d+$/, (figures) => String(Number(figures) + 1).padStart(figures.length, '0'))
