/**
 * The driver under fire: 32 clients take gap-free numbers while the whole server dies by kill -9, six times.
 * `node scripts/run.mjs scripts/faults/driver.ts [kills] [milliseconds between them]`. Exits 1 unless all is sound.
 */
import { closeDatabase } from '@/lib/db/client'
import { startKillablePostgres } from './killable-postgres'
import { fileUnderFire, layCounter } from './numbering'

const kills = Number(process.argv[2] ?? 6)
const everyMs = Number(process.argv[3] ?? 4_000)
const BACK_WITHIN_MS = 2_000

const server = await startKillablePostgres()
process.env.DATABASE_URL = server.url
try {
  await layCounter()
  const found = await fileUnderFire(server, { clients: 32, kills, everyMs, deadlineMs: 10_000 })
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`)
  const { lost, doubled, gaps, hanging, unhandled, backMs } = found
  const sound = lost + doubled + gaps + hanging + unhandled === 0
  const back = backMs.length === kills && backMs.every((ms) => ms <= BACK_WITHIN_MS)
  process.stdout.write(`${sound && back ? 'ok ' : 'NO '} ${kills} kill -9 of the database under 32 clients\n`)
  process.exitCode = sound && back ? 0 : 1
} finally {
  await closeDatabase()
  await server.remove()
}
process.exit()
