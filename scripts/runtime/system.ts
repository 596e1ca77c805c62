import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** @returns true while a process with this id exists, whoever owns it */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Moment a process began, in kernel ticks since boot: with the pid it names one process for ever, although pids are
 * used again. A process that ended but was not collected counts as gone.
 *
 * @returns null when there is no such process, or no /proc
 */
export function startTicks(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null // the process is gone: that is the answer
  }
}

/** @returns the command line of a process, or '' when it is gone */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return '' // gone
  }
}

/** @returns true when `check` held within `ms` milliseconds */
export async function waitUntil(check: () => boolean | Promise<boolean>, ms: number, stepMs = 50): Promise<boolean> {
  const end = performance.now() + ms
  while (performance.now() < end) {
    if (await check()) return true
    await sleep(stepMs)
  }
  return check()
}

/** @returns null when a server can listen there, else the code of the refusal ('EADDRINUSE', 'EACCES', …) */
export function refusalOf(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)))
  })
}

/**
 * A free port on loopback below the range from which the kernel takes the near end of outgoing connections: a client
 * that keeps dialling a dead server inside that range can end up connected to itself and keep the port.
 */
export async function freePort(from = 15_000, to = 30_000): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = from + Math.floor(Math.random() * (to - from))
    if ((await refusalOf(port, '127.0.0.1')) === null) return port
  }
  throw new Error(`No free port between ${from} and ${to}`)
}
