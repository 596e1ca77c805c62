/**
 * The whole portal under one supervisor, in order: data folder, database, migrations, definitions, sample world, pages,
 * then web server, worker and demo identity provider. Leaves with 0 after Ctrl-C or SIGTERM, with 1 and a sentence when
 * it cannot start.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureBuilt } from './build'
import { forgetHolder, prepareDataDir, takeDataDir, writeHolder } from './data-folder'
import { migrateDatabase, untilReachable } from './database'
import { startEmbedded } from './embedded'
import { checkPort, composeEnvironment, readSettings, type Settings } from './environment'
import { exitWith, StartFailure } from './failure.mjs'
import { loadData } from './load'
import {
  demoIdpProgram,
  demoRegistroProgram,
  lavoratoriProgram,
  motoreProgram,
  readHealth,
  webProgram,
  workerProgram,
} from './programs'
import { processEntry, type Supervised, supervise } from './supervise'

const development = process.argv.includes('--dev')
const HEALTH_MS = 30_000
/** A signal sent to the whole group arrives twice; a later one is a person who does not want to wait. */
const SAME_SIGNAL_MS = 1500

const running: Supervised[] = []
const interrupted = new AbortController()
let stopAskedAt = 0
let holding: { what: string; databaseUrl?: string; baseUrl?: string } | null = null

const changed = () => {
  if (holding) writeHolder({ ...holding, children: running.flatMap(processEntry) })
}

async function start(spec: Parameters<typeof supervise>[0]): Promise<void> {
  running.push(await supervise(spec, changed))
  changed()
}

async function stopAll(): Promise<void> {
  // Last started, first stopped, but for the web server: nobody should find it open with nothing behind it.
  const order = ['web', 'demo-idp', 'demo-registro', 'lavoratori', 'worker', 'motore', 'database']
  for (const name of order) await running.find((one) => one.spec.name === name)?.stop()
  if (holding) forgetHolder()
}

function onSignal(): void {
  const now = performance.now()
  if (stopAskedAt === 0) {
    stopAskedAt = now
    console.log('\n• Fermo il portale…')
    interrupted.abort()
    void stopAll().then(
      () => {
        console.log('✓ Portale fermo')
        process.exit(0)
      },
      (error) => exitWith(error),
    )
  } else if (now - stopAskedAt > SAME_SIGNAL_MS) for (const one of running) one.end()
}

async function openDatabase(settings: Settings): Promise<string> {
  if (settings.databaseUrl) {
    await untilReachable(settings.databaseUrl, 10_000)
    return settings.databaseUrl
  }
  console.log('• Avvio il database incluso…')
  const { url, server } = await startEmbedded(settings.secrets as NonNullable<Settings['secrets']>, changed)
  running.push(server)
  return url
}

async function run(): Promise<void> {
  const began = performance.now()
  prepareDataDir()
  const settings = readSettings()
  await takeDataDir('portale')
  holding = { what: 'portale', baseUrl: settings.baseUrl }
  await checkPort(settings)
  // A production start says what is missing before it touches anything.
  if (settings.databaseUrl) await composeEnvironment(settings, settings.databaseUrl)
  const databaseUrl = await openDatabase(settings)
  await migrateDatabase(databaseUrl)
  const env = await composeEnvironment(settings, databaseUrl)
  holding = { ...holding, databaseUrl }
  changed()
  await loadData(settings, databaseUrl, env, interrupted.signal)
  if (!development) await ensureBuilt(env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY as string, interrupted.signal)
  env.ARCHIVIO_MOTORE = openMotoreSocket()
  const programs = [
    webProgram(settings, env, development),
    workerProgram(env),
    motoreProgram(env),
    lavoratoriProgram(env),
  ]
  if (settings.demoIdp) programs.push(demoIdpProgram(env))
  const registro = settings.demoRegistro ? demoRegistroProgram(env) : null
  if (registro) programs.push(registro)
  await Promise.all(programs.map(start))
  await untilHealthy(settings)
  await announce(settings, env, performance.now() - began)
}

/** A folder that only this account enters: a socket's path must be short, and a data folder's may be long. */
function openMotoreSocket(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-motore-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return path.join(folder, 'socket')
}

async function untilHealthy(settings: Settings): Promise<void> {
  const end = performance.now() + HEALTH_MS
  let missing = await readHealth(settings)
  while (missing?.length !== 0) {
    if (performance.now() > end)
      throw new StartFailure(`Il portale non è pronto. Manca: ${missing?.join(', ') ?? 'una risposta dal server web'}.`)
    await sleep(200)
    missing = await readHealth(settings)
  }
}

async function announce(settings: Settings, env: NodeJS.ProcessEnv, ms: number): Promise<void> {
  console.log(`\n✓ Portale pronto in ${(ms / 1000).toFixed(1).replace('.', ',')} s: ${settings.baseUrl}`)
  if (settings.demoIdp && settings.sampleWorld) {
    const { PERSONE_DEMO } = await import('../../lib/mondo/persone')
    console.log('\n  Persone di esempio (accesso di prova, senza password):')
    for (const { nome, cognome, descrizione } of PERSONE_DEMO)
      console.log(`    ${`${nome} ${cognome}`.padEnd(26)} ${descrizione}`)
    console.log(`\n  Chi lavora negli uffici ha anche un codice: http://127.0.0.1:${env.DEMO_IDP_PORT}/codici`)
  }
  console.log('\n  Ctrl-C per fermare.\n')
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
process.once('disconnect', onSignal)
process.stdout.on('error', () => {}) // whoever was reading us left: go on without words
process.stderr.on('error', () => {})

try {
  await run()
} catch (error) {
  if (stopAskedAt === 0) {
    await stopAll()
    exitWith(error)
  }
}
