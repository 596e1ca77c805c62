import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort, waitUntil } from './system'

const root = path.resolve(import.meta.dirname, '../..')
const START_MS = 600_000

export type ThrowawayPortal = {
  baseUrl: string
  /** its data folder, which names it to programs that are run beside it */
  folder: string
  /** seconds from the command to «ready», pages built or not */
  startedInS: number
  /** Stops it and starts it again on the same data. @returns seconds from the command to «ready» */
  restart: () => Promise<number>
  databaseUrl: () => string
  /** process of a part: 'web', 'worker', 'database', 'demo-idp', 'demo-registro' */
  pidOf: (name: string) => number | null
  healthy: () => Promise<boolean>
  /** Runs a script of ours with this portal's configuration and database. */
  run: (file: string, ...args: string[]) => Promise<{ code: number; text: string }>
  stop: () => Promise<void>
}

type Holder = { databaseUrl: string; children: { name: string; pid: number }[] }

/**
 * `npm start` on a data folder and a free port, for faults and measures; nothing is left when it stops.
 *
 * @param extra settings besides those of this process
 * @param folder its data, where there are some already; they go with it
 */
export async function openThrowawayPortal(
  extra: Record<string, string> = {},
  folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-usa-e-getta-')),
): Promise<ThrowawayPortal> {
  chmodSync(folder, 0o711)
  const port = await freePort(4_100, 4_999)
  const baseUrl = `http://localhost:${port}`
  const { DATABASE_URL: _1, BASE_URL: _2, FILES_DIR: _3, npm_lifecycle_event: _4, ...rest } = process.env
  const env = { ...rest, ...extra, PORT: String(port), DATA_DIR: folder }
  let halt = async () => {}
  const stop = async () => {
    await halt()
    rmSync(folder, { recursive: true, force: true })
  }
  const holder = () => JSON.parse(readFileSync(path.join(folder, 'in-uso.json'), 'utf8')) as Holder

  /** @returns seconds to «ready» */
  const start = async (): Promise<number> => {
    const began = performance.now()
    const portal = spawn(process.execPath, [path.join(root, 'scripts/start.mjs')], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
    }
    for (const stream of [portal.stdout, portal.stderr]) stream.on('data', hear)
    const ended = () => portal.exitCode !== null || portal.signalCode !== null
    halt = async () => {
      portal.kill('SIGTERM')
      await waitUntil(ended, 60_000, 50)
    }
    await waitUntil(() => said.includes('Portale pronto') || ended(), START_MS, 50)
    if (said.includes('Portale pronto')) return (performance.now() - began) / 1000
    await stop()
    throw new Error(said)
  }
  const startedInS = await start()
  return {
    baseUrl,
    folder,
    startedInS,
    restart: async () => {
      await halt()
      return start()
    },
    databaseUrl: () => holder().databaseUrl,
    pidOf: (name) => holder().children.find((one) => one.name === name)?.pid ?? null,
    healthy: async () => {
      try {
        return (await fetch(`${baseUrl}/api/health`, { signal: AbortSignal.timeout(3000) })).ok
      } catch {
        return false // down: the answer to the question
      }
    },
    run: (file, ...args) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [path.join(root, 'scripts/run.mjs'), file, ...args], {
          cwd: root,
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        let text = ''
        for (const stream of [child.stdout, child.stderr]) {
          stream.on('data', (chunk: Buffer) => {
            text += chunk
          })
        }
        child.once('exit', (code) => resolve({ code: code ?? 1, text }))
      }),
    stop,
  }
}
