import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { PgDialect, type PgTransaction } from 'drizzle-orm/pg-core'
import { type PostgresJsQueryResultHKT, PostgresJsSession, PostgresJsTransaction } from 'drizzle-orm/postgres-js'
import type { Row, Sql } from 'postgres'
import { openingOf } from './actor'
import { pool } from './client'
import { type Connection, IDLE_IN_TRANSACTION_TIMEOUT_MS, STATEMENT_TIMEOUT_MS } from './driver'
import { isConnectionLost, isPassing, OutcomeUnknown } from './errors'
import { ask, Statement } from './statement'

type AnyTransaction = PgTransaction<PostgresJsQueryResultHKT, Record<string, never>, Record<string, never>>

/** What may be done inside a transaction. It begins and ends in `transaction()` only. */
export type Tx = Omit<AnyTransaction, 'transaction' | 'rollback' | 'setTransaction' | 'query'>

export type TransactionOptions = {
  /** id of the persona who acts, or a named actor: the policies of the tables read it; null for the portal itself */
  attore: string | null
  /** IPA code of the body whose rows are touched */
  ente: string
  /** from the call to the answer of COMMIT, waits and retries included */
  deadlineMs?: number
  /** how many times more after a passing failure, within the deadline */
  retries?: number
}

/**
 * How a transaction may end: with statements that leave together with COMMIT, the one that locks most last. A row it locks,
 * like that of a register, is then held for the server's own work only, not while this process turns to the answer. What
 * must not be kept is refused by the statements themselves: `value` comes after, from the rows of the last one.
 */
export class Ending<T> {
  constructor(
    readonly statements: readonly SQL[],
    readonly value: (rows: readonly Row[]) => T,
  ) {}
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
 * nothing outside `tx` that may not happen twice. Numbers and other contended rows come last, in an `Ending`: their lock
 * lasts until COMMIT.
 *
 * @throws OutcomeUnknown when the connection died after COMMIT was sent: ask for the idempotency key
 * @throws DeadlineExceeded with nothing kept, or Busy when too many wait
 * @throws RangeError for an `attore` or `ente` that is not an id: a caller's bug
 * @see security-reliability R01, R03, R05, S24
 */
export async function transaction<T>(
  work: (tx: Tx) => Promise<T | Ending<T>>,
  { attore, ente, deadlineMs = DEADLINE_MS, retries = RETRIES }: TransactionOptions,
): Promise<T> {
  const opening = openingOf(attore ?? 'sistema', ente, limitsOf(deadlineMs))
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

/** A longer deadline lengthens the server's own limits. */
function limitsOf(deadlineMs: number): string[] {
  const limits = {
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  }
  return Object.entries(limits)
    .filter(([, ms]) => deadlineMs > ms)
    .map(([name]) => `set_config('${name}', '${Math.ceil(deadlineMs)}', true)`)
}

async function attempt<T>(work: (tx: Tx) => Promise<T | Ending<T>>, opening: string, deadlineMs: number): Promise<T> {
  let committing = false
  try {
    return await pool().lend(deadlineMs, async (connection) => {
      const { tx, close } = openTx(connection)
      // `execute()`: it leaves before the first statement of `work`, which does not wait for its answer
      const begun = connection.unsafe(opening).execute()
      let value: T | Ending<T>
      try {
        const [opened, done] = await Promise.allSettled([begun, work(tx)])
        if (opened.status === 'rejected') throw opened.reason // after it every statement failed, and says less
        if (done.status === 'rejected') throw done.reason
        value = done.value
      } catch (error) {
        close()
        await rollBack(connection)
        throw error
      }
      close()
      const lost = connection.lost()
      if (lost) throw lost
      committing = true
      const last = value instanceof Ending ? value.statements.map((one) => dialect.sqlToQuery(one)) : []
      // `execute()`: all leave in this order, in one turn
      const asked = last.map((one) => ask(connection, one.sql, one.params, false))
      const commit = connection.unsafe('commit').execute()
      const [answers, [ended]] = await Promise.all([Promise.allSettled(asked), Promise.allSettled([commit])])
      if (ended.status === 'rejected') throw ended.reason
      committing = false // whatever it says, the outcome is known
      for (const answer of answers) if (answer.status === 'rejected') throw answer.reason
      if (ended.value.command !== 'COMMIT')
        throw new Error('A statement of the transaction failed and its error was swallowed')
      const rows = answers.at(-1)
      return value instanceof Ending ? value.value(rows?.status === 'fulfilled' ? rows.value : []) : value
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

/**
 * What the portal does by itself in the middle of a person's act, because the act has been found lawful: tells somebody
 * whose row the person may not see, writes a membership that the other side has accepted. Nothing of it is handed to the
 * person. Statements of `work` come one after the other, and none of the caller's runs beside it.
 */
export async function asSistema<T>(tx: Pick<Tx, 'execute'>, work: () => Promise<T>): Promise<T> {
  const [before] = await tx.execute<{ attore: string }>(
    sql`select current_setting('app.attore') as attore, set_config('app.attore', 'sistema', true)`,
  )
  const value = await work() // what is thrown ends the transaction, and the setting with it
  await tx.execute(sql`select set_config('app.attore', ${before?.attore ?? ''}, true)`)
  return value
}
