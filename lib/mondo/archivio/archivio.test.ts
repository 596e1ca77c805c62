import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { generaArchivio } from './generatore'
import { loadArchivio, UNITA_DI_PROVA } from './load-archivio'

beforeAll(async () => {
  await loadWorld()
  await loadArchivio()
})
afterAll(closeDatabase)

const count = async (actor: Parameters<typeof dbAs>[0], where = 'true') =>
  (
    await dbAs(actor).execute<{ n: number }>(
      sql.raw(`select count(*)::int as n from unita_archivistiche where ${where}`),
    )
  )[0]?.n

test('the same seed gives the same archive, and each signature once', () => {
  const [one, other] = [[...generaArchivio(UNITA_DI_PROVA, 7)], [...generaArchivio(UNITA_DI_PROVA, 7)]]
  expect(one).toEqual(other)
  expect(new Set(one.map((unit) => unit.segnatura)).size).toBe(one.length)
  expect(JSON.stringify([...generaArchivio(50, 8)])).not.toBe(JSON.stringify([...generaArchivio(50, 7)]))
})

test('the tree, read by its order, is the order in which it was described', async () => {
  const rows = await dbAs('sistema').execute<{ segnatura: string }>(
    sql`select segnatura from unita_archivistiche order by ordine`,
  )
  expect(rows.map((row) => row.segnatura)).toEqual([...generaArchivio(UNITA_DI_PROVA, 1)].map((unit) => unit.segnatura))
})

test('loaded again, nothing changes', async () => {
  const before = await count('sistema')
  await loadArchivio()
  expect(await count('sistema')).toBe(before)
})

test('what is closed is there for the officer named for it, and for nobody else', async () => {
  const closed = "accesso = 'particolare' and consultabile_dal > oggi_a_roma()"
  const all = (await count('sistema', closed)) ?? 0
  expect(all).toBeGreaterThan(15)
  expect(await count('pubblico', closed)).toBe(0)
  expect(await count({ personaId: (await officerNamed('Elena', 'Istruttore')).personaId }, closed)).toBe(0)
  const named = await count({ personaId: (await officerNamed('Paolo', 'Archivista')).personaId }, closed)
  expect(named).toBe(await count('sistema', `${closed} and segnatura like 'IT-SP-PROV/ASS/%'`))
})
