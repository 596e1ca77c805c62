import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from './environment'
import { StartFailure } from './failure.mjs'
import type { ProgramSpec } from './supervise'

export const root = path.join(import.meta.dirname, '../..')
const TSX = ['--conditions=react-server', '--import', 'tsx']

/** Runs one of our scripts, with its arguments, to its end. @throws StartFailure when it fails: it has said why */
export async function runScript(
  [file = '', ...args]: readonly string[],
  what: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  console.log(`• ${what}`)
  const child = spawn(process.execPath, [...TSX, path.join(root, file), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
    signal,
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new StartFailure(`${what}: non riuscito (${file}).`)
}

const launchScript = (file: string, env: NodeJS.ProcessEnv) => () =>
  spawn(process.execPath, [...TSX, path.join(root, file)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
    detached: true,
  })

const localAddress = ({ host, port }: Settings) =>
  `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`

/** @throws when the web server does not answer, or not as ours does */
async function askHealth(settings: Settings): Promise<string[]> {
  const response = await fetch(`${localAddress(settings)}/api/health`, { signal: AbortSignal.timeout(10_000) })
  const body = (await response.json()) as { ok: boolean; mancano?: string[] }
  return body.ok ? [] : (body.mancano ?? ['stato sconosciuto'])
}

/** @returns what is missing for the portal to be of use, [] when nothing is, null when it does not answer */
export async function readHealth(settings: Settings): Promise<string[] | null> {
  try {
    return await askHealth(settings)
  } catch {
    return null // not listening yet, or gone: the answer to the question
  }
}

const ANSWER_MS = 60_000

const BANNER = /^\s*(▲ Next\.js|- (Local|Network|Experiments)|· |✓ (Starting|Ready in|Running next\.config))/

/** Young objects die before they are copied: a page makes many, and half the collector's work goes. MB a process. */
const YOUNG_SPACE = '--max-semi-space-size=32'
const NEXT = path.join(root, 'node_modules/next/dist/bin/next')
const CLUSTER = path.join(root, 'scripts/runtime/web-cluster.mjs')

/** What Node is given to serve a built Next application. @param options of `next start`: port, address, folder */
export const serveArguments = (processes: number, ...options: string[]): string[] => [
  YOUNG_SPACE,
  ...(processes > 1 ? [CLUSTER, String(processes)] : []),
  NEXT,
  'start',
  ...options,
]

/** The Next server, as many processes as settings say; in development one, which compiles as it goes. */
export function webProgram(settings: Settings, env: NodeJS.ProcessEnv, development: boolean): ProgramSpec {
  const listen = ['-p', String(settings.port), '-H', settings.host]
  const args = development ? [NEXT, 'dev', ...listen] : serveArguments(settings.webProcesses, ...listen)
  return {
    name: 'web',
    label: 'Il server web',
    launch: () => {
      const child = spawn(process.execPath, args, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...env, NODE_ENV: development ? 'development' : 'production' },
        detached: true,
      })
      // The framework's own banner gives an address that may not be ours: the right one is printed at the end.
      child.stdout?.on('data', (chunk: Buffer) => {
        const lines = String(chunk)
          .split('\n')
          .filter((line) => !BANNER.test(line))
          .join('\n')
        if (lines.trim()) process.stdout.write(lines)
      })
      return child
    },
    untilReady: async (child) => {
      const end = performance.now() + ANSWER_MS
      let silence: unknown
      while (performance.now() < end) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new StartFailure('Il server web si è fermato subito: vedi sopra.')
        try {
          await askHealth(settings)
          return
        } catch (error) {
          silence = error
        }
        await sleep(60)
      }
      const { message, cause } = silence as Error
      const why = cause instanceof Error ? cause.message : message
      throw new StartFailure(
        `Il server web non risponde dopo ${ANSWER_MS / 1000} secondi a ${localAddress(settings)} (${why}).`,
      )
    },
    stopSignal: 'SIGTERM',
    endSignal: 'SIGKILL',
    graceMs: 30_000, // R08: what was asked is answered first
    group: true,
  }
}

export const workerProgram = (env: NodeJS.ProcessEnv): ProgramSpec => ({
  name: 'worker',
  label: 'Il programma dei lavori periodici',
  launch: launchScript('scripts/worker.ts', env),
  stopSignal: 'SIGTERM',
  endSignal: 'SIGKILL',
  graceMs: 30_000,
  group: true,
})

/** The search engine of the archive: of use as soon as it listens, also while it makes its index for the first time. */
export const motoreProgram = (env: NodeJS.ProcessEnv): ProgramSpec => ({
  name: 'motore',
  label: 'Il motore di ricerca dell’archivio',
  launch: launchScript('scripts/motore.ts', env),
  untilReady: async (child) => {
    const end = performance.now() + ANSWER_MS
    while (performance.now() < end) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new StartFailure('Il motore di ricerca dell’archivio si è fermato subito: vedi sopra.')
      if (await listens(env.ARCHIVIO_MOTORE ?? '')) return
      await sleep(60)
    }
    throw new StartFailure(`Il motore di ricerca dell’archivio non risponde dopo ${ANSWER_MS / 1000} secondi.`)
  },
  stopSignal: 'SIGTERM',
  endSignal: 'SIGKILL',
  graceMs: 30_000,
  group: true,
})

const listens = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const connection = connect(socket)
    connection.once('connect', () => resolve(true))
    connection.once('error', () => resolve(false))
    connection.once('connect', () => connection.destroy())
  })

/** Makes pages of the papers delivered to the archive. What it opens may be hostile: it is none of the other programs. */
export const lavoratoriProgram = (env: NodeJS.ProcessEnv): ProgramSpec => ({
  name: 'lavoratori',
  label: 'Il programma che lavora le carte dell’archivio',
  launch: launchScript('scripts/lavoratori.ts', env),
  stopSignal: 'SIGTERM',
  endSignal: 'SIGKILL',
  graceMs: 10_000, // it gives back what it was doing
  group: true,
})

const DEMO_REGISTRO = 'scripts/demo-registro/server.ts'

/** The demo register of companies: beside the demo identities, and only there. */
export const demoRegistroProgram = (env: NodeJS.ProcessEnv): ProgramSpec | null =>
  existsSync(path.join(root, DEMO_REGISTRO))
    ? {
        name: 'demo-registro',
        label: 'Il registro imprese di prova',
        launch: launchScript(DEMO_REGISTRO, env),
        stopSignal: 'SIGTERM',
        endSignal: 'SIGKILL',
        graceMs: 3000,
        group: true,
      }
    : null

const DEMO_IDP = 'scripts/demo-idp/server.ts'

/** The demo identity provider; its code may be left out of an installation. */
export const demoIdpProgram = (env: NodeJS.ProcessEnv): ProgramSpec => {
  if (!existsSync(path.join(root, DEMO_IDP))) throw new StartFailure(`Manca ${DEMO_IDP}: togli DEMO_IDP=1.`)
  return {
    name: 'demo-idp',
    label: 'L’accesso di prova',
    launch: launchScript(DEMO_IDP, env),
    stopSignal: 'SIGTERM',
    endSignal: 'SIGKILL',
    graceMs: 3000,
    group: true,
  }
}
