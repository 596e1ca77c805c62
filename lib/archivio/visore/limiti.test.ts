import { afterAll, beforeAll, expect, test } from 'vitest'
import { contatori } from '@/drizzle/schema/soggetti'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld } from '@/lib/pratiche/testing/world'
import { forgetImmagini, LOTTO_IMMAGINI, withinImmagini } from './limiti'

beforeAll(loadWorld)
afterAll(closeDatabase)

const ask = async (who: string, n: number, max: number): Promise<number> => {
  let shown = 0
  for (let i = 0; i < n; i += 1) if (await withinImmagini(who, max, 7)) shown += 1
  return shown
}

// a minute may turn in the middle: then it is asked again
test('images a minute hold across processes, at the price of a statement for twenty-five', { retry: 2 }, async () => {
  const who = crypto.randomUUID()
  const before = (await db.select().from(contatori)).length
  expect(await ask(who, LOTTO_IMMAGINI - 1, 100)).toBe(LOTTO_IMMAGINI - 1)
  expect((await db.select().from(contatori)).length).toBe(before) // nothing was told yet
  expect(await ask(who, 1 + LOTTO_IMMAGINI, 100)).toBe(1 + LOTTO_IMMAGINI)
  const told = (await db.select().from(contatori)).filter((one) => one.chiave.startsWith('immagini:'))
  expect(told.reduce((sum, one) => sum + one.conto, 0)).toBe(2 * LOTTO_IMMAGINI)

  forgetImmagini() // another process, in the same minute: 50 were seen, 100 are allowed
  const shown = await ask(who, 200, 100)
  expect(shown).toBeGreaterThanOrEqual(50)
  expect(shown).toBeLessThan(50 + LOTTO_IMMAGINI)
  expect(await ask(crypto.randomUUID(), 1, 100)).toBe(1) // somebody else
})

test('in one process the limit is exact', async () => {
  expect(await ask(crypto.randomUUID(), 90, 60)).toBe(60)
})
