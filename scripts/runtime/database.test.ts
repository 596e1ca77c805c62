import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, expect, inject, test } from 'vitest'
import { copyDatabase, dropDatabase, migrateDatabase, untilReachable } from './database'
import { guardOf } from './guard'
import { checkDataFolder } from './postgres'
import { freePort, isAlive, startTicks, waitUntil } from './system'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sportello-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the database of a test file is Italian, checks its pages and has every migration', async () => {
  const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1 })
  try {
    const [row] = await sql`select datlocale, current_setting('data_checksums') as checksums, current_user as owner
      from pg_database where datname = current_database()`
    expect(row).toEqual({ datlocale: 'it-IT', checksums: 'on', owner: 'portale' })
    const names =
      await sql`select nome from (values ('zeta'), ('Èva'), ('abaco'), ('Eva'), ('àbate')) as t(nome) order by nome`
    expect(names.map((one) => one.nome)).toEqual(['abaco', 'àbate', 'Eva', 'Èva', 'zeta'])
    const [count] = await sql`select count(*)::int as n from drizzle.__drizzle_migrations`
    expect(count?.n).toBeGreaterThan(0)
  } finally {
    await sql.end()
  }
})

test('R10: two starts at once apply each migration once', async () => {
  const url = await copyDatabase(inject('templateUrl'))
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`drop schema drizzle cascade`
    await sql`drop schema public cascade`
    await sql`create schema public`
    await Promise.all([migrateDatabase(url), migrateDatabase(url)])
    const [count] =
      await sql`select count(*)::int as n, count(distinct hash)::int as different from drizzle.__drizzle_migrations`
    expect(count?.n).toBeGreaterThan(0)
    expect(count?.n).toBe(count?.different)
  } finally {
    await sql.end()
  }
})

test('a database goes although somebody is still connected to it, and again when it is gone', async () => {
  const url = await copyDatabase(inject('templateUrl'))
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql`select 1`
  try {
    await dropDatabase(url)
    await dropDatabase(url)
    expect(await untilReachable(url, 0).catch(String)).toContain('questo database non esiste')
  } finally {
    await sql.end({ timeout: 1 })
  }
})

test('an unreachable database is named without its password', async () => {
  const port = await freePort()
  const failure = await untilReachable(`postgres://anna:segretissima@127.0.0.1:${port}/portale`, 0).catch(String)
  expect(failure).toContain(`127.0.0.1:${port}/portale non è raggiungibile`)
  expect(failure).not.toContain('segretissima')
})

test('data of another major version are refused, in place or beside', () => {
  const dataFolder = path.join(folder, 'a', 'pg18')
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(path.join(dataFolder, 'PG_VERSION'), '17\n')
  expect(() => checkDataFolder({ dataFolder, account: null })).toThrow('contiene dati di PostgreSQL 17')
  mkdirSync(path.join(folder, 'b', 'pg17'), { recursive: true })
  expect(() => checkDataFolder({ dataFolder: path.join(folder, 'b', 'pg18'), account: null })).toThrow('PostgreSQL 17')
})

test('a guarded process ends when the one that started it is killed', async () => {
  const guard = path.join(import.meta.dirname, 'guard.ts')
  const pidFile = path.join(folder, 'pid')
  const program = `
    import { spawn } from 'node:child_process'
    import { writeFileSync } from 'node:fs'
    import { guardOf } from ${JSON.stringify(guard)}
    const child = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' })
    guardOf(child.pid, 'TERM')
    writeFileSync(${JSON.stringify(pidFile)}, String(child.pid))
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: 'inherit',
  })
  expect(await waitUntil(() => existsSync(pidFile), 15_000)).toBe(true)
  const pid = Number(spawnSync('cat', [pidFile], { encoding: 'utf8' }).stdout)
  expect(isAlive(pid)).toBe(true)
  parent.kill('SIGKILL')
  expect(await waitUntil(() => startTicks(pid) === null, 5000)).toBe(true)
})

test('a dismissed guard leaves the process alone', async () => {
  const child = spawn('sleep', ['300'], { stdio: 'ignore' })
  guardOf(child.pid as number, 'TERM').dismiss()
  expect(await waitUntil(() => child.signalCode !== null, 500)).toBe(false)
  child.kill('SIGKILL')
})
