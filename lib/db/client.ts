import 'server-only'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import { env } from '@/lib/env'
import { createDriver, STATEMENT_TIMEOUT_MS } from './driver'
import { createPool, type Pool } from './pool'
import { ask, Statement } from './statement'

/** The server's own limit comes first and spares the connection; this one is for a server that says nothing. */
const READ_DEADLINE_MS = STATEMENT_TIMEOUT_MS + 2_000

/** How drizzle wants values read and written; filled by `drizzle()` below. */
const conversions: Pick<Sql['options'], 'parsers' | 'serializers'> = { parsers: {}, serializers: {} }

/** One pool for a process, also when a development server loads this file again. */
const kept = globalThis as typeof globalThis & { sportelloPool?: Pool }

/** The pool of this process, made at first use: a build has no database. @throws Error when DATABASE_URL is missing */
export function pool(): Pool {
  if (!kept.sportelloPool) {
    const { DATABASE_URL, DB_POOL } = env()
    const driver = createDriver(DATABASE_URL, DB_POOL)
    Object.assign(driver.options.parsers, conversions.parsers)
    Object.assign(driver.options.serializers, conversions.serializers)
    kept.sportelloPool = createPool(driver, DB_POOL)
  }
  return kept.sportelloPool
}

const client = {
  options: conversions,
  unsafe: (text: string, values: unknown[] = []) =>
    new Statement((asValues) => pool().lend(READ_DEADLINE_MS, (connection) => ask(connection, text, values, asValues))),
}

/**
 * Statements one by one, each with a deadline. Several that belong together go through `transaction()`: it is the only
 * way to one.
 */
export const db: Omit<PostgresJsDatabase, 'transaction' | 'query' | '_query'> = drizzle({
  client: client as unknown as Sql,
})

/** Waits for what is running, at most 5 s, and closes every connection. The next use opens them again. */
export async function closeDatabase(): Promise<void> {
  const closing = kept.sportelloPool
  kept.sportelloPool = undefined
  await closing?.close()
}
