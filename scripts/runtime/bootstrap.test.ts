import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-nuda-'))
const checkout = path.join(folder, 'una copia così') // people do put blanks and accents in the names of folders

/** What `npm start` needs before anything is installed, and nothing else. */
beforeAll(() => {
  for (const name of ['package.json', 'package-lock.json', 'patches', 'scripts'])
    if (existsSync(path.join(root, name))) cpSync(path.join(root, name), path.join(checkout, name), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The first start of a fresh checkout, with a package registry where nobody listens. */
async function start(env: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [path.join(checkout, 'scripts/start.mjs')], {
    cwd: checkout,
    env: {
      PATH,
      HOME: folder,
      npm_config_registry: 'http://127.0.0.1:1/',
      npm_config_fetch_retries: '0',
      ...env,
    } as unknown as NodeJS.ProcessEnv,
  })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

test('without a network the first start says that it needs one, and what npm said', async () => {
  const { code, said } = await start()
  expect(code).toBe(1)
  expect(said).toContain('Le dipendenze non si scaricano')
  expect(said).toMatch(/npm (error|ERR!) code ECONNREFUSED/)
  expect(said).not.toMatch(/ at \S+ \(/) // no stack: there is nothing of ours to mend
})

test('an installation that failed is tried again: nothing is marked as done', async () => {
  await start()
  expect(existsSync(path.join(checkout, 'node_modules/.sportello-installato'))).toBe(false)
  expect((await start()).said).toContain('Installo le dipendenze')
})

test('without a lockfile it says that the copy is incomplete', async () => {
  const lockfile = path.join(checkout, 'package-lock.json')
  renameSync(lockfile, `${lockfile}.altrove`)
  const { code, said } = await start()
  renameSync(`${lockfile}.altrove`, lockfile)
  expect(code).toBe(1)
  expect(said).toContain('Manca package-lock.json')
})

test('without npm it says which package to install', async () => {
  const { code, said } = await start({ PATH: path.join(folder, 'vuota') })
  expect(code).toBe(1)
  expect(said).toContain('Manca npm. Su Debian: apt install npm')
})

test('when npm is killed the portal is asked to stop once: whoever is being answered keeps the time to be', async () => {
  const program = path.join(folder, 'conta-segnali.ts')
  writeFileSync(
    program,
    "process.on('SIGTERM', () => console.log('fermati')); setTimeout(() => {}, 4000); console.log('pronto')",
  )
  const bootstrap = path.join(root, 'scripts/runtime/bootstrap.mjs')
  const launcher = `const { runTypeScript } = await import(${JSON.stringify(bootstrap)})
    runTypeScript(${JSON.stringify(path.relative(root, program))})`
  // Stands for npm: a parent that is killed while the launcher runs.
  const parent = `require('node:child_process').spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(launcher)}], { stdio: 'inherit' })`
  const npm = spawn(process.execPath, ['-e', parent], { env: { ...process.env, npm_lifecycle_event: 'start' } })
  let said = ''
  npm.stdout.on('data', (chunk) => {
    said += chunk
    if (said.includes('pronto')) npm.kill('SIGKILL')
  })
  await once(npm, 'close') // when nobody holds its output any more
  expect(said.match(/fermati/g)).toHaveLength(1)
}, 20_000)

describe.each(['start', 'test', 'run'])('scripts/%s.mjs', (name) => {
  const file = path.join(root, `scripts/${name}.mjs`)

  test.each([
    ['18.20.8', true],
    ['20.8.1', true],
    ['20.9.0', false],
  ])('under Node %s refuses: %s', (version, refuses) => {
    // The check is all that runs: what it leads to is cut off, and a mark stands in its place.
    const [check] = readFileSync(file, 'utf8').split(/^import\(/m)
    const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`
    const said = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `${pretend}\n${check}\nconsole.log('oltre')`],
      {
        encoding: 'utf8',
      },
    )
    expect(said.status).toBe(refuses ? 1 : 0)
    expect(said.stderr.includes('Serve Node 20.9 o successivo')).toBe(refuses)
    expect(said.stdout.includes('oltre')).toBe(!refuses)
  })

  test('can be read by Node 12 (Ubuntu 22.04), which knows no await outside a function', () => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/^(?!\s*\/\/).*\bawait\b/m)
  })
})
