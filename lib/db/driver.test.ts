import { createServer } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Driver } from './driver'
import { COPY_IN, done, greet, isStartup, PASSWORD_WANTED, REFUSED, ScriptedSocket, serve } from './scripted-socket'

// Each test stands for one change of patches/postgres+3.4.9.patch and fails, hangs or is reported without it (R04).

type Server = (socket: ScriptedSocket, bytes: Buffer) => void

const sockets: ScriptedSocket[] = []
const unhandled: unknown[] = []
const keep = (error: unknown) => unhandled.push(error)

type Options = postgres.Options<Record<string, never>> & { max_pipeline?: number }

/** @param servers what answers the first connection, the second, …; the last answers all that follow */
function connectTo(servers: Server[], options: Options = {}): Driver {
  const socket = () => {
    const made = new ScriptedSocket(servers[Math.min(sockets.length, servers.length - 1)])
    sockets.push(made)
    return made
  }
  const mended = { max: 1, fetch_types: false, backoff: 0.01, ...options, socket }
  return postgres(mended as postgres.Options<Record<string, never>>) as unknown as Driver
}

const tick = () => new Promise<void>((resolve) => setImmediate(resolve))
/** Lets promises run but no timer, immediate or socket: the driver has decided to write and has not yet. */
const microtasks = async () => {
  for (let i = 0; i < 20; i += 1) await null
}
const outcome = (promise: PromiseLike<unknown>) =>
  Promise.race([
    Promise.resolve(promise).then(
      () => 'done',
      (error: { code?: string }) => error.code,
    ),
    new Promise((resolve) => setTimeout(resolve, 1_000, 'nothing')),
  ])
const at = (index: number) => sockets[index] as ScriptedSocket
const reset = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })

beforeEach(() => {
  process.prependListener('uncaughtException', keep)
  process.prependListener('unhandledRejection', keep)
})
afterEach(async () => {
  await tick()
  process.off('uncaughtException', keep)
  process.off('unhandledRejection', keep)
  sockets.length = 0
  expect(unhandled.splice(0)).toEqual([])
})

describe('a connection that dies', () => {
  test('what is written after the death is refused, not thrown at the process', async () => {
    const slow = () => new Promise<string>((resolve) => setTimeout(resolve, 30, 'x'))
    const sql = connectTo(
      [(socket, bytes) => isStartup(bytes) && setImmediate(() => socket.say(PASSWORD_WANTED)), serve],
      { pass: slow },
    )
    const first = outcome(sql.unsafe('a'))
    while (!sockets[0]?.sent.length) await tick()
    await tick()
    at(0).die()
    expect(await first).toBe('CONNECTION_CLOSED')
    await new Promise((resolve) => setTimeout(resolve, 60)) // the password comes now, for nobody
  })

  test('half a message is not sent to the next server', async () => {
    const sql = connectTo([serve])
    await sql.unsafe('a')
    const lost = outcome(sql.unsafe('b'))
    await microtasks()
    at(0).die()
    expect(await lost).toBe('CONNECTION_CLOSED')
    expect(await outcome(sql.unsafe('c'))).toBe('done')
    expect(at(1).statements).toEqual(['c'])
  })

  test('a statement that comes between the error and the close is settled', async () => {
    const sql = connectTo([serve])
    await sql.unsafe('a')
    at(0).emit('error', reset())
    const late = outcome(sql.unsafe('b'))
    await microtasks()
    at(0).emit('close', true)
    expect(await late).toBe('CONNECTION_CLOSED')
  })

  test('an answer cut in two is not an answer of the next server', async () => {
    const sql = connectTo([greet, serve])
    const first = outcome(sql.unsafe('a'))
    while (!at(0)?.statements.length) await tick()
    at(0).say(REFUSED) // and no word that the server is ready for more
    at(0).die()
    expect(await first).toBe('CONNECTION_CLOSED')
    expect(await outcome(sql.unsafe('b'))).toBe('done')
  })

  test('while it opens, without a word: the statement is refused and not tried for ever', async () => {
    const sql = connectTo([(socket, bytes) => isStartup(bytes) && setImmediate(() => socket.die())])
    expect(await outcome(sql.unsafe('a'))).toBe('CONNECTION_CLOSED')
    expect(sockets).toHaveLength(1)
  })

  test('while it learns the types of the database: nothing is left unhandled', async () => {
    const sql = connectTo([greet], { fetch_types: true })
    const first = outcome(sql.unsafe('a'))
    while (!(at(0)?.sent.length > 1)) await tick()
    at(0).die()
    expect(await first).toBe('CONNECTION_CLOSED')
  })

  test('while it asks whether the server may write: nothing is left unhandled', async () => {
    const sql = connectTo([greet], { target_session_attrs: 'read-write' })
    const first = outcome(sql.unsafe('a'))
    while (!at(0)?.statements.length) await tick()
    at(0).die()
    expect(await first).toBe('CONNECTION_CLOSED')
  })

  test('while the pool closes: closing ends', async () => {
    const sql = connectTo([greet])
    const running = outcome(sql.unsafe('a'))
    while (!at(0)?.statements.length) await tick()
    const closing = outcome(sql.end())
    await tick()
    at(0).die()
    expect(await running).toBe('CONNECTION_CLOSED')
    expect(await closing).toBe('done')
  })

  test('in the middle of a COPY: the stream ends', async () => {
    const sql = connectTo([
      (socket, bytes) => {
        greet(socket, bytes)
        if (socket.statements.length === 1) setImmediate(() => socket.say(COPY_IN))
      },
    ])
    const copy = await sql.unsafe('copy t from stdin').writable()
    const copying = outcome(pipeline(Readable.from(['1\n']), copy))
    await tick()
    await tick()
    at(0).die()
    expect(await copying).toBe('CONNECTION_CLOSED')
  })
})

describe('a server that does not answer', () => {
  test('a goodbye without answer ends after five seconds', async () => {
    const sql = connectTo([serve])
    await sql.unsafe('a')
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const closing = sql.end()
    await microtasks()
    vi.advanceTimersByTime(5_000)
    vi.useRealTimers()
    expect(await outcome(closing)).toBe('done')
  })

  test('a password that cannot be had is told to who asked', async () => {
    const failing = () => Promise.reject(Object.assign(new Error('no vault'), { code: 'VAULT' }))
    const sql = connectTo([(socket, bytes) => isStartup(bytes) && setImmediate(() => socket.say(PASSWORD_WANTED))], {
      pass: failing,
    })
    expect(await outcome(sql.unsafe('a'))).toBe('VAULT')
  })

  test('TLS that cannot start is told to who asked', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.write('S')))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const sql = postgres({ host: '127.0.0.1', port, max: 1, ssl: { minVersion: 'bogus' } })
    expect(await outcome(sql.unsafe('a'))).toBe('ERR_TLS_INVALID_PROTOCOL_VERSION')
    await sql.end({ timeout: 0 })
    server.close()
  })

  test('an address that cannot exist is told to who asked, each time', async () => {
    const sql = postgres({ host: '127.0.0.1', port: 99_999, max: 1, backoff: 0 as unknown as boolean })
    expect(await outcome(sql.unsafe('a'))).toBe('ERR_SOCKET_BAD_PORT')
    expect(await outcome(sql.unsafe('b'))).toBe('ERR_SOCKET_BAD_PORT')
  })
})

describe('statements that share a connection', () => {
  test('one that cannot be sent is refused alone', async () => {
    const sql = connectTo([greet])
    ;(await sql.reserve()).release()
    const first = sql.unsafe('a').execute()
    await tick()
    const bad = outcome(sql.unsafe('select $1', [undefined as never]))
    const last = sql.unsafe('c').execute()
    await tick()
    await tick()
    at(0).say(done('FIRST 1'))
    at(0).say(done('LAST 2'))
    expect(await bad).toBe('UNDEFINED_VALUE')
    expect([(await first).command, (await last).command]).toEqual(['FIRST', 'LAST'])
  })

  test('one given up while its connection opens does not keep the connection', async () => {
    const sql = connectTo([greet])
    const given = sql.unsafe('a').execute()
    const first = outcome(given)
    while (!sockets[0]?.sent.length) await tick()
    given.cancel()
    expect(await first).toBe('57014')
    while (!at(0).listenerCount('data')) await tick()
    await tick()
    at(0).onWrite = () => setImmediate(() => at(0).say(done('B')))
    expect(await outcome(sql.unsafe('b'))).toBe('done')
  })
})

describe('a transaction of the driver (begin)', () => {
  test('holds its connection also when the kernel takes no more', async () => {
    const sql = connectTo([serve])
    await sql.unsafe('a')
    at(0).accepts = false
    const long = sql.unsafe(`select '${'x'.repeat(1_000)}'`).execute()
    const transaction = sql.begin((tx) => tx.unsafe('b'))
    await long
    expect(await outcome(transaction)).toBe('done')
    expect(at(0).statements.slice(-3)).toEqual(['begin ', 'b', 'commit'])
  })

  test('whose connection died says nothing more, least of all on another connection', async () => {
    const sql = connectTo([serve])
    let go = () => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    let late: Promise<unknown> = Promise.resolve()
    const transaction = sql.begin(async (tx) => {
      await gate
      late = outcome(tx.unsafe('insert'))
      await late
    })
    const result = outcome(transaction)
    while (!at(0)?.statements.length) await tick()
    await tick()
    at(0).die()
    expect(await result).toBe('CONNECTION_CLOSED')
    await sql.unsafe('other work')
    go()
    await tick()
    expect(await late).toBe('CONNECTION_CLOSED')
    await tick()
    expect(at(1).statements).toEqual(['other work'])
  })

  test('is told of a death in the same breath as the answer to BEGIN', async () => {
    const sql = connectTo([greet])
    const result = outcome(sql.begin(() => new Promise(() => {})))
    while (!at(0)?.statements.length) await tick()
    at(0).say(done('BEGIN', 'T'))
    at(0).die()
    expect(await result).toBe('CONNECTION_CLOSED')
  })

  test('settles what still waits for its turn', async () => {
    const sql = connectTo([greet], { max_pipeline: 1 })
    let waiting: Promise<unknown>[] = []
    const result = outcome(
      sql.begin((tx) => {
        waiting = ['a', 'b', 'c'].map((statement) => outcome(tx.unsafe(statement)))
        return Promise.all(waiting)
      }),
    )
    while (!at(0)?.statements.length) await tick()
    at(0).say(done('BEGIN', 'T'))
    await tick()
    await tick()
    at(0).die()
    expect(await Promise.all(waiting)).toEqual(Array(3).fill('CONNECTION_CLOSED'))
    expect(await result).toBe('CONNECTION_CLOSED')
  })

  test('that is over says nothing more', async () => {
    const sql = connectTo([serve])
    let kept: postgres.TransactionSql | undefined
    await sql.begin(async (tx) => {
      kept = tx
      await tx.unsafe('a')
    })
    expect(await outcome((kept as postgres.TransactionSql).unsafe('b'))).toBe('TRANSACTION_OVER')
    expect(at(0).statements).not.toContain('b')
  })
})

describe('a lent connection (reserve)', () => {
  test('is lent also when it has to be opened first', async () => {
    const sql = connectTo([serve])
    const lent = await sql.reserve()
    expect(await outcome(lent.unsafe('a'))).toBe('done')
    lent.release()
    expect(await outcome(sql.unsafe('b'))).toBe('done')
    expect(sockets).toHaveLength(1)
  })

  test('who waits for one is told when the server is gone, and nobody gets the place of the dead', async () => {
    const dying: Server = (socket, bytes) => isStartup(bytes) && setImmediate(() => socket.die(reset()))
    const sql = connectTo([dying, dying, serve])
    expect(await Promise.all([outcome(sql.reserve()), outcome(sql.reserve())])).toEqual(['ECONNRESET', 'ECONNRESET'])
    const lent = await sql.reserve()
    expect(await outcome(lent.unsafe('a'))).toBe('done')
  })

  test('settles what waits on it when it dies, refuses the rest, and knows that it is lost', async () => {
    const sql = connectTo([greet, serve], { max_pipeline: 1 })
    const lent = await sql.reserve()
    const waiting = ['a', 'b', 'c'].map((statement) => outcome(lent.unsafe(statement)))
    await tick()
    expect(lent.lost()).toBeNull()
    at(0).die()
    expect(await Promise.all(waiting)).toEqual(Array(3).fill('CONNECTION_CLOSED'))
    expect(lent.lost()).toMatchObject({ code: 'CONNECTION_CLOSED' })
    await sql.unsafe('other work')
    expect(await outcome(lent.unsafe('late'))).toBe('CONNECTION_CLOSED')
    lent.release()
    await tick()
    expect(at(1).statements).toEqual(['other work'])
  })

  test('can be destroyed: what waits is rejected at once, the next use opens another', async () => {
    const sql = connectTo([greet, serve])
    const lent = await sql.reserve()
    const waiting = outcome(lent.unsafe('a'))
    await tick()
    lent.destroy(Object.assign(new Error('late'), { code: 'LATE' }))
    lent.release()
    expect(await waiting).toBe('LATE')
    expect(await outcome(sql.unsafe('b'))).toBe('done')
    expect(at(1).statements).toEqual(['b'])
  })

  test('that is given back says nothing more', async () => {
    const sql = connectTo([serve])
    const lent = await sql.reserve()
    lent.release()
    expect(await outcome(lent.unsafe('a'))).toBe('CONNECTION_RELEASED')
  })

  test('that has lived long enough is closed when it is given back', async () => {
    const sql = connectTo([serve], { max_lifetime: 0.05 })
    const lent = await sql.reserve()
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(await outcome(lent.unsafe('a'))).toBe('done')
    const goodbye = vi.spyOn(at(0), 'end')
    lent.release()
    expect(goodbye).toHaveBeenCalledOnce()
  })

  test('is not lent by a pool that is closing', async () => {
    const sql = connectTo([serve])
    await sql.unsafe('a')
    void sql.end({ timeout: 0 })
    await tick()
    expect(await outcome(sql.reserve())).toBe('CONNECTION_ENDED')
  })
})
