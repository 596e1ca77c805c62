import { spawn } from 'node:child_process'
import path from 'node:path'
import { serveArguments } from '../runtime/programs'
import { freePort, waitUntil } from '../runtime/system'

const root = path.resolve(import.meta.dirname, '../..')
const folder = path.join(import.meta.dirname, 'floor')
const BUILD_MS = 180_000
const ANSWER_MS = 30_000

/**
 * The framework alone (`bench/floor`): an empty page and a page with one form, built and served as the portal is. What it
 * costs, every page of the portal costs before it says anything.
 */
export async function openFloor(
  processes: number,
): Promise<{ baseUrl: string; pid: number; stop: () => Promise<unknown> }> {
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const build = spawn(process.execPath, [next, 'build', folder], { cwd: root, env, stdio: 'ignore' })
  await waitUntil(() => build.exitCode !== null, BUILD_MS, 50)
  if (build.exitCode !== 0) throw new Error('The empty application does not build')
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const args = serveArguments(processes, folder, '-p', String(port), '-H', '127.0.0.1')
  const server = spawn(process.execPath, args, { cwd: root, env, stdio: 'ignore', detached: true })
  const ended = () => server.exitCode !== null || server.signalCode !== null
  const pid = server.pid as number
  const stop = async () => {
    if (!ended()) process.kill(-pid, 'SIGTERM')
    await waitUntil(ended, ANSWER_MS, 50)
  }
  const answers = async () => {
    try {
      return (await fetch(baseUrl)).ok
    } catch {
      return false // not listening yet: the answer to the question
    }
  }
  if (await waitUntil(async () => ended() || (await answers()), ANSWER_MS, 50)) return { baseUrl, pid, stop }
  await stop()
  throw new Error('The empty application does not answer')
}
