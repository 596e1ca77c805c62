/** Descriptions from elsewhere, as rows of an index: what the batches read (lib/archivio/lotti). */
import { type Colonna, NOMI_COLONNA, titoloColonna } from '../lotti/rules-colonne'

export type RigaConvertita = Partial<Record<Colonna, string>>
export type Conversione = {
  righe: RigaConvertita[]
  /** what was there and has no column here, or could not be told: to be looked at */
  avvisi: string[]
}

/** A mapping to begin from: names of a table in braces, a constant, a column with its values translated. */
export const MAPPA_ESEMPIO = `tabella: pratiche
colonne:
  segnatura: 'IT-SP-PROV/VEC/{anno}/{num}'
  padre: { costante: IT-SP-PROV/VEC }
  titolo: oggetto
  comune: { da: cod, valori: { 15: La Spezia, 27: Sarzana } }
  tipologia: { da: tipo, valori: { S: Deposito sismico }, altrimenti: Carteggio }
`

/** What is part of a signature: letters, figures and points. */
export const pezzoDiSegnatura = (testo: string): string =>
  testo
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')

const cell = (text: string): string => {
  const plain = text.replace(/\r\n?/g, '\n')
  const safe = /^[=+\-@\t]/.test(plain) ? `'${plain}` : plain
  return /[;"\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The index as a file: only the columns that some row has, with the heads that the batches know. */
export function indiceCsv(righe: readonly RigaConvertita[]): string {
  const columns = NOMI_COLONNA.filter((one) => righe.some((riga) => riga[one]))
  const lines = [columns.map(titoloColonna), ...righe.map((riga) => columns.map((one) => riga[one] ?? ''))]
  return `\ufeff${lines.map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`
}
