import 'server-only'
import { PgDialect, type PgTransaction } from 'drizzle-orm/pg-core'
import { type PostgresJsQueryResultHKT, PostgresJsSession, PostgresJsTransaction } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import { pool } from './client'
import { type Connection, IDLE_IN_TRANSACTION_TIMEOUT_MS, STATEMENT_TIMEOUT_MS } from './driver'
import { isConnectionLost, isPassing, OutcomeUnknown } from './errors'
import { ask, Statement } from './statement'

type AnyTransaction = PgTransaction<PostgresJsQueryResultHKT, Record<string, never>, Record<string, never>>

/** What may be done inside a transaction. It begins and ends in `transaction()` only. */
export type Tx = Omit<AnyTransaction, 'transaction' | 'rollback' | 'setTransaction' | 'query'>

export type TransactionOptions = {
  /** id of the persona who acts, for row-level security and audit; null for the portal itself */
  attore: string | null
  /** IPA code of the body whose rows are touched */
  ente: string
  /** from the call to the answer of COMMIT, waits and retries included */
  deadlineMs?: number
  /** how many times more after a passing failure, within the deadline */
  retries?: number
}

const DEADLINE_MS = 10_000
const RETRIES = 6
const FIRST_WAIT_MS = 40
const LONGEST_WAIT_MS = 1_000

type DrizzleSession = ConstructorParameters<typeof PostgresJsTransaction>[1]

const dialect = new PgDialect()

/**
 * Runs `work` between BEGIN and COMMIT on one connection: all of it is kept, or nothing.
 *
 * It settles by the deadline whatever happens to the server. It is tried again, with the same `work`, only when it is
 * certain that nothing was kept: connection lost before COMMIT was sent, serialization failure, deadlock. So `work` does
 * nothing outside `tx` that may not happen twice. Numbers and other contended rows come last: their lock lasts until
 * COMMIT.
 *
 * @throws OutcomeUnknown when the connection died after COMMIT was sent: ask for the idempotency key
 * @throws DeadlineExceeded with nothing kept, or Busy when too many wait
 * @throws RangeError for an `attore` or `ente` that is not an id: a caller's bug
 * @see security-reliability R01, R03, R05, S24
 */
export async function transaction<T>(
  work: (tx: Tx) => Promise<T>,
  { attore, ente, deadlineMs = DEADLINE_MS, retries = RETRIES }: TransactionOptions,
): Promise<T> {
  const opening = openingOf(attore, ente, deadlineMs)
  const end = performance.now() + deadlineMs
  const leave = await pool().writers.enter(deadlineMs)
  try {
    for (let tried = 0; ; tried += 1) {
      try {
        return await attempt(work, opening, end - performance.now())
      } catch (error) {
        if (error instanceof OutcomeUnknown || tried >= retries || !isPassing(error)) throw error
        const wait = (0.5 + Math.random() / 2) * Math.min(FIRST_WAIT_MS * 2 ** tried, LONGEST_WAIT_MS)
        if (performance.now() + wait >= end) throw error
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  } finally {
    leave()
  }
}

/** BEGIN and what the transaction carries, in one message. A longer deadline lengthens the server's own limits. */
function openingOf(attore: string | null, ente: string, deadlineMs: number): string {
  for (const id of [attore ?? '', ente])
    if (!/^[\w:.-]*$/.test(id)) throw new RangeError('The actor and the body of a transaction are ids')
  const settings = [`set_config('app.attore', '${attore ?? ''}', true)`, `set_config('app.ente', '${ente}', true)`]
  const limits = {
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  }
  for (const [name, ms] of Object.entries(limits))
    if (deadlineMs > ms) settings.push(`set_config('${name}', '${Math.ceil(deadlineMs)}', true)`)
  return `begin; select ${settings.join(', ')}`
}

async function attempt<T>(work: (tx: Tx) => Promise<T>, opening: string, deadlineMs: number): Promise<T> {
  let committing = false
  try {
    return await pool().lend(deadlineMs, async (connection) => {
      const { tx, close } = openTx(connection)
      let value: T
      try {
        await connection.unsafe(opening)
        value = await work(tx)
      } catch (error) {
        close()
        await rollBack(connection)
        throw error
      }
      close()
      const lost = connection.lost()
      if (lost) throw lost
      committing = true
      const { command } = await connection.unsafe('commit')
      committing = false
      if (command !== 'COMMIT') throw new Error('A statement of the transaction failed and its error was swallowed')
      return value
    })
  } catch (error) {
    // An answer with a code of the server is an answer: nothing was kept. No answer is no answer.
    if (committing && isSilent(error)) throw new OutcomeUnknown(error)
    throw error
  }
}

const isSilent = (error: unknown): boolean =>
  isConnectionLost(error) || (error as { code?: unknown }).code === 'DEADLINE_EXCEEDED'

/** A connection that cannot roll back is not fit for anyone else. */
async function rollBack(connection: Connection): Promise<void> {
  try {
    await connection.unsafe('rollback')
  } catch (error) {
    connection.destroy(error as Error)
  }
}

/** Once closed, what is asked late is refused: it would run outside the transaction, on somebody else's connection. */
function openTx(connection: Connection): { tx: Tx; close: () => void } {
  let open = true
  const client = {
    unsafe: (text: string, values: unknown[] = []) =>
      new Statement(async (asValues) => {
        if (!open) throw new Error('The transaction of this statement has ended')
        return ask(connection, text, values, asValues)
      }),
  }
  const session = new PostgresJsSession(client as unknown as Sql, dialect, undefined)
  const tx = new PostgresJsTransaction(dialect, session as unknown as DrizzleSession, undefined)
  return {
    tx: tx as unknown as Tx,
    close: () => {
      open = false
    },
  }
}
