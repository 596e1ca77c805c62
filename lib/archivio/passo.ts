/** What is closed is looked at before it is refused, and what is not there is not: a refusal hides how long that took. */

/** Many times what the walls take; nobody waits for it but who asks for what is not theirs. Milliseconds. */
export const PASSO_MS = 25

/**
 * @param intera nothing of what was asked was refused
 * @returns the same answer: at once when it is whole; else, as null is, only at a whole step of time from when it was asked
 */
export async function alPasso<T>(ask: () => Promise<T>, intera = (answer: T): boolean => answer !== null): Promise<T> {
  const from = performance.now()
  const answer = await ask()
  if (intera(answer)) return answer
  const steps = Math.ceil((performance.now() - from) / PASSO_MS)
  await new Promise((resolve) => setTimeout(resolve, Math.max(steps, 1) * PASSO_MS - (performance.now() - from)))
  return answer
}
