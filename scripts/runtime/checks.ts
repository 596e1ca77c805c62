/**
 * All checks, one after the other, and at the end one line: `N passed, N failed`. A check counts one, a runner counts its
 * tests. A failed check does not stop the next ones, but nothing is tried in a browser on pages that could not be built.
 *
 * Use: checks.ts [check | e2e | matrice | vuoto | full | spid | mutazioni]; none is everything but the long runs: faults,
 * every state of the matrix, accessibility at every width, the archive from nothing.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { ensureBuilt } from './build'
import { prepareDataDir, readSecrets } from './data-folder'
import { type Variables, withPortal } from './portal-under-test'
import { root } from './programs'
import { openThrowawayPortal } from './throwaway-portal'

interface Outcome {
  name: string
  passed: number
  failed: number
  seconds: number
  /** failed tests and why: the end of a long output is what its reader gets first */
  which?: string[]
  /** those that passed and had failed first */
  again?: string[]
}

type Count = Pick<Outcome, 'passed' | 'failed' | 'which' | 'again'>

const mode = process.argv[2] ?? 'all'
const outcomes: Outcome[] = []
const reports = mkdtempSync(path.join(os.tmpdir(), 'sportello-esiti-'))
const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
const bin = (name: string) => path.join(root, 'node_modules/.bin', name)

/** @returns the program's exit code; a signal counts as failure */
function run(program: string, args: string[], env: NodeJS.ProcessEnv = environment): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env })
    const stop = () => void child.kill('SIGTERM')
    process.once('SIGTERM', stop)
    child.once('error', reject)
    child.once('exit', (code) => {
      process.off('SIGTERM', stop)
      resolve(code ?? 1)
    })
  })
}

/** Our own tools run under the portal's Node, whatever Node the machine has. */
const runNode = (file: string, args: string[], env?: NodeJS.ProcessEnv) =>
  run(process.execPath, [path.join(root, file), ...args], env)

async function check(name: string, work: () => Promise<Count>): Promise<boolean> {
  console.log(`\n── ${name}`)
  const began = performance.now()
  let outcome: Count
  try {
    outcome = await work()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    outcome = { passed: 0, failed: 1, which: [line(error instanceof Error ? error.message : String(error))] }
  }
  outcomes.push({ name, ...outcome, seconds: (performance.now() - began) / 1000 })
  return outcome.failed === 0
}

/** The first line of a message, without the colours of a terminal. */
const line = (message = '') => whole(message).split('\n', 1)[0]?.slice(0, 300) ?? ''
const whole = (message = '') => stripVTControlCharacters(message).trim()
/** What a browser test said, with what it expected and found: it may be all that its reader gets. */
const story = (message?: string) => whole(message).slice(0, 2000).replaceAll('\n', '\n        ')

const one = (ok: boolean) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 })

/** Tests that a runner wrote down; a runner that fell without a word, or in a file it could not read, failed once. */
function counted(report: string, code: number, read: (text: string) => Count): Count {
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const count = read(readFileSync(report, 'utf8'))
  return { ...count, failed: code !== 0 && count.failed === 0 ? 1 : count.failed }
}

interface VitestReport {
  numPassedTests: number
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

/** @returns a line for each failed test of one file, or one for the file that could not be read */
function failedIn({ name, status, message, assertionResults }: VitestReport['testResults'][number]): string[] {
  const file = path.relative(root, name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [`${file}: ${line(message)}`] : []
  return failed.map((test) => `${file} › ${test.fullName}: ${line(test.failureMessages[0])}`)
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[]
  specs: {
    title: string
    file: string
    line: number
    ok: boolean
    tests: { status: string; results: { error?: { message?: string } }[] }[]
  }[]
}

/** @returns each test that ended so, with what it said each time that it failed */
const ended = (suite: PlaywrightSuite, status: 'unexpected' | 'flaky'): string[] => [
  ...suite.specs
    .filter((spec) => spec.tests[0]?.status === status)
    .map(({ file, line, title, tests }) =>
      [
        `${file}:${line} › ${title}`,
        ...(tests[0]?.results ?? []).flatMap(({ error }, i) => (error ? `    ${i + 1}. ${story(error.message)}` : [])),
      ].join('\n    '),
    ),
  ...(suite.suites ?? []).flatMap((inner) => ended(inner, status)),
]

async function vitest(args: string[], env: Variables = {}) {
  const report = path.join(mkdtempSync(path.join(reports, 'vitest-')), 'vitest.json')
  const said = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args]
  const code = await runNode('node_modules/vitest/vitest.mjs', said, { ...environment, ...env })
  return counted(report, code, (text) => {
    const { numPassedTests, testResults } = JSON.parse(text) as VitestReport
    const which = testResults.flatMap(failedIn)
    return { passed: numPassedTests, failed: which.length, which }
  })
}

async function playwright(env: Variables, files = process.argv.slice(3)) {
  const report = path.join(reports, 'playwright.json')
  const code = await runNode('node_modules/@playwright/test/cli.js', ['test', ...files], {
    ...environment,
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
  return counted(report, code, (text) => {
    const { stats, suites } = JSON.parse(text) as {
      stats: { expected: number; unexpected: number; flaky: number }
      suites: PlaywrightSuite[]
    }
    return {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      which: suites.flatMap((suite) => ended(suite, 'unexpected')),
      again: suites.flatMap((suite) => ended(suite, 'flaky')),
    }
  })
}

async function staticChecks(): Promise<void> {
  await check('Formato e stile', async () =>
    one((await run(bin('biome'), ['check', '--max-diagnostics=50', '--diagnostic-level=error', '.'])) === 0),
  )
  await check('Tipi', async () => {
    if ((await runNode('node_modules/next/dist/bin/next', ['typegen'])) !== 0) return one(false)
    return one((await runNode('node_modules/typescript/bin/tsc', ['--noEmit', '-p', '.'])) === 0)
  })
  await check('Chi può importare chi', async () => {
    const folders = ['app', 'components', 'lib', 'scripts', 'drizzle', 'e2e', 'proxy.ts'].filter((name) =>
      existsSync(path.join(root, name)),
    )
    const cruise = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'
    return one((await runNode(cruise, ['--config', '.dependency-cruiser.cjs', ...folders])) === 0)
  })
}

/** The pages as they will be served. @returns the key they were built with; null when they could not be */
async function buildPages(): Promise<string | null> {
  prepareDataDir()
  const actionsKey = readSecrets().NEXT_SERVER_ACTIONS_ENCRYPTION_KEY
  const built = await check('Costruzione delle pagine', async () => {
    await ensureBuilt(actionsKey)
    return one(true)
  })
  return built ? actionsKey : null
}

/** Browser tests on the very portal that `npm start` gives, then its own stops, falls and restarts. */
const browserChecks = (actionsKey: string) =>
  check('Avvio, cadute e arresto, con le prove nel browser', () =>
    withPortal({ NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey, GALLERY: '1' }, (env) =>
      check('Prove nel browser', () => playwright({ ...env, ...(mode === 'full' && { AXE: 'ovunque' }) })),
    ),
  )

/** The archive from nothing: on a portal whose archive is empty. */
async function emptyArchiveCheck(actionsKey: string): Promise<void> {
  await check('Archivio, da vuoto', async () => {
    const empty = { SAMPLE_ARCHIVE: '0', GALLERY: '0' }
    const portal = await openThrowawayPortal({ NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey, ...empty })
    try {
      return await playwright({ ...empty, BASE_URL: portal.baseUrl, DATA_DIR: portal.folder }, ['e2e/vuoto'])
    } finally {
      await portal.stop()
    }
  })
}

/** Who may do what, cell by cell, on a portal of its own: people and practices of the journeys are not among its. */
async function matrixCheck(actionsKey: string): Promise<void> {
  await check('Matrice delle autorizzazioni', async () => {
    const portal = await openThrowawayPortal({ NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey, GALLERY: '0' })
    const more = mode === 'matrice' ? process.argv.slice(3) : []
    const states = mode === 'full' ? { MATRICE: 'intera' } : {}
    try {
      return await vitest(['--config', 'e2e/matrice/vitest.config.ts', ...more], { DATA_DIR: portal.folder, ...states })
    } finally {
      await portal.stop()
    }
  })
}

if (mode === 'spid') {
  await check('Prove di SPID e sessioni', () =>
    vitest(['lib/spid', 'lib/auth', 'app/api/spid', 'app/api/cie', 'scripts/demo-idp']),
  )
} else if (mode === 'mutazioni') {
  await check('Prove di SPID, tolto un controllo alla volta', async () =>
    one((await run(process.execPath, ['--import', 'tsx', 'scripts/mutazioni.ts', ...process.argv.slice(3)])) === 0),
  )
} else {
  if (!['e2e', 'matrice', 'vuoto'].includes(mode)) {
    await staticChecks()
    await check('Prove di regole, comandi e base dati', () => vitest([]))
  }
  const actionsKey = mode === 'check' ? null : await buildPages()
  const does = (...only: string[]) => actionsKey !== null && ['all', 'full', ...only].includes(mode)
  if (does('e2e')) await browserChecks(actionsKey as string)
  if (does('matrice')) await matrixCheck(actionsKey as string)
  if (does('vuoto') && mode !== 'all') await emptyArchiveCheck(actionsKey as string)
  if (mode === 'full')
    await check('Guasti durante le domande', async () =>
      one((await runNode('scripts/run.mjs', ['scripts/faults.ts'])) === 0),
    )
}
rmSync(reports, { recursive: true, force: true })

console.log('\n── Riepilogo')
for (const { name, passed, failed, seconds, which = [], again = [] } of outcomes) {
  console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} riuscite, ${failed} fallite (${seconds.toFixed(1)} s)`)
  for (const test of which.slice(0, 30)) console.log(`    ✗ ${test}`)
  for (const test of again) console.log(`    ↻ riuscita solo al secondo tentativo: ${test}`)
}
const sum = (field: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[field], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') === 0 ? 0 : 1)
