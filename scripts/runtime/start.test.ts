import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePort } from './system'

const root = path.join(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-avvio-'))
chmodSync(folder, 0o711) // as root: what lies in it may be reached, as in a checkout under /srv
const running = new Set<ChildProcess>()
afterAll(async () => {
  // a test that ran out of time has left its portal there
  await Promise.all([...running].map((child) => child.kill('SIGTERM') && once(child, 'close')))
  rmSync(folder, { recursive: true, force: true })
})

/** `npm start` that is expected to refuse; one that says what is `enough` is stopped, and its code is not 1. */
async function start(
  env: Record<string, string>,
  enough = 'Portale pronto',
): Promise<{ code: number | null; said: string }> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [path.join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: { PATH, HOME, DATA_DIR: path.join(folder, 'dati'), ...env } as unknown as NodeJS.ProcessEnv,
  })
  running.add(child)
  let said = ''
  const hear = (chunk: Buffer) => {
    said += chunk
    if (said.includes(enough)) child.kill('SIGTERM')
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const [code] = (await once(child, 'close')) as [number | null]
  running.delete(child)
  return { code, said }
}

/** Holds a port while `work` runs. */
async function withTakenPort<T>(work: (port: number) => Promise<T>): Promise<T> {
  const port = await freePort()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  try {
    return await work(port)
  } finally {
    server.close()
  }
}

test('a taken port is named, with a way out', async () => {
  await withTakenPort(async (port) => {
    const { code, said } = await start({ PORT: String(port) })
    expect(code).toBe(1)
    expect(said).toContain(`La porta ${port} è già occupata`)
  })
})

test('a port that no browser opens is refused before anything starts', async () => {
  const { code, said } = await start({ PORT: '4190' })
  expect(code).toBe(1)
  expect(said).toContain('I browser non aprono la porta 4190')
  expect(said).not.toContain('database')
})

test('what is not a port is refused', async () => {
  const { code, said } = await start({ PORT: 'tremila' })
  expect(code).toBe(1)
  expect(said).toContain('PORT=tremila non è una porta')
})

test('data of another major version are refused and left alone', async () => {
  const dir = path.join(folder, 'vecchi')
  mkdirSync(path.join(dir, 'pg17'), { recursive: true })
  writeFileSync(path.join(dir, 'pg17/PG_VERSION'), '17\n')
  const { code, said } = await start({ PORT: String(await freePort()), DATA_DIR: dir })
  expect(said).toContain('contiene dati di PostgreSQL 17')
  expect(code).toBe(1)
  expect(existsSync(path.join(dir, 'pg18'))).toBe(false)
  expect(readFileSync(path.join(dir, 'pg17/PG_VERSION'), 'utf8')).toBe('17\n')
})

test('a data folder that cannot be made is named', async () => {
  const dir = path.join(folder, 'un-file', 'dati')
  writeFileSync(path.dirname(dir), '')
  const { code, said } = await start({ DATA_DIR: dir })
  expect(code).toBe(1)
  expect(said).toContain(`Non posso scrivere in ${dir}`)
})

test('S03: a production start without keys names each one, and the database is not asked', async () => {
  const { code, said } = await start({ DATABASE_URL: 'postgres://anna:segretissima@127.0.0.1:1/portale' })
  expect(code).toBe(1)
  for (const name of [
    'NEXTAUTH_SECRET',
    'FILES_MASTER_KEY',
    'UPLOADTHING_SECRET',
    'VERIFICA_SIGNING_KEY',
    'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
  ])
    expect(said).toContain(name)
  expect(said).not.toContain('segretissima')
})

test('S03: with its keys, an unreachable database is named without its password', async () => {
  const dir = path.join(folder, 'chiavi')
  const { DB_PASSWORD: _1, DB_SUPERUSER_PASSWORD: _2, ...keys } = await makeKeys(dir)
  const { code, said } = await start({
    ...keys,
    DATA_DIR: dir,
    PORT: String(await freePort()),
    DATABASE_URL: 'postgres://anna:segretissima@127.0.0.1:1/portale',
  })
  expect(code).toBe(1)
  expect(said).toContain('127.0.0.1:1/portale non è raggiungibile')
  expect(said).not.toContain('segretissima')
})

const DATABASE_READY = 'Carico procedimenti e dati'
const startUntilDatabase = async (dir: string) =>
  start({ DATA_DIR: dir, PORT: String(await freePort()) }, DATABASE_READY)

test('keys that went astray are named, and the data they open are left alone', async () => {
  const dir = path.join(folder, 'senza-chiavi')
  expect((await startUntilDatabase(dir)).said).toContain(DATABASE_READY)
  rmSync(path.join(dir, 'segreti.json'))
  const { code, said } = await startUntilDatabase(dir)
  expect(code).toBe(1)
  expect(said).toContain('utente o password non accettati')
  expect(said).toContain(path.join(dir, 'segreti.json'))
  expect(existsSync(path.join(dir, 'pg18/PG_VERSION'))).toBe(true)
}, 60_000)

test.runIf(process.getuid?.() === 0)(
  'root in a closed folder: deleting the data folder starts from nothing',
  async () => {
    const closed = mkdtempSync(path.join(folder, 'chiusa-')) // mode 0700, as /root: the database's account cannot enter
    const dir = path.join(closed, 'dati')
    const first = await startUntilDatabase(dir)
    const twin = /I suoi dati stanno in (\/var\/lib\/sportello-\w+)/.exec(first.said)?.[1] ?? ''
    try {
      expect(first.said).toContain(DATABASE_READY)
      expect(readdirSync(twin)).toEqual(['pg18'])
      expect((await startUntilDatabase(dir)).said).not.toContain('I dati di prima') // a second start finds its own
      rmSync(dir, { recursive: true })
      const afresh = await startUntilDatabase(dir)
      expect(afresh.said).toContain(DATABASE_READY)
      expect(afresh.said).toContain(
        `I dati di prima, le cui chiavi sono state cancellate, sono in ${twin}/abbandonata-`,
      )
      expect(readdirSync(twin)).toHaveLength(2)
    } finally {
      if (twin) rmSync(twin, { recursive: true })
    }
  },
  60_000,
)

/** The keys of an embedded installation, made by the portal itself before it finds its port taken. */
async function makeKeys(dir: string): Promise<Record<string, string>> {
  await withTakenPort((port) => start({ PORT: String(port), DATA_DIR: dir }))
  const file = path.join(dir, 'segreti.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
}
