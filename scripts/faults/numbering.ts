import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { filingCap } from '@/lib/db/cap'
import { dbAs } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import { bareClient } from '@/lib/pratiche/testing/sql'
import { migrateDatabase } from '@/scripts/runtime/database'
import type { KillablePostgres } from './killable-postgres'

/** What a run found. The first five are 0 in a sound driver (R03, R04, R05). */
export type Findings = {
  /** acknowledged and not there, or there with another number */
  lost: number
  /** keys with more than one number */
  doubled: number
  /** numbers missing between 1 and the last */
  gaps: number
  /** promises still open two seconds after their deadline */
  hanging: number
  /** errors that no promise carried: each ends a process that does not expect it */
  unhandled: number
  acknowledged: number
  /** outcomes that only the key could tell */
  unknown: number
  /** from the server's first answer to the first filing, a figure for each kill */
  backMs: number[]
  perSecond: number
  p99Ms: number
  /** how often each refusal was met, by code */
  refusals: Record<string, number>
}

export type Run = { clients: number; kills: number; everyMs: number; deadlineMs: number }

const DOWN_MS = 200
const GRACE_MS = 2_000

/** The tables of a counter: a register with one row to lock, what is filed, and the numbers given. */
export async function layCounter(): Promise<void> {
  await migrateDatabase(env().DATABASE_URL) // the role that statements run under
  await bareClient(`
    create table prova_registro (anno integer primary key, ultimo integer not null);
    insert into prova_registro values (2026, 0);
    create table prova_istanza (chiave uuid primary key, cliente integer not null, dati jsonb not null);
    create table prova_protocollo (numero integer primary key, chiave uuid not null unique references prova_istanza);`)
}

/** One filing: everything else first, then number and register row in one statement, then COMMIT. */
function file(chiave: string, cliente: number, deadlineMs: number): Promise<number> {
  return filingCap.run(() =>
    transaction(
      async (tx) => {
        await tx.execute(sql`insert into prova_istanza values (${chiave}, ${cliente}, '{"massaKg": 72000}')`)
        const [row] = await tx.execute<{ numero: number }>(sql`
          with preso as (update prova_registro set ultimo = ultimo + 1 where anno = 2026 returning ultimo)
          insert into prova_protocollo select ultimo, ${chiave} from preso returning numero`)
        if (!row) throw new Error('No number')
        return row.numero
      },
      { attore: null, ente: 'p_sp', deadlineMs },
    ),
  )
}

async function findNumero(chiave: string): Promise<number | null> {
  const [row] = await dbAs('sistema').execute<{ numero: number }>(
    sql`select numero from prova_protocollo where chiave = ${chiave}`,
  )
  return row?.numero ?? null
}

/** Clients file without pause while the server is killed again and again; then the books are checked. */
export async function fileUnderFire(server: KillablePostgres, run: Run): Promise<Findings> {
  const acknowledged = new Map<string, number>()
  const refusals: Record<string, number> = {}
  const durations: number[] = []
  const backMs: number[] = []
  let hanging = 0
  let unhandled = 0
  let stopping = false
  let upSince: number | null = null

  const watched = async <T>(promise: Promise<T>): Promise<T> => {
    const timer = setTimeout(
      () => {
        hanging += 1
      },
      run.deadlineMs * 2 + GRACE_MS,
    ) // a turn at the cap, then the transaction
    try {
      return await promise
    } finally {
      clearTimeout(timer)
    }
  }
  const refused = (error: unknown) => {
    let deepest = error as Error & { code?: string }
    while (deepest.cause instanceof Error && !deepest.code) deepest = deepest.cause
    const code = deepest.code ?? deepest.message
    refusals[code] = (refusals[code] ?? 0) + 1
  }

  const client = async (cliente: number) => {
    while (!stopping) {
      const chiave = randomUUID()
      const start = performance.now()
      let attempts = 0
      for (let numero: number | null = null; numero === null; ) {
        try {
          attempts += 1
          numero = await watched(file(chiave, cliente, run.deadlineMs))
        } catch (error) {
          refused(error)
          numero = await settle(chiave)
        }
        if (numero === null) continue
        acknowledged.set(chiave, numero)
        if (attempts === 1) durations.push(performance.now() - start)
        if (upSince !== null) backMs.push(Math.round(performance.now() - upSince))
        upSince = null
      }
    }
  }
  /** The key tells; until the database answers nobody knows, and nothing is done again. */
  const settle = async (chiave: string): Promise<number | null> => {
    for (;;) {
      try {
        return await watched(findNumero(chiave))
      } catch (error) {
        refused(error)
        await sleep(50)
      }
    }
  }

  const stray = () => {
    unhandled += 1
  }
  process.on('uncaughtException', stray).on('unhandledRejection', stray)
  const start = performance.now()
  const clients = Array.from({ length: run.clients }, (_, cliente) => client(cliente))
  for (let kill = 0; kill < run.kills; kill += 1) {
    await sleep(run.everyMs * (0.5 + Math.random()))
    await server.kill()
    await sleep(DOWN_MS)
    await server.raise()
    upSince = performance.now()
  }
  await sleep(run.everyMs)
  stopping = true
  await Promise.race([Promise.all(clients), sleep(run.deadlineMs * 3 + GRACE_MS)])
  const seconds = (performance.now() - start) / 1_000
  process.off('uncaughtException', stray).off('unhandledRejection', stray)

  const kept = await dbAs('sistema').execute<{ chiave: string; numero: number }>(
    sql`select chiave, numero from prova_protocollo order by numero`,
  )
  const numbers = new Map(kept.map((row) => [row.chiave, row.numero]))
  const [register] = await dbAs('sistema').execute<{ ultimo: number }>(sql`select ultimo from prova_registro`)
  durations.sort((a, b) => a - b)
  return {
    lost: [...acknowledged].filter(([chiave, numero]) => numbers.get(chiave) !== numero).length,
    doubled: kept.length - numbers.size,
    gaps: Math.max(register?.ultimo ?? 0, kept.at(-1)?.numero ?? 0) - kept.length,
    hanging,
    unhandled,
    acknowledged: acknowledged.size,
    unknown: refusals.OUTCOME_UNKNOWN ?? 0,
    backMs,
    perSecond: Math.round(acknowledged.size / seconds),
    p99Ms: Math.round(durations[Math.floor(durations.length * 0.99)] ?? 0),
    refusals,
  }
}
