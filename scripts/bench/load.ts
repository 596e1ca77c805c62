import autocannon from 'autocannon'
import { processorMs } from './processor'

export const CONNECTIONS = 32
const SECONDS = 6
const WARM_SECONDS = 2

export type Rate = {
  name: string
  perSecond: number
  p50: number
  p99: number
  /** answers other than 2xx, and none at all */
  bad: number
  /** milliseconds of processor a request: of the web servers, of the database, of whoever asks */
  cost: { web: number; database: number; client: number }
}

/** Asks for a page again and again: first to warm up, then to measure. @param pids whose processor time to count */
export async function load(
  url: string,
  cookie: string,
  pids: { web: number | null; database: number | null },
  connections: number = CONNECTIONS,
): Promise<Omit<Rate, 'name'>> {
  await autocannon({ url, connections: Math.min(8, connections), duration: WARM_SECONDS, headers: { cookie } })
  const before = { web: processorMs(pids.web), database: processorMs(pids.database), own: process.cpuUsage() }
  const run = await autocannon({ url, connections, duration: SECONDS, headers: { cookie } })
  const own = process.cpuUsage(before.own)
  const each = (ms: number) => ms / Math.max(1, run.requests.total)
  return {
    perSecond: run.requests.average,
    p50: run.latency.p50,
    p99: run.latency.p99,
    bad: run.non2xx + run.errors,
    cost: {
      web: each(processorMs(pids.web) - before.web),
      database: each(processorMs(pids.database) - before.database),
      client: each((own.user + own.system) / 1000),
    },
  }
}
