import 'server-only'
import { sql } from 'drizzle-orm'
import { type IsoDate, romeDay } from '@/lib/core/date'
import { dbAs } from './client'

const TRUSTED_MS = 60_000
let offsetMs = 0
let measuredAt = Number.NEGATIVE_INFINITY

/**
 * The time of the database, so that no rule depends on the web server's clock (R12). The difference is measured once a
 * minute, on the monotonic clock.
 */
export async function databaseNow(): Promise<Date> {
  if (performance.now() - measuredAt > TRUSTED_MS) {
    const [row] = await dbAs('pubblico').execute<{ ms: number }>(
      sql`select extract(epoch from clock_timestamp()) * 1000 as ms`,
    )
    offsetMs = Number(row?.ms) - Date.now()
    measuredAt = performance.now()
  }
  return new Date(Date.now() + offsetMs)
}

/** Today in Italy, by the database's clock. */
export const today = async (): Promise<IsoDate> => romeDay(await databaseNow())
