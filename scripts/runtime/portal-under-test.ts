import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Holder } from './data-folder'
import { root } from './programs'
import { freePort, startTicks, waitUntil } from './system'

/** First start on built pages: new database, sample world. */
const FIRST_START_MS = 180_000
/** A person who starts it again does not wait longer. */
const NEXT_START_MS = 10_000
const RECOVERY_MS = 20_000
const STOP_MS = 60_000

export type Variables = Record<string, string | undefined>

interface Portal {
  child: ChildProcess
  baseUrl: string
  /** everything it said */
  said: () => string
  ended: () => boolean
}

const isHealthy = async (baseUrl: string) => {
  try {
    return (await fetch(`${baseUrl}/api/health`, { signal: AbortSignal.timeout(4000) })).ok
  } catch {
    return false // down: the answer to the question
  }
}

/** `npm start` as a person would give it, but for the port and the data folder. */
async function startPortal(env: NodeJS.ProcessEnv, patienceMs: number): Promise<Portal> {
  const child = spawn(process.execPath, [path.join(root, 'scripts/start.mjs')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const hear = (chunk: Buffer) => {
    said += chunk
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const portal = {
    child,
    baseUrl: `http://localhost:${env.PORT}`,
    said: () => said,
    ended: () => child.exitCode !== null || child.signalCode !== null,
  }
  await waitUntil(() => portal.ended() || said.includes('Portale pronto'), patienceMs, 50)
  if (!said.includes('Portale pronto')) {
    await stopPortal(portal)
    throw new Error(`Il portale non è partito in ${patienceMs / 1000} s:\n${said}`)
  }
  return portal
}

async function stopPortal({ child, ended }: Portal): Promise<number | null> {
  child.kill('SIGTERM')
  if (!(await waitUntil(ended, STOP_MS, 20))) child.kill('SIGKILL')
  return child.exitCode
}

const readHolder = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'in-uso.json'), 'utf8')) as Holder

/** @returns what went wrong when one of the portal's programs is killed: nothing, if it is soon back */
async function killAndWait(portal: Portal, folder: string, name: string): Promise<string[]> {
  const victim = readHolder(folder).children.find((one) => one.name === name)
  if (!victim) return [`${name}: non in funzione`]
  process.kill(victim.pid, 'SIGKILL')
  const back = async () => {
    const now = readHolder(folder).children.find((one) => one.name === name)
    return (
      now !== undefined && now.pid !== victim.pid && startTicks(now.pid) !== null && (await isHealthy(portal.baseUrl))
    )
  }
  return (await waitUntil(back, RECOVERY_MS, 100))
    ? []
    : [`${name}: non torna dopo kill -9\n${portal.said().slice(-2000)}`]
}

/**
 * Runs `work` against a portal started on a fresh data folder, then kills each of its programs, stops it, starts it
 * again, kills the supervisor itself and looks for survivors.
 *
 * @param work gets BASE_URL, DATABASE_URL and DATA_DIR of the portal
 */
export async function withPortal(
  extra: Variables,
  work: (env: Variables) => Promise<unknown>,
): Promise<{ passed: number; failed: number }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-portale-'))
  chmodSync(folder, 0o711)
  const {
    DATABASE_URL: _1,
    BASE_URL: _2,
    HOST: _3,
    DEMO_IDP: _4,
    SAMPLE_WORLD: _5,
    FILES_DIR: _6,
    npm_lifecycle_event: _7,
    ...rest
  } = process.env
  const port = await freePort(4_100, 4_999)
  const env = { ...rest, ...extra, PORT: String(port), DATA_DIR: folder }
  const wrong: string[] = []
  try {
    const first = await startPortal(env, FIRST_START_MS)
    try {
      const { databaseUrl } = readHolder(folder)
      await work({ BASE_URL: first.baseUrl, DATABASE_URL: databaseUrl, DATA_DIR: folder })
      for (const name of ['web', 'worker', 'demo-idp', 'demo-registro', 'lavoratori', 'database'])
        wrong.push(...(await killAndWait(first, folder, name)))
    } finally {
      const code = await stopPortal(first)
      if (code !== 0) wrong.push(`SIGTERM: uscita con codice ${code}\n${first.said().slice(-2000)}`)
    }
    const began = performance.now()
    const second = await startPortal(env, NEXT_START_MS)
    console.log(`Secondo avvio in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    const { pid, children } = readHolder(folder)
    process.kill(pid, 'SIGKILL')
    const gone = () => second.ended() && children.every((one) => startTicks(one.pid) !== one.ticks)
    if (!(await waitUntil(gone, RECOVERY_MS, 100))) wrong.push('kill -9 del supervisore: qualcosa resta in funzione')
    const third = await startPortal(env, NEXT_START_MS + RECOVERY_MS)
    if (!(await isHealthy(third.baseUrl))) wrong.push('dopo kill -9 del supervisore: non pronto')
    if ((await stopPortal(third)) !== 0) wrong.push('secondo arresto: codice diverso da 0')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  for (const line of wrong) console.error(line)
  return { passed: wrong.length === 0 ? 1 : 0, failed: wrong.length }
}
