import 'server-only'
import type { Row, RowList } from 'postgres'
import type { Connection } from './driver'
import { isStale } from './errors'

type Rows = RowList<Row[]>
type Params = Parameters<Connection['unsafe']>[1]

/** Statements with more values than this differ from call to call: the server would keep each for nothing. */
const MOST_PREPARED_VALUES = 64

/** One statement, asked once, when somebody waits for it: what drizzle expects of the driver's own. */
export class Statement implements PromiseLike<Rows> {
  #answer: Promise<Rows> | null = null
  readonly #run: (asValues: boolean) => Promise<Rows>

  constructor(run: (asValues: boolean) => Promise<Rows>) {
    this.#run = run
  }

  /** Rows as arrays of values instead of objects. */
  values(): Promise<Rows> {
    this.#answer ??= this.#run(true)
    return this.#answer
  }

  // biome-ignore lint/suspicious/noThenProperty: a statement is awaited, as the driver's are
  then<A = Rows, B = never>(
    done?: ((rows: Rows) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#answer ??= this.#run(false)
    return this.#answer.then(done, failed)
  }
}

/** Asks a statement on a lent connection. Prepared, so that from the second time it takes one round trip. */
export async function ask(connection: Connection, text: string, values: unknown[], asValues: boolean): Promise<Rows> {
  const query = connection.unsafe(text, values as Params, { prepare: values.length <= MOST_PREPARED_VALUES })
  return (await (asValues ? query.values() : query).execute()) as Rows
}

/**
 * Asks one statement in a transaction of its own: the actor before it, COMMIT behind it, all in one message, so that it
 * takes one round trip as it would alone.
 *
 * @throws the first error; nothing is kept then
 */
export async function askAlone(
  connection: Connection,
  opening: string,
  text: string,
  values: unknown[],
  asValues: boolean,
): Promise<Rows> {
  for (let tried = 0; ; tried += 1) {
    // `execute()`: the driver asks a statement when somebody waits for it, and these must leave in this order, in one turn.
    const begin = connection.unsafe(opening).execute()
    const answer = ask(connection, text, values, asValues)
    const commit = connection.unsafe('commit').execute()
    const [begun, asked, ended] = await Promise.allSettled([begin, answer, commit])
    if (asked.status === 'rejected' && isStale(asked.reason) && tried === 0) continue // nothing was kept
    for (const step of [begun, asked, ended]) if (step.status === 'rejected') throw step.reason
    if (asked.status === 'fulfilled' && ended.status === 'fulfilled' && ended.value.command === 'COMMIT')
      return asked.value
    throw new Error('A statement was undone by the database')
  }
}
