/** Brings the database of DATABASE_URL up to this version. `npm start` does the same by itself. */
import { migrateDatabase, untilReachable } from './runtime/database'
import { exitWith, StartFailure } from './runtime/failure.mjs'

try {
  const url = process.env.DATABASE_URL
  if (!url) throw new StartFailure('Manca DATABASE_URL: indica il database da aggiornare.')
  await untilReachable(url, 10_000)
  await migrateDatabase(url)
  console.log('✓ Database aggiornato')
  process.exit(0)
} catch (error) {
  exitWith(error)
}
