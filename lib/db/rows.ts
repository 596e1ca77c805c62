import 'server-only'
import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from './transaction'

/**
 * Writes many rows of one table with one value: a list of thousands of parameters is slower to make, to send and to read
 * than to write. What no row names takes its default, whatever it is; what only some name, one that is a plain value.
 */
export async function insertRows<T extends PgTable>(
  tx: Pick<Tx, 'execute'>,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  if (rows.length === 0) return
  const columns = getTableColumns(table)
  const keys = Object.keys(columns).filter((key) =>
    rows.some((row) => (row as Record<string, unknown>)[key] !== undefined),
  )
  const names = sql.join(
    keys.map((key) => sql.identifier(columns[key]?.name ?? key)),
    sql`, `,
  )
  const written = (row: Record<string, unknown>) =>
    keys.map((key) => [columns[key]?.name ?? key, row[key] ?? (columns[key]?.notNull ? columns[key].default : null)])
  const json = JSON.stringify(rows.map((row) => Object.fromEntries(written(row))))
  const name = sql.identifier(getTableName(table))
  await tx.execute(
    sql`insert into ${name} (${names}) select ${names} from jsonb_populate_recordset(null::${name}, (${json}::text)::jsonb)`,
  )
}
