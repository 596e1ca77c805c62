import { expect, test } from 'vitest'
import { alPasso, PASSO_MS } from './passo'

const after = <T>(ms: number, answer: T) => new Promise<T>((resolve) => setTimeout(() => resolve(answer), ms))
const took = async (ask: () => Promise<unknown>) => {
  const from = performance.now()
  const answer = await ask()
  return { answer, ms: performance.now() - from }
}

test('refusals that cost differently take the same; an answer does not wait', async () => {
  const answers = []
  for (let i = 0; i < 5; i += 1) answers.push(await took(() => alPasso(() => Promise.resolve('carte'))))
  for (const { answer } of answers) expect(answer).toBe('carte')
  expect(Math.min(...answers.map(({ ms }) => ms))).toBeLessThan(PASSO_MS)
  for (const cost of [0, 5, 12]) {
    const refusal = await took(() => alPasso(() => after(cost, null)))
    expect(refusal.answer).toBeNull()
    expect(refusal.ms).toBeGreaterThan(PASSO_MS - 2) // a timer may be early by one
  }
})
