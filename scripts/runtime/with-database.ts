/**
 * Runs a script of ours with the portal's configuration and database: the one given, the one of the portal that is
 * running, or the embedded one started for the occasion. Leaves with the script's code.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { findHolder, forgetHolder, prepareDataDir, takeDataDir, writeHolder } from './data-folder'
import { migrateDatabase } from './database'
import { startEmbedded } from './embedded'
import { composeEnvironment, readSettings } from './environment'
import { exitWith, StartFailure } from './failure.mjs'
import { root } from './programs'
import type { Supervised } from './supervise'
import { waitUntil } from './system'

const STARTING_MS = 120_000
let server: Supervised | undefined
let holds = false

async function findDatabase(): Promise<NodeJS.ProcessEnv> {
  if (process.env.DATABASE_URL) return process.env
  prepareDataDir()
  const settings = readSettings()
  const holder = findHolder()
  if (holder) {
    await waitUntil(() => findHolder()?.databaseUrl !== undefined || findHolder() === null, STARTING_MS, 500)
    const { databaseUrl, baseUrl = settings.baseUrl } = findHolder() ?? {}
    if (!databaseUrl) throw new StartFailure('Il portale che usa questi dati non ha ancora un database: riprova.')
    return composeEnvironment({ ...settings, baseUrl }, databaseUrl)
  }
  await takeDataDir('un comando')
  holds = true
  const embedded = await startEmbedded(settings.secrets as NonNullable<typeof settings.secrets>, () => {})
  server = embedded.server
  await migrateDatabase(embedded.url)
  writeHolder({ what: 'un comando', databaseUrl: embedded.url, children: [] })
  return composeEnvironment(settings, embedded.url)
}

try {
  const [file = '', ...args] = process.argv.slice(2)
  const env = await findDatabase()
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', path.resolve(root, file), ...args],
    {
      cwd: root,
      stdio: 'inherit',
      env,
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  process.once('disconnect', () => child.kill('SIGTERM'))
  const code = await new Promise<number>((resolve) =>
    child.once('exit', (value, signal) => resolve(signal ? 1 : (value ?? 1))),
  )
  await server?.stop()
  if (holds) forgetHolder()
  process.exit(code)
} catch (error) {
  await server?.stop()
  if (holds) forgetHolder()
  exitWith(error)
}
