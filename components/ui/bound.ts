/** Those bound last, for each action. */
const kept = new WeakMap<object, Map<string, unknown>>()
const MOST = 500

/**
 * A server action with its first arguments, bound in a component of the browser: the same function for the same arguments,
 * however often the component is rendered.
 *
 * `action.bind(null, …)` is another function each time. After a form that was posted without scripts React asks the action
 * whether it is the one that was posted, and waits a turn for the answer: of one that is always new it would wait for ever,
 * rendering the page again and again. Pages of the server may bind: they do it once.
 */
export function bound<First extends unknown[], Rest extends unknown[], Answer>(
  action: (...args: [...First, ...Rest]) => Answer,
  ...first: First
): (...rest: Rest) => Answer {
  const ofAction = kept.get(action) ?? new Map<string, unknown>()
  kept.set(action, ofAction)
  const key = JSON.stringify(first)
  const one = (ofAction.get(key) as ((...rest: Rest) => Answer) | undefined) ?? action.bind(null, ...first)
  ofAction.delete(key) // the last used is the last to go
  ofAction.set(key, one)
  const [oldest] = ofAction.keys()
  if (ofAction.size > MOST && oldest !== undefined) ofAction.delete(oldest)
  return one
}
