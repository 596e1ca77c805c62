import { MAX_PAGINE } from './rules-misure'

/** The file, or the page, cannot be worked whoever tries again. The message says why in Italian, for the archivist. */
export class Rifiuto extends Error {
  override name = 'Rifiuto'
}

export const NON_LEGGIBILE = 'Il file è danneggiato o incompleto: chiedi una nuova scansione'
export const TROPPI_PIXEL = 'La pagina supera 400 milioni di pixel: chiedi una scansione a 400 punti per pollice o meno'
export const troppePagine = (n: number) =>
  `Il file ha ${n.toLocaleString('it-IT')} pagine: al massimo ${MAX_PAGINE.toLocaleString('it-IT')}. Dividilo in più file`
