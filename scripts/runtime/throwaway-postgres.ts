import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { ensureDatabase } from './database'
import { guardOf } from './guard'
import { type PostgresPlace, preparePostgres, spawnPostgres, untilReady } from './postgres'
import { reachableParent, serverAccount } from './postgres-binaries'
import { freePort } from './system'

/** A server for one run, in a temporary folder; it dies with this process, whatever kills it. */
export interface ThrowawayPostgres {
  /** address of an empty database owned by the portal's role */
  url: string
  stop: () => Promise<void>
}

export async function startThrowawayPostgres(): Promise<ThrowawayPostgres> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-prova-'))
  chmodSync(folder, 0o711) // the server's account passes through; its own folder is 0700
  const parent = reachableParent(folder)
  const account = serverAccount()
  const place: PostgresPlace = {
    dataFolder: path.join(parent, 'pg18'),
    account,
    throwaway: true,
    logFile: path.join(folder, 'postgres.log'),
  }
  const password = randomBytes(18).toString('base64url')
  const native = preparePostgres(place, password)
  const port = await freePort()
  const child = spawnPostgres(place, native, port)
  const guard = guardOf(child.pid as number, 'QUIT')
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT')
      await ended
    }
    guard.dismiss()
    rmSync(folder, { recursive: true, force: true })
    if (parent !== folder) rmSync(parent, { recursive: true, force: true })
  }
  try {
    await untilReady(place, child, 60_000)
    return { url: await ensureDatabase(port, password, randomBytes(18).toString('base64url')), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
