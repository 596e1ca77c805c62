import { expect, test } from 'vitest'
import { freePort, isCalled } from './system'

/** What stands in for the network: who gets here was not refused. */
const dialled = {
  dispatch() {
    throw new Error('dialled')
  },
}

/** @returns true when `fetch` itself will not call this port */
async function isRefused(port: number): Promise<boolean> {
  const options = { dispatcher: dialled } as unknown as RequestInit
  const { cause } = await fetch(`http://127.0.0.1:${port}/`, options).then(
    () => new Error('answered'),
    (error: Error) => error,
  )
  return (cause as Error).message === 'bad port'
}

test('a port is called exactly when fetch would call it', async () => {
  const wrong: number[] = []
  for (let port = 1; port <= 11_000; port++) if ((await isRefused(port)) === isCalled(port)) wrong.push(port)
  expect(wrong).toEqual([])
})

test('a free port is one that is called', async () => {
  await expect(freePort(6665, 6670)).rejects.toThrow('No free port')
  expect(await freePort(4191, 4999)).toBeGreaterThan(4190)
})
