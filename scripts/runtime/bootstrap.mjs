// Runs on whatever Node starts it (20.9 or later) and imports nothing from node_modules, which may not be there yet.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { explainDisk, StartFailure } from './failure.mjs'

export const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..')
const modules = path.join(root, 'node_modules')
const MARK = path.join(modules, '.sportello-installato')
const INSTALL_BYTES = 1_600_000_000 // node_modules, and npm's own cache of it
/** Node majors with long-term support that this version was tried on (S02). */
const SUPPORTED = [24, 26]

const major = (version) => Number(/^v?(\d+)/.exec(version)?.[1])
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

/** What an installation depends on: exact versions, our own patches, the processor. */
function wanted() {
  const hash = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(process.arch)
  const patches = path.join(root, 'patches')
  if (existsSync(patches))
    for (const name of readdirSync(patches).sort()) hash.update(readFileSync(path.join(patches, name)))
  return hash.digest('hex')
}

/** Somebody ran npm by hand: is what npm wrote down about node_modules what the lockfile asks for? */
function matchesLockfile() {
  const written = path.join(modules, '.package-lock.json')
  if (!existsSync(written)) return false
  const installed = readJson(written).packages
  const asked = readJson(path.join(root, 'package-lock.json')).packages
  return Object.entries(asked).every(
    ([place, one]) =>
      place === '' || one.link || (installed[place] ? installed[place].version === one.version : one.optional),
  )
}

/** npm as a program and its first arguments: the one that started us, else the one in PATH. */
function findNpm() {
  const given = process.env.npm_execpath
  if (given && /npm-cli\.(c?js|mjs)$/.test(given) && existsSync(given)) return [process.execPath, given]
  if (spawnSync('npm', ['--version'], { stdio: 'ignore' }).status === 0) return ['npm']
  throw new StartFailure('Manca npm. Su Debian: apt install npm')
}

/** DATA_DIR does not move the programs. */
const CURE = 'Usa una copia del progetto che appartiene a te, o ripeti il comando da chi la possiede.'

function checkRoom() {
  try {
    accessSync(root, constants.W_OK)
  } catch (error) {
    throw explainDisk(error, root, CURE)
  }
  const { bavail, bsize } = statfsSync(root)
  const free = bavail * bsize
  if (free < INSTALL_BYTES)
    throw new StartFailure(
      `Spazio su disco insufficiente in ${root}: servono circa ${Math.round(INSTALL_BYTES / 1e6)} MB liberi, ce ne sono ${Math.round(free / 1e6)}.`,
    )
}

/** Applies our patches to the packages; npm may have been told to skip scripts. @returns false when they do not fit */
function applyPatches() {
  if (!existsSync(path.join(root, 'patches'))) return true
  const result = spawnSync(process.execPath, [path.join(modules, 'patch-package/index.js'), '--error-on-fail'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (result.status !== 0) console.error(`${result.stdout}${result.stderr}`)
  return result.status === 0
}

const NO_NETWORK = /EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT/

/** Why npm gave up, for a person: without a network the cure is not in npm's own words, which follow. */
function explainNpm(said) {
  const telling = said
    .split('\n')
    .filter((line) => /^npm (error|ERR!) [^ ]/.test(line) && !line.includes('debug-0.log'))
  const words = telling.slice(0, 10).join('\n  ') || said.slice(-500)
  if (/ENOSPC|EDQUOT|no space left/i.test(said))
    return new StartFailure(`Spazio su disco esaurito in ${root} o nella cartella di npm (~/.npm). Liberalo e riprova.`)
  if (NO_NETWORK.test(said))
    return new StartFailure(
      'Le dipendenze non si scaricano: la rete, o il registro dei pacchetti, non risponde. Serve una connessione solo\n' +
        '  per installare. Controlla rete e proxy (HTTPS_PROXY, o il registro in ~/.npmrc) e ripeti il comando. Dice npm:\n' +
        `  ${words}`,
    )
  return new StartFailure(`npm non è riuscito a installare le dipendenze:\n  ${words}`)
}

function install() {
  checkRoom()
  const [program, ...first] = findNpm()
  console.log('• Installo le dipendenze (la prima volta può richiedere un paio di minuti)…')
  const result = spawnSync(
    program,
    [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: '' },
    },
  )
  if (result.status !== 0) throw explainNpm(result.stderr?.trim() ?? '')
  if (!applyPatches()) throw new StartFailure('Una correzione in patches/ non si adatta alla versione installata.')
}

/** Makes node_modules what the lockfile asks for; does nothing when it already is. */
export function ensureInstalled() {
  if (!existsSync(path.join(root, 'package-lock.json')))
    throw new StartFailure(`Manca package-lock.json in ${root}: la copia del progetto è incompleta.`)
  const want = wanted()
  const have = existsSync(MARK) ? readFileSync(MARK, 'utf8') : ''
  if (have === want && existsSync(path.join(modules, 'next'))) return
  if (!(matchesLockfile() && applyPatches())) install()
  try {
    mkdirSync(modules, { recursive: true })
    writeFileSync(MARK, want)
  } catch (error) {
    throw explainDisk(error, modules, CURE)
  }
}

/** The Node that runs the portal: the one from the lockfile, else ours when its line is supported. */
function findNode() {
  const bundled = path.join(modules, `node-${process.platform}-${process.arch}`, 'bin/node')
  if (existsSync(bundled)) {
    const said = spawnSync(bundled, ['--version'], { encoding: 'utf8' })
    if (said.status === 0 && SUPPORTED.includes(major(said.stdout))) return bundled
  }
  if (SUPPORTED.includes(major(process.version))) return process.execPath
  throw new StartFailure(
    `Per questo sistema (${process.platform} ${process.arch}) non c'è un Node incluso, e Node ${process.version} non è una versione con supporto.\n` +
      `  Installa Node ${SUPPORTED.join(' o ')} e riprova.`,
  )
}

/**
 * Runs a TypeScript program of ours under the right Node and gives its outcome as ours. Signals are passed on; if we
 * are killed, the program notices that its channel closed.
 */
export function runTypeScript(file, args = [], env = process.env) {
  const child = spawn(findNode(), ['--conditions=react-server', '--import', 'tsx', path.join(root, file), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) {
    // kill -9 of npm leaves us to nobody: stop too, so that the next start finds the way clear. Asked once: a repeated
    // signal is somebody in a hurry, and would cut short whoever is being answered.
    const watch = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(watch)
      child.kill('SIGTERM')
    }, 500)
    watch.unref()
  }
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
