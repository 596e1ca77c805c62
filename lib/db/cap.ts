import { Busy } from './errors'

export type Cap = {
  /** Runs `work` when its turn comes. @throws Busy when the queue is full or the turn does not come in time */
  run<T>(work: () => Promise<T>): Promise<T>
  /** Waits for a turn. @returns what gives it back: call it once, always */
  enter(waitMs?: number): Promise<() => void>
  readonly running: number
  readonly waiting: number
}

/**
 * Lets so many work at once; the others wait in order, in a queue that has an end.
 *
 * @param what for the message of `Busy`
 * @param atOnce 1 or more
 * @param queue how many may wait; one more is refused at once
 * @param waitMs longest wait for a turn
 */
export function createCap(what: string, atOnce: number, queue: number, waitMs: number): Cap {
  const line: { go: () => void }[] = []
  let running = 0

  const leave = () => {
    const next = line.shift()
    if (next) next.go()
    else running -= 1
  }
  /** A turn can be given back only once, however often it is asked. */
  const turn = () => {
    let over = false
    return () => {
      if (over) return
      over = true
      leave()
    }
  }

  const enter = (patienceMs = waitMs) => {
    if (running < atOnce) {
      running += 1
      return Promise.resolve(turn())
    }
    if (line.length >= queue) return Promise.reject(new Busy(what))
    return new Promise<() => void>((resolve, reject) => {
      const place = {
        go: () => {
          clearTimeout(timer)
          resolve(turn())
        },
      }
      const timer = setTimeout(() => {
        line.splice(line.indexOf(place), 1)
        reject(new Busy(what))
      }, patienceMs)
      line.push(place)
    })
  }

  return {
    enter,
    async run(work) {
      const done = await enter()
      try {
        return await work()
      } finally {
        done()
      }
    },
    get running() {
      return running
    },
    get waiting() {
      return line.length
    },
  }
}

/** One for a process, however often the framework loads this file. */
const kept = globalThis as typeof globalThis & { sportelloFilingCap?: Cap }
kept.sportelloFilingCap ??= createCap('numbers of the register', 4, 250, 10_000)

/**
 * Writers of one register: more than a few wait for each other's lock, and some much longer than others; in line they are
 * as many a second and none waits long (R03). A register is a row of one database and this is per process: two web
 * processes with 4 each still stand on the good side of the curve.
 */
export const filingCap = kept.sportelloFilingCap
