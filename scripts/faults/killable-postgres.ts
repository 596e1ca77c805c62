import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureDatabase } from '@/scripts/runtime/database'
import { guardOf } from '@/scripts/runtime/guard'
import {
  clearLeftover,
  type PostgresPlace,
  preparePostgres,
  spawnPostgres,
  untilReady,
} from '@/scripts/runtime/postgres'
import { reachableParent, serverAccount } from '@/scripts/runtime/postgres-binaries'
import { freePort, isAlive, waitUntil } from '@/scripts/runtime/system'

/** A server with its journal on (fsync), to be killed and raised again on the same data and port. */
export type KillablePostgres = {
  url: string
  /** kill -9 of the server and of every process of it: as a power cut, but for the disk's cache */
  kill(): Promise<void>
  /** Starts it again: it replays its journal. Resolves when it answers. */
  raise(): Promise<void>
  /** Ends it and removes its data. */
  remove(): Promise<void>
}

/** Processes whose parent is `pid`. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => {
      try {
        return (
          readFileSync(`/proc/${child}/stat`, 'utf8')
            .replace(/^.*\) /s, '')
            .split(' ')[1] === String(pid)
        )
      } catch {
        return false // it ended meanwhile
      }
    })
}

export async function startKillablePostgres(): Promise<KillablePostgres> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-guasti-'))
  chmodSync(folder, 0o711) // the server's account passes through; its own folder is 0700
  const parent = reachableParent(folder)
  const place: PostgresPlace = {
    dataFolder: path.join(parent, 'pg18'),
    account: serverAccount(),
    logFile: path.join(folder, 'postgres.log'),
  }
  const password = randomBytes(18).toString('base64url')
  const owner = randomBytes(18).toString('base64url')
  const native = preparePostgres(place, password)
  const port = await freePort()

  const start = async () => {
    const child = spawnPostgres(place, native, port)
    const guard = guardOf(child.pid as number, 'QUIT')
    await untilReady(place, child, 60_000)
    return { child, guard }
  }
  let running = await start()
  const url = await ensureDatabase(port, password, owner)

  const kill = async () => {
    const pid = running.child.pid as number
    const all = [pid, ...childrenOf(pid)]
    for (const one of all) if (isAlive(one)) process.kill(one, 'SIGKILL')
    running.guard.dismiss()
    const gone = () => (running.child.exitCode !== null || running.child.signalCode !== null) && !all.some(isAlive)
    if (!(await waitUntil(gone, 10_000, 10))) throw new Error('The killed server is still there')
  }
  return {
    url,
    kill,
    async raise() {
      await clearLeftover(place)
      running = await start()
    },
    async remove() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
      if (parent !== folder) rmSync(parent, { recursive: true, force: true })
    },
  }
}
