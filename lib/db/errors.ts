/** The server was not reachable, or the connection died: what the driver, Node and PostgreSQL call it. */
const CONNECTION_LOST = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: starting up
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300', // too_many_connections
])

/** The database undid the work by itself and asks for it again (R05). */
const UNDONE = new Set(['40001', '40P01']) // serialization_failure, deadlock_detected

/** A migration changed a table under a prepared statement, or a pooler lost it: prepared anew, it goes. */
const STALE = new Set(['RevalidateCachedQuery', 'FetchPreparedStatement', 'transformAssignedExpr'])

/** Nothing was heard from the database in time. The connection it was asked on is destroyed. */
export class DeadlineExceeded extends Error {
  readonly code = 'DEADLINE_EXCEEDED'
  constructor(readonly deadlineMs: number) {
    super(`The database did not finish within ${Math.round(deadlineMs)} ms`)
    this.name = 'DeadlineExceeded'
  }
}

/** COMMIT was sent and no answer came: it may have happened. Look for the idempotency key before doing it again (R05). */
export class OutcomeUnknown extends Error {
  readonly code = 'OUTCOME_UNKNOWN'
  constructor(cause: unknown) {
    super('The connection was lost after COMMIT was sent', { cause })
    this.name = 'OutcomeUnknown'
  }
}

/** So many wait already that one more would wait too long: answer 503 with `Retry-After` (R15). */
export class Busy extends Error {
  readonly code = 'BUSY'
  constructor(
    what: string,
    readonly retryAfterSeconds = 2,
  ) {
    super(`Too many wait for: ${what}`)
    this.name = 'Busy'
  }
}

/** The codes of an error and of everything that caused it: drizzle wraps what the driver throws. */
function codesOf(error: unknown): string[] {
  const codes: string[] = []
  for (let one = error, depth = 0; one instanceof Error && depth < 8; one = one.cause, depth += 1) {
    const { code, routine } = one as Error & { code?: unknown; routine?: unknown }
    if (typeof code === 'string') codes.push(code)
    if (typeof routine === 'string') codes.push(routine)
  }
  return codes
}

/** Is it certain that the work is worth trying again, when it is known not to have been committed? */
export const isPassing = (error: unknown): boolean =>
  codesOf(error).some((code) => CONNECTION_LOST.has(code) || UNDONE.has(code) || STALE.has(code))

export const isStale = (error: unknown): boolean => codesOf(error).some((code) => STALE.has(code))

export const isConnectionLost = (error: unknown): boolean => codesOf(error).some((code) => CONNECTION_LOST.has(code))
