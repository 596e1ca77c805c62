import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterEach, expect, inject, test, vi } from 'vitest'
import { copyDatabase } from '@/scripts/runtime/database'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-salute-'))

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** The answer of a process that starts now with this environment: configuration is read once a process. */
async function listMancanti(env: Record<string, string> = {}): Promise<string[]> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  vi.resetModules()
  const client = await import('@/lib/db/client')
  const health = await import('./queries')
  try {
    return await health.listMancanti()
  } finally {
    await client.closeDatabase()
  }
}

test('a portal with database, migrations and storage lacks nothing, however many ask at once', async () => {
  vi.resetModules()
  const health = await import('./queries')
  const answers = await Promise.all(Array.from({ length: 20 }, () => health.listMancanti()))
  await (await import('@/lib/db/client')).closeDatabase()
  expect(answers.flat()).toEqual([])
})

test('a database that is behind lacks migrations; one that is ahead does not', async () => {
  const url = await copyDatabase(inject('templateUrl'))
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('domani', 9999999999999)`
    expect(await listMancanti({ DATABASE_URL: url })).toEqual([])
    await sql`delete from drizzle.__drizzle_migrations where id = 1`
    expect(await listMancanti({ DATABASE_URL: url })).toEqual(['migrazioni'])
    await sql`drop schema drizzle cascade`
    expect(await listMancanti({ DATABASE_URL: url })).toEqual(['migrazioni'])
  } finally {
    await sql.end()
  }
})

test('R11: a database that does not answer is said within 3 s', async () => {
  const began = performance.now()
  expect(await listMancanti({ DATABASE_URL: 'postgres://portale:x@127.0.0.1:1/portale' })).toEqual(['database'])
  expect(performance.now() - began).toBeLessThan(5000)
})

test('R11: a store that cannot be written is said', async () => {
  const file = path.join(folder, 'non-una-cartella')
  writeFileSync(file, '')
  expect(await listMancanti({ FILES_DIR: file })).toEqual(['archivio dei documenti'])
  rmSync(folder, { recursive: true })
})
