import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadWorld } from '@/lib/pratiche/testing/world'
import type { Actor } from './actor'
import { closeDatabase, dbAs } from './client'
import { count, id } from './testing/muri'
import { db } from './testing/padrone'
import { transaction } from './transaction'

// S24: connections shared by many.

/** Read when the pool is made, at the first statement of this file. */
process.env.DB_POOL = '8'

beforeAll(loadWorld)
afterAll(closeDatabase)

test('64 actors on 8 connections, 10,000 reads: each sees its own and nobody else’s', async () => {
  await db.execute(sql`insert into persone (ente, id, codice_fiscale, nome, cognome)
    select 'p_sp', ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, 'MURI' || lpad(i::text, 12, '0'), 'N' || i, 'C' from generate_series(1, 64) i`)
  await db.execute(sql`insert into bozze (ente, procedimento, versione, persona_id, dati)
    select 'p_sp', p.codice, p.versione_corrente, ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, '{}' from generate_series(1, 64) i, generate_series(1, 3), procedimenti p where p.codice = 'trasporto-eccezionale'`)
  const shared = new Set<number>()
  let leaks = 0
  let reads = 0
  let next = 0
  const read = async (actor: Actor, expected: string | null, inside: boolean) => {
    const mine = sql`select persona_id, pg_backend_pid() as pid from bozze where persona_id between '00000000-0000-4000-8000-000000000001' and '00000000-0000-4000-8000-000000000064'`
    const rows = inside
      ? await transaction((tx) => tx.execute<{ persona_id: string; pid: number }>(mine), {
          attore: expected,
          ente: 'p_sp',
        })
      : await dbAs(actor).execute<{ persona_id: string; pid: number }>(mine)
    reads += 1
    for (const { pid } of rows) shared.add(pid)
    if (rows.length !== (expected ? 3 : 0) || rows.some((row) => row.persona_id !== expected)) leaks += 1
  }
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      for (let n = next++; n < 10_000; n = next++) {
        const who = 1 + ((n * 37) % 64)
        const personaId = `00000000-0000-4000-8000-${String(who).padStart(12, '0')}`
        // one in ten for nobody, one in ten inside a transaction, one in twenty fails half-way
        if (n % 20 === 3)
          await dbAs({ personaId })
            .execute(sql`select 1 / (count(*) - count(*)) from bozze`)
            .catch(() => {})
        if (n % 10 === 1) await read('pubblico', null, false)
        else await read({ personaId }, personaId, n % 10 === 5)
      }
    }),
  )
  expect({ leaks, reads, connections: shared.size }).toEqual({ leaks: 0, reads: 10_000, connections: 8 })
}, 120_000)
