import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { dataDir, type Secrets } from './data-folder'
import { ensureDatabase, localUrl, OWNER, untilReachable } from './database'
import { clearLeftover, type PostgresPlace, preparePostgres, SUPERUSER, spawnPostgres, untilReady } from './postgres'
import { isDataFolder, POSTGRES_MAJOR, reachableParent, serverAccount } from './postgres-binaries'
import { type Supervised, supervise } from './supervise'
import { freePort } from './system'

const LOG_BYTES = 5_000_000

const KEYS_LOST =
  `Se ${path.join(dataDir, 'segreti.json')} è stato cancellato, rimettilo da una copia: le sue chiavi aprono questi dati.\n` +
  '  Per ripartire da zero cancella tutta la cartella.'

/**
 * Whoever deletes `dataDir` starts from nothing: data that lie elsewhere (see `reachableParent`) are of keys that went
 * with it. They are put aside, not opened and not deleted.
 */
async function putOrphansAside(parent: string, logs: string): Promise<void> {
  if (parent === dataDir || existsSync(logs)) return // every start of this folder left its logs there
  for (const name of readdirSync(parent).filter(isDataFolder)) {
    const dataFolder = path.join(parent, name)
    await clearLeftover({ dataFolder, account: serverAccount(dataFolder) })
    const aside = path.join(
      parent,
      `abbandonata-${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}-${name}`,
    )
    renameSync(dataFolder, aside)
    console.log(`  I dati di prima, le cui chiavi sono state cancellate, sono in ${aside}: eliminali se non servono.`)
  }
}

async function embeddedPlace(): Promise<PostgresPlace> {
  const parent = reachableParent(dataDir)
  const dataFolder = path.join(parent, `pg${POSTGRES_MAJOR}`)
  const logFile = path.join(dataDir, 'registri', 'postgres.log')
  if (parent !== dataDir) console.log(`  I suoi dati stanno in ${parent}: dentro ${dataDir} non può entrare.`)
  await putOrphansAside(parent, path.dirname(logFile))
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
  const place = await embeddedPlace()
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
        await untilReachable(superUrl, 10_000, KEYS_LOST)
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
