import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { dataDir, type Secrets } from './data-folder'
import { ensureDatabase, localUrl, OWNER, untilReachable } from './database'
import { clearLeftover, type PostgresPlace, preparePostgres, SUPERUSER, spawnPostgres, untilReady } from './postgres'
import { POSTGRES_MAJOR, reachableParent, serverAccount } from './postgres-binaries'
import { type Supervised, supervise } from './supervise'
import { freePort } from './system'

const LOG_BYTES = 5_000_000

function embeddedPlace(): PostgresPlace {
  const dataFolder = path.join(reachableParent(dataDir), `pg${POSTGRES_MAJOR}`)
  const logFile = path.join(dataDir, 'registri', 'postgres.log')
  mkdirSync(path.dirname(logFile), { recursive: true, mode: 0o700 })
  if (existsSync(logFile) && statSync(logFile).size > LOG_BYTES) renameSync(logFile, `${logFile}.1`)
  return { dataFolder, account: serverAccount(dataFolder), logFile }
}

/**
 * The embedded server with the portal's database, kept running. Its port stays the same for the life of this process,
 * so that the address handed out stays good after a fall of the server.
 *
 * @returns the address of the database for the portal
 */
export async function startEmbedded(
  secrets: Secrets,
  changed: () => void,
): Promise<{ url: string; server: Supervised }> {
  const place = embeddedPlace()
  const native = preparePostgres(place, secrets.DB_SUPERUSER_PASSWORD)
  const port = await freePort()
  const superUrl = localUrl(port, SUPERUSER, secrets.DB_SUPERUSER_PASSWORD, 'postgres')
  const server = await supervise(
    {
      name: 'database',
      label: 'Il database',
      launch: async () => {
        await clearLeftover(place)
        return spawnPostgres(place, native, port)
      },
      untilReady: async (child) => {
        await untilReady(place, child)
        await untilReachable(superUrl, 10_000)
      },
      stopSignal: 'SIGINT',
      endSignal: 'SIGQUIT',
      graceMs: 30_000,
      group: false,
    },
    changed,
  )
  try {
    return { url: await ensureDatabase(port, secrets.DB_SUPERUSER_PASSWORD, secrets.DB_PASSWORD, OWNER), server }
  } catch (error) {
    await server.stop()
    throw error
  }
}
