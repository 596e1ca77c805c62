import { afterAll, beforeAll, expect, test } from 'vitest'
import { type KillablePostgres, startKillablePostgres } from '@/scripts/faults/killable-postgres'
import { fileUnderFire, layCounter } from '@/scripts/faults/numbering'
import { closeDatabase } from './client'

let server: KillablePostgres

beforeAll(async () => {
  server = await startKillablePostgres()
  process.env.DATABASE_URL = server.url // read at first use, and only by this file's process
  await layCounter()
})
afterAll(async () => {
  await closeDatabase()
  await server?.remove()
})

test('two deaths of the database under 32 clients: nothing lost, doubled, skipped or left hanging (R03, R04, R05)', async () => {
  const found = await fileUnderFire(server, { clients: 32, kills: 2, everyMs: 1_000, deadlineMs: 8_000 })
  expect(found).toMatchObject({ lost: 0, doubled: 0, gaps: 0, hanging: 0, unhandled: 0 })
  expect(found.acknowledged).toBeGreaterThan(100)
  expect(found.backMs).toHaveLength(2)
  expect(Math.max(...found.backMs)).toBeLessThanOrEqual(2_000)
})
