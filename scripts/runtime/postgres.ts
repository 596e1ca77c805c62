import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { explainDisk, StartFailure } from './failure.mjs'
import { type Account, isDataFolder, POSTGRES_MAJOR, postgresBinaries } from './postgres-binaries'
import { commandLine, isAlive, waitUntil } from './system'

export const SUPERUSER = 'postgres'

/** One embedded server: where it keeps its data, who runs it, what it writes to. */
export interface PostgresPlace {
  /** `…/pg18`; only the server's account may read it */
  dataFolder: string
  account: Account
  /** empty for a server that is thrown away */
  logFile?: string
  /** a server that is thrown away need not survive a power cut, and is faster for it */
  throwaway?: boolean
}

const pidFile = (place: PostgresPlace) => path.join(place.dataFolder, 'postmaster.pid')

/** Lines of postmaster.pid: pid, data folder, start, port, socket folder, address, shared memory, status. */
function postmaster(place: PostgresPlace): { pid: number; ready: boolean } | null {
  try {
    const lines = readFileSync(pidFile(place), 'utf8').split('\n')
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw explainDisk(error, place.dataFolder)
  }
}

/** @throws StartFailure when the folder holds the data of another major version, or of another person */
export function checkDataFolder(place: PostgresPlace): void {
  const parent = path.dirname(place.dataFolder)
  const others = existsSync(parent) ? readdirSync(parent).filter(isDataFolder) : []
  const versionFile = path.join(place.dataFolder, 'PG_VERSION')
  if (!existsSync(place.dataFolder)) {
    if (others[0]) throw otherMajor(path.join(parent, others[0]), others[0].slice(2))
    return
  }
  const mine = place.account?.uid ?? process.getuid?.()
  if (statSync(place.dataFolder).uid !== mine)
    throw new StartFailure(
      `I dati in ${place.dataFolder} appartengono a un altro utente.\n` +
        '  Avvia come quell’utente (o come root), oppure scegli un’altra cartella con DATA_DIR.',
    )
  const version = readFileSync(versionFile, 'utf8').trim()
  if (version !== String(POSTGRES_MAJOR)) throw otherMajor(place.dataFolder, version)
}

const otherMajor = (folder: string, version: string) =>
  new StartFailure(
    `${folder} contiene dati di PostgreSQL ${version}, ma questa versione del portale usa PostgreSQL ${POSTGRES_MAJOR}.\n` +
      '  I dati vanno esportati con la versione che li ha scritti e ricaricati. Per ripartire da zero: sposta la cartella.',
  )

/** Makes an empty cluster (UTF-8, ICU it-IT, SCRAM, checksums). An interrupted one leaves nothing that looks whole. */
function createCluster(place: PostgresPlace, native: string, password: string): void {
  const fresh = `${place.dataFolder}.nuova`
  const secret = `${place.dataFolder}.pw`
  rmSync(fresh, { recursive: true, force: true })
  try {
    mkdirSync(fresh, { mode: 0o700 })
    writeFileSync(secret, password, { mode: 0o600 })
    if (place.account) for (const file of [fresh, secret]) chownSync(file, place.account.uid, place.account.gid)
    const options = [
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=it-IT',
      '-k',
    ]
    if (place.throwaway) options.push('--no-sync')
    execFileSync(
      path.join(native, 'bin/initdb'),
      ['-D', fresh, '-U', SUPERUSER, `--pwfile=${secret}`, '--no-instructions', ...options],
      { ...(place.account ?? {}), cwd: '/', env: serverEnvironment, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    renameSync(fresh, place.dataFolder)
    const parent = openSync(path.dirname(place.dataFolder), 'r')
    fsyncSync(parent)
    closeSync(parent)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    throw explainDisk(error, place.dataFolder)
  } finally {
    rmSync(secret, { force: true })
  }
}

const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv

/** Makes the cluster when there is none yet. @returns folder of the server's programs */
export function preparePostgres(place: PostgresPlace, password: string): string {
  checkDataFolder(place)
  const native = postgresBinaries(place.account)
  if (!existsSync(place.dataFolder)) createCluster(place, native, password)
  return native
}

/**
 * Clears the way for a start: a server left over from a supervisor that was killed is shut down cleanly, a pid file
 * whose process is gone (or is by now another program) is removed.
 *
 * @returns true when a server was still running
 */
export async function clearLeftover(place: PostgresPlace): Promise<boolean> {
  const left = postmaster(place)
  if (!left) return false
  const ours = () => isAlive(left.pid) && commandLine(left.pid).includes(place.dataFolder)
  if (!ours()) {
    rmSync(pidFile(place), { force: true })
    return false
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(left.pid, signal)
    if (await waitUntil(() => !ours(), 15_000)) return true
  }
  throw new StartFailure(`Un database precedente (processo ${left.pid}) non si ferma: terminalo e riprova.`)
}

/** Starts the server on loopback. It may need time to replay its journal: wait with `untilReady`. */
export function spawnPostgres(place: PostgresPlace, native: string, port: number): ChildProcess {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=192MB',
    'jit=off',
    'log_checkpoints=off',
  ]
  if (place.throwaway)
    settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200')
  else settings.push('fsync=on', 'synchronous_commit=on', 'full_page_writes=on')
  const log = place.logFile ? openSync(place.logFile, 'a', 0o600) : null
  const child = spawn(
    path.join(native, 'bin/postgres'),
    ['-D', place.dataFolder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...(place.account ?? {}),
      cwd: '/',
      env: serverEnvironment,
      stdio: ['ignore', 'ignore', log ?? 'ignore'],
      detached: true,
    },
  )
  if (log !== null) closeSync(log)
  return child
}

/**
 * @param ms patience while the server is alive: a replay of the journal after a power cut may be long
 * @throws StartFailure with the end of the server's log when it gave up
 */
export async function untilReady(place: PostgresPlace, child: ChildProcess, ms = 300_000): Promise<void> {
  const gone = () => child.exitCode !== null || child.signalCode !== null
  const ready = () => {
    const now = postmaster(place)
    return now?.pid === child.pid && now?.ready === true
  }
  await waitUntil(() => gone() || ready(), ms, 25)
  if (!gone() && ready()) return
  const log = place.logFile && existsSync(place.logFile) ? readFileSync(place.logFile, 'utf8') : ''
  const tail = log.trim().split('\n').slice(-8).join('\n  ')
  const explained = explainDisk(tail, place.dataFolder)
  if (explained instanceof StartFailure) throw explained
  throw new StartFailure(
    `Il database incluso non è partito. Ultime righe di ${place.logFile ?? 'registro'}:\n  ${tail}`,
  )
}
