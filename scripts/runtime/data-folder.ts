import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { explainDisk, StartFailure } from './failure.mjs'
import { startTicks, waitUntil } from './system'

const ROOM_BYTES = 400_000_000 // a new cluster with its journal, the sample world and some documents

/** Everything the embedded default keeps: database, documents, keys, logs. `DATA_DIR` moves it. */
export const dataDir = path.resolve(process.env.DATA_DIR || path.join(import.meta.dirname, '../../.data'))

/** As `mkdir -p`. Node's own recursive mkdir never ends where a file system refuses new folders, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  mkdirSync(folder, { mode: 0o711 })
}

/** Makes the folder, and checks that it can be written to and has room. @throws StartFailure */
export function prepareDataDir(): void {
  try {
    makeFolder(dataDir)
    if (process.getuid?.() === 0) chmodSync(dataDir, 0o711) // the database's account passes through to its own folder
    const probe = path.join(dataDir, `.prova-${process.pid}`)
    writeFileSync(probe, 'prova')
    rmSync(probe)
  } catch (error) {
    throw explainDisk(error, dataDir)
  }
  const { bavail, bsize } = statfsSync(dataDir)
  const free = bavail * bsize
  if (free < ROOM_BYTES)
    throw new StartFailure(
      `Spazio su disco insufficiente in ${dataDir}: servono almeno ${ROOM_BYTES / 1e6} MB liberi, ce ne sono ${Math.round(free / 1e6)}.`,
    )
}

const SECRETS = {
  DB_SUPERUSER_PASSWORD: () => randomBytes(24).toString('base64url'),
  DB_PASSWORD: () => randomBytes(24).toString('base64url'),
  NEXTAUTH_SECRET: () => randomBytes(48).toString('base64url'),
  UPLOADTHING_SECRET: () => `sk_${randomBytes(32).toString('hex')}`,
  FILES_MASTER_KEY: () => randomBytes(32).toString('base64'),
  VERIFICA_SIGNING_KEY: () =>
    generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: () => randomBytes(32).toString('base64'),
} as const

export type Secrets = Record<keyof typeof SECRETS, string>

/** The keys of this installation, made at the first start and kept beside the data they open (mode 0600). */
export function readSecrets(): Secrets {
  const file = path.join(dataDir, 'segreti.json')
  let kept: Partial<Secrets> = {}
  try {
    if (existsSync(file)) kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new StartFailure(
        `${file} è danneggiato: ripristinalo da una copia. Senza quelle chiavi i documenti non si aprono.`,
      )
    throw explainDisk(error, file)
  }
  const names = Object.keys(SECRETS) as (keyof Secrets)[]
  if (names.every((name) => kept[name])) return kept as Secrets
  const whole = Object.fromEntries(names.map((name) => [name, kept[name] ?? SECRETS[name]()])) as Secrets
  try {
    const fresh = `${file}.${process.pid}`
    writeFileSync(fresh, JSON.stringify(whole, null, 2), { mode: 0o600, flush: true })
    renameSync(fresh, file)
  } catch (error) {
    throw explainDisk(error, file)
  }
  return whole
}

/** Who holds the data folder: written by the supervisor, read by other commands and by the next start. */
export interface Holder {
  pid: number
  ticks: string | null
  what: string
  databaseUrl?: string
  baseUrl?: string
  children: { name: string; pid: number; ticks: string | null }[]
}

const holderFile = path.join(dataDir, 'in-uso.json')

/** @returns what the file says, whether or not that process still lives */
function lastHolder(): Holder | null {
  try {
    return JSON.parse(readFileSync(holderFile, 'utf8')) as Holder
  } catch {
    return null // no file, or cut short by a crash: nobody can be named
  }
}

const lives = ({ pid, ticks }: { pid: number; ticks: string | null }) => ticks !== null && startTicks(pid) === ticks

/** @returns the living process that holds the data folder, if any */
export function findHolder(): Holder | null {
  const holder = lastHolder()
  return holder && lives(holder) ? holder : null
}

export function writeHolder(holder: Omit<Holder, 'pid' | 'ticks'>): void {
  const fresh = `${holderFile}.${process.pid}`
  writeFileSync(fresh, JSON.stringify({ pid: process.pid, ticks: startTicks(process.pid), ...holder }), { mode: 0o600 })
  renameSync(fresh, holderFile)
}

export const forgetHolder = () => rmSync(holderFile, { force: true })

/**
 * A name that one living process at a time can hold, let go by the kernel however that process ends. Unlike a file it is
 * taken in one step and never stale.
 *
 * @returns false when another process holds it
 */
function takeName(): Promise<boolean> {
  const id = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 24)
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    )
    server.listen(`\0sportello-${id}`, () => {
      server.unref()
      resolve(true)
    })
  })
}

/**
 * Takes the data folder for this process until it ends. A holder that is just ending is given a few seconds; what a
 * killed one left running is stopped (the database by `clearLeftover`, which knows how).
 *
 * @throws StartFailure when a living process holds it
 */
export async function takeDataDir(what: string): Promise<void> {
  if (!(await waitUntil(takeName, 6000, 200))) {
    const holder = findHolder()
    throw new StartFailure(
      `Questa cartella di dati è già in uso: ${holder ? `${holder.what}, processo ${holder.pid}` : dataDir}${holder?.baseUrl ? `, ${holder.baseUrl}` : ''}.\n` +
        '  Ferma quel processo, oppure usa un’altra cartella con DATA_DIR.',
    )
  }
  for (const child of lastHolder()?.children ?? []) {
    if (child.name === 'database' || !lives(child)) continue
    process.kill(-child.pid, 'SIGTERM')
    if (!(await waitUntil(() => !lives(child), 8000))) process.kill(-child.pid, 'SIGKILL')
  }
  writeHolder({ what, children: [] })
}
