import type { ReactNode } from 'react'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Numbers go to the right, in tabular figures. */
  numeric?: boolean
  /** The address that sorts by this column, and how it is sorted now. */
  sort?: { href: string; direction: 'ascending' | 'descending' | null }
}

type Props<Row> = {
  /** What the table holds: '9 pratiche, ordinate per giorni rimasti' */
  caption: ReactNode
  captionHidden?: boolean
  /** The first column names the row and links to it. */
  columns: readonly [Column<Row>, ...Column<Row>[]]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  selectedKey?: string
  /** Small tables stay tables on a phone. */
  cards?: boolean
  sticky?: boolean
}

/** Written out for the elements that the cards style with `display: block`: some browsers then forget what they are. */
const ROLE = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
}

/** A missing value: a dash for the eye, words for the ear. */
export const Missing = () => (
  <>
    <span aria-hidden="true">—</span>
    <span className="sr-only">dato assente</span>
  </>
)

/** A real table; under 768 px its rows become labelled cards: same elements, other shape. */
export function DataTable<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  selectedKey,
  cards = true,
  sticky = false,
}: Props<Row>) {
  const [first, ...others] = columns
  const className = ['table', cards && 'table-cards', sticky && 'table-sticky'].filter(Boolean).join(' ')
  return (
    <table {...ROLE.table} className={className}>
      <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
      <thead {...ROLE.rowgroup}>
        <tr {...ROLE.row}>
          {columns.map((column) => (
            <th
              key={column.key}
              {...ROLE.columnheader}
              scope="col"
              aria-sort={column.sort?.direction ?? undefined}
              className={column.numeric ? 'num' : undefined}
            >
              {column.sort ? <a href={column.sort.href}>{column.header}</a> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLE.rowgroup}>
        {rows.map((row) => (
          <tr key={rowKey(row)} {...ROLE.row} className={rowKey(row) === selectedKey ? 'selected' : undefined}>
            <th {...ROLE.rowheader} scope="row" className={first.numeric ? 'num' : undefined}>
              {first.cell(row)}
            </th>
            {others.map((column) => (
              <td
                key={column.key}
                {...ROLE.cell}
                data-label={column.header}
                className={column.numeric ? 'num' : undefined}
              >
                <div>{column.cell(row) ?? <Missing />}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
