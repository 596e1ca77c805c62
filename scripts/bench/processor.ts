import { readFileSync } from 'node:fs'

const TICK_MS = 10 // clock ticks of Linux: 100 a second

/** A file of /proc; empty when the process is gone meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** A process and the ones it started. */
const family = (pid: number | null): number[] =>
  pid === null ? [] : [pid, ...read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)]

/** Milliseconds of processor used until now. */
export function processorMs(pid: number | null): number {
  let ticks = 0
  for (const one of family(pid)) {
    const [, after = ''] = read(`/proc/${one}/stat`).split(') ')
    const fields = after.split(' ')
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
  }
  return ticks * TICK_MS
}

/** Megabytes in memory now. */
export function residentMb(pid: number | null): number {
  let kb = 0
  for (const one of family(pid)) kb += Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${one}/status`))?.[1] ?? 0)
  return Math.round(kb / 1024)
}
