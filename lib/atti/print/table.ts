/** Tables of a printed act: black rule above, grey between rows, header again on each page, rows that break when they must. */

import { BODY, GREY, MUTED, type Sheet } from './sheet'
import { breakLines, drawLine, type Line, type Stile, type Testo } from './text'

export type Colonna = {
  titolo: string
  /** points; the columns without one share what is left */
  width?: number
  align?: 'left' | 'right'
  /** names its row: a header cell */
  intesta?: boolean
}

const CELL: Stile = { size: 9.5, leading: 12.5 }
const HEAD: Stile = { size: 8.5, leading: 12, peso: 'semibold', color: MUTED }
const PAD = 3.5 // above and under the text of a row
const GAP = 10 // between columns
const TOGETHER = 130 // a table up to this height is not parted
const LONG_ROW = 12 // lines
const AFTER_INTRO = 7

type Place = { x: number; width: number; align: 'left' | 'right' }

function placesOf(sheet: Sheet, colonne: readonly Colonna[]): Place[] {
  const fixed = colonne.reduce((sum, one) => sum + (one.width ?? 0), 0)
  const free = colonne.filter((one) => one.width === undefined).length
  const share = free > 0 ? (sheet.width - fixed - GAP * (colonne.length - 1)) / free : 0
  let x = sheet.left
  return colonne.map((one) => {
    const width = one.width ?? share
    const place = { x, width, align: one.align ?? 'left' }
    x += width + GAP
    return place
  })
}

type Cell = { lines: Line[]; place: Place; th: 'Column' | 'Row' | null; stile: Stile }

/** Draws lines `from`…`from + count` of every cell at the current height. */
function drawCells(sheet: Sheet, cells: readonly Cell[], from: number, count: number, leading: number): void {
  for (const { lines, place, stile } of cells) {
    lines.slice(from, from + count).forEach((line, i) => {
      const x = place.align === 'right' ? place.x + place.width - line.width : place.x
      drawLine(sheet.doc, line, x, sheet.y + PAD + i * leading, stile)
    })
  }
}

const leadingOf = (cells: readonly Cell[]): number => Math.max(...cells.map((cell) => cell.stile.leading))
const linesOf = (cells: readonly Cell[]): number => Math.max(...cells.map((cell) => cell.lines.length))
const tallOf = (cells: readonly Cell[]): number => linesOf(cells) * leadingOf(cells) + 2 * PAD

/** One row; goes on over the page when it is long. @param repeat draws the header again at the head of a page */
function row(sheet: Sheet, cells: readonly Cell[], repeat: () => void): void {
  const [leading, total, tall] = [leadingOf(cells), linesOf(cells), tallOf(cells)]
  if (sheet.room() < tall && (total <= LONG_ROW || sheet.room() < 3 * leading + 2 * PAD)) {
    sheet.newPage()
    repeat()
  }
  sheet.within('TR', () => {
    // A cell is one element even when it goes on over the page: it is opened, and its parts are added to it.
    const openCells = cells.map((cell) => sheet.open(cell.th ? 'TH' : 'TD', cell.th ? { scope: cell.th } : {}))
    for (let from = 0; from < total; ) {
      const fit = Math.max(1, Math.floor((sheet.room() - 2 * PAD + 0.01) / leading))
      const count = Math.min(fit, total - from)
      cells.forEach((cell, i) => {
        if (from < cell.lines.length) openCells[i]?.add(() => drawCells(sheet, [cell], from, count, leading))
      })
      sheet.y += count * leading + 2 * PAD
      from += count
      if (from < total) {
        sheet.newPage()
        repeat()
      }
    }
    for (const element of openCells) element.end()
  })
  sheet.rule(sheet.left, sheet.left + sheet.width, sheet.y, { color: GREY, weight: 0.5 })
}

/**
 * @param righe cells in the order of the columns
 * @param totale last row, in bold over a black rule
 * @param intro words before the table, on its page
 */
export function table(
  sheet: Sheet,
  colonne: readonly Colonna[],
  righe: readonly (readonly Testo[])[],
  { totale, intro }: { totale?: readonly Testo[]; intro?: Testo } = {},
): void {
  const places = placesOf(sheet, colonne)
  const cellsOf = (values: readonly Testo[], stile: Stile, th: (i: number) => Cell['th']): Cell[] =>
    values.map((value, i) => {
      const place = places[i] as Place
      return { lines: breakLines(sheet.doc, value, place.width, stile), place, th: th(i), stile }
    })
  const head = cellsOf(
    colonne.map((one) => one.titolo),
    HEAD,
    () => 'Column',
  )
  const headTall = Math.max(...head.map((cell) => cell.lines.length)) * HEAD.leading + 2 * PAD
  const strike = () => sheet.rule(sheet.left, sheet.left + sheet.width, sheet.y)
  const repeat = () => {
    strike()
    sheet.artifact(() => drawCells(sheet, head, 0, 99, HEAD.leading), 'Pagination')
    sheet.y += headTall
    sheet.rule(sheet.left, sheet.left + sheet.width, sheet.y, { color: GREY, weight: 0.5 })
  }
  const rows = righe.map((values) => cellsOf(values, CELL, (i) => (colonne[i]?.intesta ? 'Row' : null)))
  const foot = totale ? cellsOf(totale, { ...CELL, peso: 'bold' }, (i) => (i === 0 ? 'Row' : null)) : null
  const whole = headTall + [...rows, ...(foot ? [foot] : [])].reduce((sum, cells) => sum + tallOf(cells), 0)
  const first = headTall + rows.slice(0, 2).reduce((sum, cells) => sum + Math.min(tallOf(cells), TOGETHER), 0)
  const before = intro ? breakLines(sheet.doc, intro, sheet.width, BODY).length * BODY.leading + AFTER_INTRO : 0
  sheet.need(before + (whole <= TOGETHER ? whole : first))
  if (intro) sheet.text(intro, { after: AFTER_INTRO })
  sheet.within('Table', () => {
    strike()
    sheet.within('THead', () => row(sheet, head, () => {}))
    sheet.within('TBody', () => {
      for (const cells of rows) row(sheet, cells, repeat)
      if (foot) {
        strike()
        row(sheet, foot, repeat)
      }
    })
  })
  sheet.y += 8
}

/** Names and values. @param values null or empty ones are left out */
export function facts(
  sheet: Sheet,
  righe: readonly (readonly [etichetta: string, valore: Testo | null])[],
  { labelWidth = 150 } = {},
): void {
  const shown = righe.filter((riga): riga is [string, Testo] => riga[1] !== null && riga[1].length > 0)
  if (shown.length === 0) return
  const value: Place = { x: sheet.left + labelWidth + GAP, width: sheet.width - labelWidth - GAP, align: 'left' }
  const label: Place = { x: sheet.left, width: labelWidth, align: 'left' }
  const style: Stile = { ...BODY, color: MUTED }
  const rows = shown.map(([etichetta, valore]): Cell[] => [
    { lines: breakLines(sheet.doc, etichetta, label.width, style), place: label, th: 'Row', stile: style },
    { lines: breakLines(sheet.doc, valore, value.width, BODY), place: value, th: null, stile: BODY },
  ])
  const whole = rows.reduce((sum, cells) => sum + tallOf(cells), 0)
  sheet.need(whole <= TOGETHER ? whole : Math.min(TOGETHER, tallOf(rows[0] as Cell[])))
  sheet.rule(sheet.left, sheet.left + sheet.width, sheet.y)
  sheet.within('Table', () => {
    for (const cells of rows) row(sheet, cells, () => {})
  })
  sheet.y += 6
}
