import 'server-only'
import { type Cap, createCap } from './cap'
import type { Connection, Driver } from './driver'
import { DeadlineExceeded } from './errors'

export type Pool = {
  /**
   * Lends one connection. Whatever happens to the server, the promise settles by the deadline.
   *
   * @param deadlineMs from now, waiting for a connection included
   * @throws DeadlineExceeded, Busy, or what `use` throws
   */
  lend<T>(deadlineMs: number, use: (connection: Connection) => Promise<T>): Promise<T>
  /** Waits for what is running, at most 5 s, and closes every connection. */
  close(): Promise<void>
  readonly running: number
  /**
   * Turns of transactions: two connections are left to plain reads, so that a transaction that reads beside itself never
   * waits for itself. A pool of fewer than three has one writer.
   */
  readonly writers: Cap
}

const QUEUE = 500
const WAIT_MS = 10_000
const CLOSE_TIMEOUT_S = 5

/**
 * The driver never queues by itself: as many turns as connections, so a lent connection carries one caller's work and
 * destroying it harms nobody else.
 */
export function createPool(driver: Driver, size: number): Pool {
  const cap = createCap('connections to the database', size, QUEUE, WAIT_MS)

  async function lend<T>(deadlineMs: number, use: (connection: Connection) => Promise<T>): Promise<T> {
    const start = performance.now()
    const leave = await cap.enter(deadlineMs)
    const reserving = driver.reserve()
    let late = false
    let lent: Connection | null = null
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise<never>((_, reject) => {
      const expire = () => {
        late = true
        const error = new DeadlineExceeded(deadlineMs)
        lent?.destroy(error)
        reject(error)
      }
      timer = setTimeout(expire, Math.max(0, deadlineMs - (performance.now() - start)))
    })
    const work = reserving.then(async (connection) => {
      lent = connection
      try {
        if (late) throw new DeadlineExceeded(deadlineMs)
        return await use(connection)
      } finally {
        connection.release()
      }
    })
    // The turn comes back with the connection. After the deadline: at once when it was lent, for it is destroyed though
    // its user may not know yet; when it is still opening, as soon as the driver has it or gives up (5 s).
    const settled = () => {
      clearTimeout(timer)
      leave()
    }
    deadline.catch(() => lent && leave())
    work.then(settled, settled)
    return Promise.race([work, deadline])
  }

  return {
    lend,
    writers: createCap('transactions', Math.max(1, size - 2), QUEUE, WAIT_MS),
    close: () => driver.end({ timeout: CLOSE_TIMEOUT_S }),
    get running() {
      return cap.running
    },
  }
}
