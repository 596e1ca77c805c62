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

/** Ports at which browsers, and `fetch`, do not call whoever listens (Fetch Standard, "bad port"). */
const UNCALLED_PORTS: ReadonlySet<number> = new Set(
  `0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135
  137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719
  1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080`
    .split(/\s+/)
    .map(Number),
)

/** @returns true when a browser reaches a server on this port */
export const isCalled = (port: number): boolean => !UNCALLED_PORTS.has(port)

/** @returns true when a server can listen on this port of loopback, and a browser call it */
export const isFree = async (port: number): Promise<boolean> =>
  isCalled(port) && (await refusalOf(port, '127.0.0.1')) === null

/**
 * A free port on loopback below the range from which the kernel takes the near end of outgoing connections: a client
 * that keeps dialling a dead server inside that range can end up connected to itself and keep the port.
 */
export async function freePort(from = 15_000, to = 30_000): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = from + Math.floor(Math.random() * (to - from))
    if (await isFree(port)) return port
  }
  throw new Error(`No free port between ${from} and ${to}`)
}
