import 'server-only'
import { PgDialect } from 'drizzle-orm/pg-core'
import { drizzle, PostgresJsDatabase, PostgresJsSession } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import { ENTE } from '@/lib/core/ente'
import { env } from '@/lib/env'
import { type Actor, actorName, openingOf } from './actor'
import { createDriver, STATEMENT_TIMEOUT_MS } from './driver'
import { createPool, type Pool } from './pool'
import { askAlone, Statement } from './statement'

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

drizzle({ client: { options: conversions } as unknown as Sql })
const dialect = new PgDialect()

export type Db = Omit<PostgresJsDatabase, 'transaction' | 'query' | '_query'>

/** The plan is made again for each set of values. */
const REPLAN = ["set_config('plan_cache_mode', 'force_custom_plan', true)"]

/**
 * Statements one by one, each with a deadline, asked on somebody's behalf: the policies of the database decide which rows
 * there are for them. Several that belong together go through `transaction()`: it is the only way to one.
 *
 * @param options `replan` for a long list, where the way to the rows depends on what is asked: planning again costs a
 *   millisecond or two. Else the database keeps the plan when it sees no better one.
 */
export function dbAs(actor: Actor, options: { replan?: boolean } = {}): Db {
  const opening = openingOf(actorName(actor), ENTE, options.replan ? REPLAN : [])
  const client = {
    unsafe: (text: string, values: unknown[] = []) =>
      new Statement((asValues) =>
        pool().lend(READ_DEADLINE_MS, (connection) => askAlone(connection, opening, text, values, asValues)),
      ),
  }
  return new PostgresJsDatabase(dialect, new PostgresJsSession(client as unknown as Sql, dialect, undefined), undefined)
}

/** Waits for what is running, at most 5 s, and closes every connection. The next use opens them again. */
export async function closeDatabase(): Promise<void> {
  const closing = kept.sportelloPool
  kept.sportelloPool = undefined
  await closing?.close()
}
