import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { ensureDatabase } from './database'
import { guardOf } from './guard'
import { clearLeftover, type PostgresPlace, preparePostgres, spawnPostgres, untilReady } from './postgres'
import { reachableParent, serverAccount } from './postgres-binaries'
import { freePort } from './system'

/** A server for one run; it dies with this process, whatever kills it. */
export interface ThrowawayPostgres {
  /** address of an empty database owned by the portal's role */
  url: string
  stop: () => Promise<void>
}

/** @param kept where its data stay when it stops, to be found again by the next; none: all goes */
export async function startThrowawayPostgres(kept?: string): Promise<ThrowawayPostgres> {
  const folder = kept ?? mkdtempSync(path.join(os.tmpdir(), 'sportello-prova-'))
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o711) // the server's account passes through; its own folder is 0700
  const parent = reachableParent(folder)
  const account = serverAccount()
  const place: PostgresPlace = {
    dataFolder: path.join(parent, 'pg18'),
    account,
    throwaway: true,
    logFile: path.join(folder, 'postgres.log'),
  }
  const secret = path.join(folder, 'superutente')
  const password = existsSync(secret) ? readFileSync(secret, 'utf8') : randomBytes(18).toString('base64url')
  if (kept) writeFileSync(secret, password, { mode: 0o600 })
  const native = preparePostgres(place, password)
  if (kept) await clearLeftover(place)
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
    if (kept) return
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
