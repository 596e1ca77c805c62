import 'server-only'
import { sql } from 'drizzle-orm'
import journal from '@/drizzle/migrations/meta/_journal.json'
import { dbAs } from '@/lib/db/client'
import { currentDeposito, storageOf } from '@/lib/documenti/stores'

const PATIENCE_MS = 2500

/** Rejects when `work` takes longer than the probe of a load balancer would wait. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), PATIENCE_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Every migration this build was made with has been applied; a database that is further on is fine (R10). */
async function checkDatabase(): Promise<string[]> {
  await dbAs('pubblico').execute(sql`select 1`)
  try {
    const rows = await dbAs('pubblico').execute<{ at: string }>(
      sql`select created_at::text as at from drizzle.__drizzle_migrations`,
    )
    const applied = new Set([...rows].map((row) => Number(row.at)))
    return journal.entries.every((entry) => applied.has(entry.when)) ? [] : ['migrazioni']
  } catch {
    return ['migrazioni'] // the table of migrations is not there, or not ours to read
  }
}

/** Something can be written where new documents go: a full disk or a lost mount shows in no permission. */
const checkStorage = async () => storageOf(currentDeposito()).check()

/** @returns what the portal lacks to be of use, in Italian and without details; [] when it is ready */
export async function listMancanti(): Promise<string[]> {
  const [database, storage] = await Promise.allSettled([inTime(checkDatabase()), inTime(checkStorage())])
  return [
    ...(database.status === 'fulfilled' ? database.value : ['database']),
    ...(storage.status === 'fulfilled' ? [] : ['archivio dei documenti']),
  ]
}
