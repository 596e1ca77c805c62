import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { StartFailure } from './failure.mjs'
import { SUPERUSER } from './postgres'

/**
 * Owner of everything in the embedded database. Not a superuser: the portal meets the walls it meets in production. It
 * may make roles, because migrations make the one that the portal's statements run under.
 */
export const OWNER = 'portale'
const MIGRATIONS = path.join(import.meta.dirname, '../../drizzle/migrations')
/** One migration at a time, whoever starts: the key of the lock. */
const LOCK = Number.parseInt(createHash('sha256').update('sportello/migrazioni').digest('hex').slice(0, 12), 16)

export const localUrl = (port: number, user: string, password: string, database: string) =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

const connect = (url: string) => postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })

/** Where a database is, for a message: never with its password. */
const placeOf = (url: string) => {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return 'indirizzo non valido'
  }
}

/** Refusals that no wait mends, in words. */
const REFUSED: Record<string, string> = {
  '28P01': 'utente o password non accettati',
  '28000': 'accesso negato a questo utente',
  '3D000': 'questo database non esiste',
}

/**
 * Waits for a database to answer.
 *
 * @param ms patience, in milliseconds; a refusal is not waited on
 * @param cure what to do about it
 * @throws StartFailure naming host and reason when it does not
 */
export async function untilReachable(
  url: string,
  ms: number,
  cure = 'Controlla che sia acceso e che DATABASE_URL sia giusta.',
): Promise<void> {
  const end = performance.now() + ms
  for (;;) {
    let sql: ReturnType<typeof connect> | undefined
    try {
      sql = connect(url)
      await sql`select 1`
      return
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      const refused = code && REFUSED[code]
      if (refused || performance.now() > end)
        throw new StartFailure(
          `Il database ${placeOf(url)} non è raggiungibile (${refused || (code ?? message)}).\n  ${cure}`,
        )
      await sleep(300)
    } finally {
      await sql?.end({ timeout: 1 }).catch(() => {}) // a connection that never opened has nothing to close
    }
  }
}

/** Makes the owner and the database of an embedded server, if they are not there yet, and returns the owner's address. */
export async function ensureDatabase(
  port: number,
  superPassword: string,
  password: string,
  name = OWNER,
): Promise<string> {
  const sql = connect(localUrl(port, SUPERUSER, superPassword, 'postgres'))
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = ${OWNER}`
    // Both names are ours, the password is base64url: neither can end the literal.
    await sql.unsafe(`${role ? 'alter' : 'create'} role ${OWNER} login createdb createrole password '${password}'`)
    const [database] = await sql`select 1 from pg_database where datname = ${name}`
    if (!database) await sql.unsafe(`create database ${name} owner ${OWNER}`)
  } finally {
    await sql.end()
  }
  return localUrl(port, OWNER, password, name)
}

/** Copies a database that nobody is connected to. @returns the address of the copy */
export async function copyDatabase(url: string, name = `copia_${randomBytes(6).toString('hex')}`): Promise<string> {
  const from = new URL(url)
  const template = from.pathname.slice(1)
  from.pathname = '/postgres'
  const sql = connect(from.href)
  try {
    await sql.unsafe(`create database ${name} template ${template}`)
  } finally {
    await sql.end()
  }
  from.pathname = `/${name}`
  return from.href
}

/**
 * Removes a database, whoever is still connected to it. Not `with (force)`: that one refuses ("permission denied to
 * terminate process") while the server's own cleaning, which runs as superuser, is in the database; a plain drop sends
 * the cleaning away and waits for it.
 */
export async function dropDatabase(url: string): Promise<void> {
  const from = new URL(url)
  const name = from.pathname.slice(1)
  from.pathname = '/postgres'
  const sql = connect(from.href)
  try {
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ${name} and backend_type = 'client backend'`
    await sql.unsafe(`drop database if exists ${name}`)
  } finally {
    await sql.end()
  }
}

/**
 * Applies what is new in drizzle/migrations. Safe to run in several processes at once: the others wait.
 *
 * @throws StartFailure when the migrations are missing, or one fails: then nothing of that run is kept
 */
export async function migrateDatabase(url: string): Promise<void> {
  if (!existsSync(path.join(MIGRATIONS, 'meta/_journal.json')))
    throw new StartFailure(
      'Mancano le migrazioni del database (drizzle/migrations): la copia del progetto è incompleta.',
    )
  const sql = connect(url)
  try {
    await sql`set lock_timeout = '120s'`
    await sql`select pg_advisory_lock(${LOCK}::bigint)`
    await sql`set lock_timeout = '2s'` // R10: a migration never holds up the people who are working
    await migrate(drizzle(sql), { migrationsFolder: MIGRATIONS })
  } catch (error) {
    const cause = (error as { cause?: Error }).cause ?? (error as Error)
    throw new StartFailure(`Le migrazioni del database non sono riuscite: ${cause.message}`)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
