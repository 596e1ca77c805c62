import 'server-only'
import postgres from 'postgres'

/** A connection of one's own: from `reserve()` of the mended driver (patches/postgres+3.4.9.patch). */
export type Connection = Omit<postgres.ReservedSql, 'release'> & {
  /** Back to the pool. Nothing, when it is lost. */
  release(): void
  /** Closes the socket now and rejects what waits on it: it is never used again. */
  destroy(reason?: Error): void
  /** @returns why it cannot be used any more; null while it can */
  lost(): Error | null
}

export type Driver = Omit<postgres.Sql, 'reserve'> & { reserve(): Promise<Connection> }

export const STATEMENT_TIMEOUT_MS = 10_000
export const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000
const CONNECT_TIMEOUT_S = 5
const LONGEST_BACKOFF_S = 0.5 // back ≤ 2 s after the server is (R04)

/** Waits before a new connection, in seconds: ever longer, never the same for all. */
const backoff = (failures: number) => (0.5 + Math.random() / 2) * Math.min(0.02 * 2 ** failures, LONGEST_BACKOFF_S)

/**
 * @param url postgres://user:password@host:port/database
 * @param max connections, 1–100; none is opened before it is needed
 */
export function createDriver(url: string, max: number): Driver {
  const connection = {
    application_name: 'sportello',
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    client_connection_check_interval: 1_000, // a transaction whose connection we destroyed gives its locks back
  }
  return postgres(url, {
    max,
    backoff,
    connection,
    connect_timeout: CONNECT_TIMEOUT_S,
    idle_timeout: 120,
    keep_alive: 15,
    onnotice: () => {},
  }) as unknown as Driver
}
