import { spawn } from 'node:child_process'
import { createHash, type Hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { explainDisk, StartFailure } from './failure.mjs'

const root = path.join(import.meta.dirname, '../..')
const MARK = path.join(root, '.next/sportello-build')
const SOURCES = ['app', 'components', 'lib', 'drizzle', 'public', 'patches']
const FILES = [
  'proxy.ts',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]
/** Lines of `next build` that tell how far it is. */
const PROGRESS = /^\s*(✓|Creating|Running|Collecting|Generating|Finalizing)/

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(file)
    else if (!/\.test\.tsx?$/.test(entry.name)) yield file
  }
}

/** Adds the names and contents of the sources in these folders and of these files; tests are not part of them. */
export function updateWithSources(hash: Hash, folders: readonly string[], files: readonly string[] = []): void {
  const here = (names: readonly string[]) => names.map((name) => path.join(root, name)).filter(existsSync)
  for (const file of [...here(folders).flatMap((folder) => [...walk(folder)]), ...here(files)])
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
}

/** Fingerprint of all that a build is made from. */
function fingerprint(actionsKey: string): string {
  const hash = createHash('sha256').update(process.version).update(actionsKey)
  updateWithSources(hash, SOURCES, FILES)
  return hash.digest('hex')
}

/**
 * Builds the pages when a source changed since the last build. Needs no database and no secret but the key that seals
 * what server actions carry, which must be the same for every instance (R09).
 *
 * @returns false when the last build was still good
 * @throws StartFailure with what the compiler said
 */
export async function ensureBuilt(actionsKey: string, signal?: AbortSignal): Promise<boolean> {
  const want = fingerprint(actionsKey)
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === want) return false
  rmSync(MARK, { force: true })
  console.log('• Preparo le pagine (la prima volta uno o due minuti)…')
  const { code, said } = await runBuild(actionsKey, signal)
  if (code !== 0) {
    const explained = explainDisk(said, root)
    if (explained instanceof StartFailure && /ENOSPC|space left/i.test(said)) throw explained
    throw new StartFailure(`La costruzione delle pagine non è riuscita:\n${said}`)
  }
  writeFileSync(MARK, want)
  return true
}

function runBuild(actionsKey: string, signal?: AbortSignal): Promise<{ code: number | null; said: string }> {
  const { PATH, HOME, LANG, NODE_EXTRA_CA_CERTS } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      killSignal: 'SIGKILL',
      env: {
        PATH,
        HOME,
        LANG,
        NODE_EXTRA_CA_CERTS,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey,
      } as NodeJS.ProcessEnv,
    })
    const stop = () => void child.kill('SIGKILL')
    process.once('exit', stop)
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
      for (const line of String(chunk).split('\n')) if (PROGRESS.test(line)) console.log(`    ${line.trim()}`)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('exit', (code) => {
      process.off('exit', stop)
      resolve({ code, said })
    })
  })
}
