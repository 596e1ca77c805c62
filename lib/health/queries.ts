import 'server-only'
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AwsClient } from 'aws4fetch'
import { sql } from 'drizzle-orm'
import journal from '@/drizzle/migrations/meta/_journal.json'
import { db } from '@/lib/db/client'
import { env } from '@/lib/env'

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
  await db.execute(sql`select 1`)
  try {
    const rows = await db.execute<{ at: string }>(sql`select created_at::text as at from drizzle.__drizzle_migrations`)
    const applied = new Set([...rows].map((row) => Number(row.at)))
    return journal.entries.every((entry) => applied.has(entry.when)) ? [] : ['migrazioni']
  } catch {
    return ['migrazioni'] // the table of migrations is not there, or not ours to read
  }
}

/** A file can be written where documents go: catches a full disk and a lost mount, which permissions do not show. */
async function checkStorage(): Promise<string[]> {
  const { FILES_DIR, S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env()
  if (S3_ENDPOINT && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY) {
    const client = new AwsClient({
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
      region: S3_REGION,
      service: 's3',
      retries: 0,
    })
    const address = `${S3_ENDPOINT.replace(/\/$/, '')}/${S3_BUCKET}`
    const response = await client.fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) })
    return response.ok ? [] : ['archivio dei documenti']
  }
  const probe = path.join(/*turbopackIgnore: true*/ FILES_DIR, `.prova-${randomUUID()}`)
  await writeFile(probe, 'prova', { flag: 'wx' })
  await rm(probe)
  return []
}

/** @returns what the portal lacks to be of use, in Italian and without details; [] when it is ready */
export async function listMancanti(): Promise<string[]> {
  const [database, storage] = await Promise.allSettled([inTime(checkDatabase()), inTime(checkStorage())])
  return [
    ...(database.status === 'fulfilled' ? database.value : ['database']),
    ...(storage.status === 'fulfilled' ? storage.value : ['archivio dei documenti']),
  ]
}
