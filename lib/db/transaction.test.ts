import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase, dbAs, pool } from './client'
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy'
import { db } from './testing/padrone'
import { Ending, type Tx, transaction } from './transaction'

const AS = { attore: null, ente: 'p_sp' }
const given = process.env.DATABASE_URL
let proxy: CuttingProxy

beforeAll(async () => {
  proxy = await startCuttingProxy(process.env.DATABASE_URL ?? '')
  process.env.DATABASE_URL = proxy.url
  await db.execute(sql`drop table if exists prova_porta`)
  await db.execute(sql`create table prova_porta (chiave text primary key, n integer not null default 0)`)
})
beforeEach(async () => {
  await db.execute(sql`truncate prova_porta`)
})
afterEach(() => {
  proxy.rule = () => 'pass'
})
afterAll(async () => {
  await db.execute(sql`drop table prova_porta`)
  await closeDatabase()
  proxy.close()
  process.env.DATABASE_URL = given
})

const put = (tx: Tx, chiave: string) => tx.execute(sql`insert into prova_porta (chiave) values (${chiave})`)
const keys = async () =>
  [...(await db.execute<{ chiave: string }>(sql`select chiave from prova_porta order by 1`))].map((row) => row.chiave)
/** True once: the first text that holds `words`. */
const once = (words: string) => {
  let armed = true
  return (text: string) => {
    const hit = armed && text.includes(words)
    if (hit) armed = false
    return hit
  }
}

describe('all or nothing', () => {
  test('what the work wrote is kept, and its value returned', async () => {
    const value = await transaction(async (tx) => {
      await put(tx, 'a')
      return 'value'
    }, AS)
    expect([value, await keys()]).toEqual(['value', ['a']])
  })

  test('work that throws leaves nothing, and its connection is fit for the next', async () => {
    const work = async (tx: Tx) => {
      await put(tx, 'a')
      throw new Error('changed my mind')
    }
    await expect(transaction(work, AS)).rejects.toThrow('changed my mind')
    expect(await keys()).toEqual([])
  })

  test('a failed statement whose error was swallowed does not pass for a success', async () => {
    const work = async (tx: Tx) => {
      await put(tx, 'a')
      await put(tx, 'a').catch(() => {})
    }
    await expect(transaction(work, AS)).rejects.toThrow('swallowed')
    expect(await keys()).toEqual([])
  })

  test('a statement that nobody waited for is refused after the end', async () => {
    let late: Promise<unknown> = Promise.resolve()
    let go = () => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    await transaction(async (tx) => {
      await put(tx, 'a')
      late = gate.then(() => put(tx, 'late'))
    }, AS)
    go()
    await expect(late).rejects.toMatchObject({ cause: { message: 'The transaction of this statement has ended' } })
    expect(await keys()).toEqual(['a'])
  })
})

describe('an ending that leaves with COMMIT', () => {
  const ending = (chiave: string) =>
    new Ending([sql`insert into prova_porta (chiave, n) values (${chiave}, 7) returning n`], ([row]) => Number(row?.n))

  test('is kept with the rest, and its rows are the value', async () => {
    const value = await transaction(async (tx) => {
      await put(tx, 'a')
      return ending('b')
    }, AS)
    expect([value, await keys()]).toEqual([7, ['a', 'b']])
  })

  test('one that the database refuses undoes the rest, is not tried again, and leaves a fit connection', async () => {
    let runs = 0
    const work = async (tx: Tx) => {
      runs += 1
      await put(tx, 'a')
      return ending('a')
    }
    await expect(transaction(work, AS)).rejects.toMatchObject({ code: '23505' })
    expect([runs, await keys()]).toEqual([1, []])
    expect(await transaction(async () => ending('c'), AS)).toBe(7)
  })

  test('of several statements the first one refused is told, and nothing of the others is kept', async () => {
    const one = (chiave: string) => sql`insert into prova_porta (chiave) values (${chiave})`
    const work = async (tx: Tx) => {
      await put(tx, 'a')
      return new Ending([one('b'), one('a'), one('c')], () => null)
    }
    await expect(transaction(work, AS)).rejects.toMatchObject({ code: '23505' })
    expect(await keys()).toEqual([])
    const order = [
      sql`update prova_porta set n = n * 10 returning n`,
      sql`update prova_porta set n = n + 1 returning n`,
    ]
    const both = async (tx: Tx) => {
      await put(tx, 'd')
      await tx.execute(sql`update prova_porta set n = 2`)
      return new Ending(order, ([row]) => Number(row?.n))
    }
    expect(await transaction(both, AS)).toBe(21)
  })

  test('two that wait for each other both succeed', async () => {
    await db.execute(sql`insert into prova_porta (chiave) values ('x'), ('y')`)
    const raise = (chiave: string) => sql`update prova_porta set n = n + 1 where chiave = ${chiave}`
    const cross = (first: string, second: string) =>
      transaction(async (tx) => {
        await tx.execute(raise(first))
        await new Promise((resolve) => setTimeout(resolve, 50))
        return new Ending([raise(second)], () => null)
      }, AS)
    await Promise.all([cross('x', 'y'), cross('y', 'x')])
    expect([...(await db.execute<{ n: number }>(sql`select n from prova_porta`))].map((row) => row.n)).toEqual([2, 2])
  })

  test('lost on the way, its outcome is unknown, and nothing is done again', async () => {
    const first = once('commit')
    proxy.rule = (text) => (first(text) ? 'last' : 'pass')
    let runs = 0
    const work = async () => {
      runs += 1
      return ending('a')
    }
    await expect(transaction(work, AS)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' })
    expect([runs, await keys()]).toEqual([1, ['a']])
  })

  test('a table changed under its prepared statement: done again as a whole, and kept once', async () => {
    const change = (type: string) => db.execute(sql.raw(`alter table prova_porta alter column n type ${type}`))
    await transaction(async () => ending('a'), AS)
    await change('bigint')
    let runs = 0
    const work = async () => {
      runs += 1
      return ending('b')
    }
    const value = await transaction(work, AS)
    expect([runs, value, await keys()]).toEqual([2, 7, ['a', 'b']])
    await change('integer')
  })
})

describe('who acts (S24)', () => {
  const who = sql`select current_setting('app.attore', true) as attore, current_setting('app.ente', true) as ente`

  test('the transaction knows the actor and the body, and the connection forgets them', async () => {
    const inside = Array.from({ length: 64 }, (_, i) =>
      transaction(async (tx) => (await tx.execute<{ attore: string }>(who))[0], { attore: `p-${i}`, ente: 'p_sp' }),
    )
    const outside = Array.from(
      { length: 64 },
      async () => (await dbAs('pubblico').execute<{ attore: string | null }>(who))[0],
    )
    expect((await Promise.all(inside)).map((row) => row?.attore)).toEqual(inside.map((_, i) => `p-${i}`))
    for (const row of await Promise.all(outside)) expect(row?.attore).toBe('pubblico')
    const bare = await pool().lend(1_000, (connection) =>
      connection.unsafe("select current_setting('app.attore', true) as attore, current_user as ruolo"),
    )
    expect(bare[0]?.attore || null).toBeNull()
    expect(bare[0]?.ruolo).not.toBe('sportello_app')
  })

  test('what is not an id never reaches the database', async () => {
    const hostile = { attore: "x', true); drop table prova_porta; --", ente: 'p_sp' }
    await expect(transaction(async () => 1, hostile)).rejects.toBeInstanceOf(RangeError)
  })
})

describe('tried again, or not (R05)', () => {
  test('two that wait for each other both succeed', async () => {
    await db.execute(sql`insert into prova_porta values ('a'), ('b')`)
    const bump = (tx: Tx, chiave: string) => tx.execute(sql`update prova_porta set n = n + 1 where chiave = ${chiave}`)
    const cross = (first: string, second: string) =>
      transaction(async (tx) => {
        await bump(tx, first)
        await new Promise((resolve) => setTimeout(resolve, 100))
        await bump(tx, second)
      }, AS)
    await Promise.all([cross('a', 'b'), cross('b', 'a')])
    const rows = await db.execute<{ n: number }>(sql`select n from prova_porta`)
    expect(rows.map((row) => row.n)).toEqual([2, 2])
  })

  test('a connection lost before COMMIT was sent: again, and kept once', async () => {
    const first = once("'a', 90")
    proxy.rule = (text) => (first(text) ? 'cut' : 'pass')
    let runs = 0
    await transaction(async (tx) => {
      runs += 1
      // words of its own: a statement that the server knows already is named, and its text not sent
      await tx.execute(sql`insert into prova_porta (chiave, n) values ('a', 90)`)
    }, AS)
    expect([runs, await keys()]).toEqual([2, ['a']])
  })

  test('a connection lost after COMMIT was sent: the outcome is unknown, and nothing is done again', async () => {
    for (const [how, kept] of [
      ['last', ['a']],
      ['cut', []],
    ] as const) {
      await db.execute(sql`truncate prova_porta`)
      const first = once('commit')
      proxy.rule = (text) => (first(text) ? how : 'pass')
      let runs = 0
      const work = async (tx: Tx) => {
        runs += 1
        await put(tx, 'a')
      }
      await expect(transaction(work, AS)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' })
      expect([runs, await keys()]).toEqual([1, kept])
    }
  })

  test('a refusal of the database is not tried again', async () => {
    let runs = 0
    const work = async (tx: Tx) => {
      runs += 1
      await tx.execute(sql`select 1 / 0`)
    }
    await expect(transaction(work, AS)).rejects.toMatchObject({ cause: { code: '22012' } })
    expect(runs).toBe(1)
  })

  test('a database that stays away: refused within the deadline', async () => {
    proxy.rule = () => 'cut'
    const start = performance.now()
    await expect(transaction(async (tx) => put(tx, 'a'), { ...AS, deadlineMs: 600 })).rejects.toThrow()
    expect(performance.now() - start).toBeLessThan(900)
  })
})

describe('the deadline', () => {
  const backend = sql`select pg_backend_pid() as pid`

  test('work that does not end loses its connection, and keeps nothing', async () => {
    let pid = 0
    const work = async (tx: Tx) => {
      pid = (await tx.execute<{ pid: number }>(backend))[0]?.pid ?? 0
      await put(tx, 'a')
      await tx.execute(sql`select pg_sleep(20)`)
    }
    await expect(transaction(work, { ...AS, deadlineMs: 300 })).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' })
    expect(await keys()).toEqual([])
    const others = await Promise.all(
      Array.from({ length: 10 }, () => dbAs('pubblico').execute<{ pid: number }>(backend)),
    )
    expect(others.map((rows) => rows[0]?.pid)).not.toContain(pid)
  })

  test('its locks are given back soon after, although the server was in the middle of a statement', async () => {
    await db.execute(sql`insert into prova_porta values ('a')`)
    const lock = (tx: Tx) => tx.execute(sql`select 1 from prova_porta where chiave = 'a' for update`)
    const work = async (tx: Tx) => {
      await lock(tx)
      await tx.execute(sql`select pg_sleep(20)`)
    }
    await expect(transaction(work, { ...AS, deadlineMs: 200 })).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' })
    await transaction(lock, { ...AS, deadlineMs: 4_000 })
  })

  test('work that waits for something else than the database ends too', async () => {
    const work = () => new Promise<never>(() => {})
    await expect(transaction(work, { ...AS, deadlineMs: 200 })).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' })
    expect(pool().running).toBe(0)
  })

  test('no answer to COMMIT in time is an unknown outcome', async () => {
    const first = once('commit')
    proxy.rule = (text) => (first(text) ? 'silence' : 'pass')
    const work = (tx: Tx) => put(tx, 'a')
    await expect(transaction(work, { ...AS, deadlineMs: 400 })).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' })
  })

  test('a server that has gone silent does not hold a reader, nor one who opens a connection', async () => {
    proxy.rule = () => 'silence'
    await closeDatabase()
    const reads = Array.from({ length: 20 }, () => pool().lend(300, (connection) => connection.unsafe('select 1')))
    const settled = await Promise.allSettled(reads)
    const codes = settled.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'answered'))
    expect(new Set(codes)).toEqual(new Set(['DEADLINE_EXCEEDED', 'BUSY']))
  })

  test('a longer deadline lengthens the limits of the server, for this transaction only', async () => {
    const limit = sql`select current_setting('statement_timeout') as t, current_setting('idle_in_transaction_session_timeout') as i`
    const long = await transaction(async (tx) => (await tx.execute(limit))[0], { ...AS, deadlineMs: 120_000 })
    const usual = await transaction(async (tx) => (await tx.execute(limit))[0], AS)
    expect([long, usual]).toEqual([
      { t: '2min', i: '2min' },
      { t: '10s', i: '30s' },
    ])
  })
})

test('transactions that read beside themselves do not wait for each other', async () => {
  const work = async (tx: Tx) => {
    await tx.execute(sql`select pg_sleep(0.05)`)
    return (await dbAs('pubblico').execute(sql`select 1 as one`)).length
  }
  const all = Array.from({ length: 40 }, () => transaction(work, { ...AS, deadlineMs: 5_000 }))
  expect(await Promise.all(all)).toEqual(Array(40).fill(1))
})

test('values keep their kind through the door', async () => {
  const [row] = await dbAs('pubblico').execute(sql`
    select ${'{a,b}'}::text[] as list, '{"a": 1}'::jsonb as json, ${72_000}::int as n, null as nothing, ${true}::boolean as yes`)
  expect(row).toEqual({ list: ['a', 'b'], json: { a: 1 }, n: 72_000, nothing: null, yes: true })
})
