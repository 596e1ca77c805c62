import type { ChildProcess } from 'node:child_process'
import { guardOf } from './guard'
import { isAlive, startTicks, waitUntil } from './system'

/** One program that must always be running while the portal is. */
export interface ProgramSpec {
  /** short name in the holder file */
  name: string
  /** what a person calls it, with its article: 'il server web' */
  label: string
  /** starts it in a process group of its own; called again after every fall */
  launch: () => ChildProcess | Promise<ChildProcess>
  /** resolves when it is of use; a fall before that counts as a fall */
  untilReady?: (child: ChildProcess) => Promise<void>
  /** the signal that asks it to end its work and leave */
  stopSignal: 'SIGTERM' | 'SIGINT'
  /** the signal that ends it at once */
  endSignal: 'SIGKILL' | 'SIGQUIT'
  /** milliseconds between the two */
  graceMs: number
  /** false: signals go to the program alone, not to its group */
  group: boolean
}

export interface Supervised {
  spec: ProgramSpec
  pid: () => number | null
  stop: () => Promise<void>
  /** ends the wait of `stop` */
  end: () => void
}

const FIRST_WAIT_MS = 300
const LONGEST_WAIT_MS = 15_000
/** After this long without a fall the next one is again the first. */
const CALM_MS = 60_000

/**
 * Starts a program and starts it again, ever more slowly, whenever it falls.
 *
 * @param changed called when a process began or ended
 * @returns when the program is ready for the first time
 * @throws what `launch` or `untilReady` throw the first time: later it is only said and tried again
 */
export async function supervise(spec: ProgramSpec, changed: () => void): Promise<Supervised> {
  let child: ChildProcess | null = null
  let stopping = false
  let falls = 0
  let wake = () => {}

  const alive = () => child !== null && child.exitCode === null && child.signalCode === null
  const signal = (name: NodeJS.Signals) => {
    if (!child?.pid || !alive()) return
    try {
      process.kill(spec.group ? -child.pid : child.pid, name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error // it ended between the look and the signal
    }
  }

  const begin = async (): Promise<void> => {
    const started = await spec.launch()
    child = started
    const pid = started.pid
    if (pid === undefined) throw new Error(`${spec.name}: not started`)
    const beganAt = performance.now()
    const guard = guardOf(
      spec.group ? -pid : pid,
      spec.stopSignal === 'SIGINT' ? 'INT' : 'TERM',
      spec.endSignal === 'SIGQUIT' ? 'QUIT' : 'KILL',
    )
    let ready = false
    started.once('exit', (code, name) => {
      guard.dismiss()
      changed()
      if (stopping || !ready) return
      console.error(`! ${spec.label} si è fermato (${name ?? `codice ${code}`}): lo riavvio`)
      if (performance.now() - beganAt > CALM_MS) falls = 0
      void again()
    })
    changed()
    await spec.untilReady?.(started)
    ready = true
    if (!alive() && !stopping) throw new Error(`${spec.label} si è fermato subito`)
  }

  const again = async (): Promise<void> => {
    while (!stopping) {
      const waitMs = Math.min(FIRST_WAIT_MS * 2 ** falls, LONGEST_WAIT_MS)
      falls += 1
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      if (stopping) return
      try {
        await begin()
        console.log(`• ${spec.label} è di nuovo in funzione`)
        return
      } catch (error) {
        console.error(`! ${spec.label} non riparte: ${(error as Error).message.split('\n')[0]}`)
        signal(spec.endSignal)
        await waitUntil(() => !alive(), 5000)
      }
    }
  }

  const supervised: Supervised = {
    spec,
    pid: () => (alive() ? (child?.pid ?? null) : null),
    end: () => signal(spec.endSignal),
    stop: async () => {
      stopping = true
      wake()
      signal(spec.stopSignal)
      if (await waitUntil(() => !alive(), spec.graceMs, 20)) return
      console.error(`! ${spec.label} non si ferma da solo: lo termino`)
      signal(spec.endSignal)
      await waitUntil(() => !alive(), 10_000, 20)
    },
  }
  try {
    await begin()
  } catch (error) {
    stopping = true
    signal(spec.endSignal)
    await waitUntil(() => !alive(), 10_000, 20)
    throw error
  }
  return supervised
}

/** Entry of the holder file for what is running now. */
export const processEntry = (one: Supervised) => {
  const pid = one.pid()
  return pid !== null && isAlive(pid) ? [{ name: one.spec.name, pid, ticks: startTicks(pid) }] : []
}
