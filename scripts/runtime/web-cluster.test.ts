import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort, isAlive, waitUntil } from './system'

const CLUSTER = path.join(import.meta.dirname, 'web-cluster.mjs')
/** Answers with its own pid; every answer closes its connection, so that the next may go to another. */
const SERVER = `
import http from 'node:http'
const server = http.createServer((_, answer) => answer.setHeader('connection', 'close').end(String(process.pid)))
server.listen(Number(process.argv[2]), '127.0.0.1')
process.on('SIGTERM', () => server.close(() => process.exit(0)))`

let folder: string
let port: number
let cluster: ChildProcess

const ask = async (): Promise<number | null> => {
  try {
    return Number(await (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1000) })).text())
  } catch {
    return null // nobody listens, or the one who took the question was killed: the answer to the question
  }
}
/** Pids that answer, in a dozen questions. */
const answering = async () =>
  new Set((await Promise.all(Array.from({ length: 12 }, ask))).filter((pid): pid is number => pid !== null))

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-cluster-'))
  const program = path.join(folder, 'server.mjs')
  writeFileSync(program, SERVER)
  port = await freePort()
  cluster = spawn(process.execPath, [CLUSTER, '2', program, String(port)], { stdio: 'ignore', detached: true })
  await waitUntil(async () => (await answering()).size === 2, 10_000, 50)
})
afterEach(() => {
  if (cluster.exitCode === null && cluster.signalCode === null) process.kill(-(cluster.pid as number), 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

test('two servers answer on one port; one that is killed is replaced', async () => {
  const before = await answering()
  expect(before.size).toBe(2)
  const [victim = 0] = before
  process.kill(victim, 'SIGKILL')
  const whole = async () => {
    const now = await answering()
    return now.size === 2 && !now.has(victim)
  }
  expect(await waitUntil(whole, 10_000, 50)).toBe(true)
})

test('asked to stop, it leaves when all have left, with 0', async () => {
  const pids = [...(await answering())]
  process.kill(-(cluster.pid as number), 'SIGTERM')
  expect(await waitUntil(() => cluster.exitCode !== null, 10_000, 20)).toBe(true)
  expect(cluster.exitCode).toBe(0)
  expect(pids.some(isAlive)).toBe(false)
})

test('killed, it leaves no server behind', async () => {
  const pids = [...(await answering())]
  process.kill(cluster.pid as number, 'SIGKILL')
  expect(await waitUntil(() => !pids.some(isAlive), 10_000, 20)).toBe(true)
  expect(await ask()).toBeNull()
})

test('servers that fall at once, again and again, make it leave with 1', async () => {
  writeFileSync(path.join(folder, 'server.mjs'), 'process.exit(3)')
  for (const pid of await answering()) process.kill(pid, 'SIGKILL')
  expect(await waitUntil(() => cluster.exitCode !== null, 10_000, 20)).toBe(true)
  expect(cluster.exitCode).toBe(1)
})
