/** Conditions on the answers, as a definition writes them. They run in the browser and on the server alike. */
import type { Condizione } from './forms'

export type Dati = Record<string, unknown>
/** Named predicates of a rule set: 'massa-eccezionale'. */
export type Predicati = Record<string, (dati: Dati) => boolean>

/** @param path 'convoglio.assi.0.massaKg' · @returns undefined when any step of the path is missing */
export function valueAt(dati: unknown, path: string): unknown {
  let value: unknown = dati
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** Writes into `dati`, making objects (or arrays, before a number) on the way. Only for objects one has made. */
export function setAt(dati: Dati, path: string, value: unknown): void {
  const keys = path.split('.')
  let target: Record<string, unknown> = dati
  keys.forEach((key, i) => {
    if (i === keys.length - 1) {
      target[key] = value
      return
    }
    if (!Object.hasOwn(target, key) || typeof target[key] !== 'object' || target[key] === null) {
      target[key] = /^\d+$/.test(keys[i + 1] ?? '') ? [] : {}
    }
    target = target[key] as Record<string, unknown>
  })
}

/** Is there an answer? `false` and 0 are answers; an empty text and an empty list are not. */
export const isAnswered = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

/** On the answer of a question that takes several, one of them is enough. */
const some = (value: unknown, test: (one: unknown) => boolean) =>
  Array.isArray(value) ? value.some(test) : test(value)

const isMore = (a: unknown, b: unknown) =>
  (typeof a === 'number' && typeof b === 'number' && a > b) || (typeof a === 'string' && typeof b === 'string' && a > b)

/**
 * Does the condition hold on these answers? A question without an answer is equal to nothing and different from everything.
 *
 * @throws RangeError on a predicate the rule set does not have: a fault of the definition, refused when it is published
 */
export function holds(condizione: Condizione, dati: Dati, predicati: Predicati): boolean {
  if ('tutte' in condizione) return condizione.tutte.every((one) => holds(one, dati, predicati))
  if ('una' in condizione) return condizione.una.some((one) => holds(one, dati, predicati))
  if ('non' in condizione) return !holds(condizione.non, dati, predicati)
  if ('regola' in condizione) {
    const predicato = Object.hasOwn(predicati, condizione.regola) ? predicati[condizione.regola] : undefined
    if (!predicato) throw new RangeError(`Unknown predicate: ${condizione.regola}`)
    return predicato(dati)
  }
  const value = valueAt(dati, condizione.campo)
  switch (condizione.op) {
    case 'uguale':
      return some(value, (one) => one === condizione.valore)
    case 'diverso':
      return !some(value, (one) => one === condizione.valore)
    case 'maggiore':
      return some(value, (one) => isMore(one, condizione.valore))
    case 'minore':
      return some(value, (one) => isMore(condizione.valore, one))
    case 'tra':
      return some(value, (one) => condizione.valori.some((valore) => valore === one))
    case 'presente':
      return isAnswered(value)
    case 'assente':
      return !isAnswered(value)
  }
}
