/** Tables as Italian spreadsheets open them: semicolons, and the mark that says UTF-8. */

export const SEGNO_UTF8 = '\ufeff'

/** A cell that a spreadsheet shows and never runs: what begins as a formula gets a quote in front. */
export const cellaCsv = (value: string | number | null): string => {
  const text = String(value ?? '').replace(/\r?\n/g, ' ')
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return /[;"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const rigaCsv = (cells: readonly (string | number | null)[]): string => `${cells.map(cellaCsv).join(';')}\r\n`

/** @param columns heads */
export const tabellaCsv = (
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string => SEGNO_UTF8 + [columns, ...rows].map(rigaCsv).join('')
