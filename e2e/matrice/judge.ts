/** Whether an answer is the one that a cell of the matrix says. */
import { nomeProprio, type Riga, type Risposta } from '@/lib/auth/rules-matrice'
import { ACTION_CALLS } from './action-calls'
import { type Answer, plain, returnedBy } from './requests'

/** S22: the answers to a stranger and to nobody's address weigh the same. */
const TOLERANCE = 0.05

const DOORS: readonly [RegExp, Risposta][] = [
  [/^\/accedi(\?|$)/, 'accedi'],
  [/^\/secondo-fattore(\?|$)/, 'fattore'],
  [/^\/ufficio\/motivo\//, 'motivo'],
]

/** What an answer is, by itself: whether it tells of an object or of none, the comparison says. */
export function read(riga: Riga, { status, to, body }: Answer): Risposta | 'guasto' {
  if (status >= 500) return 'guasto'
  if (to !== null) {
    if (to.startsWith('/accesso-non-riuscito')) return 'guasto'
    const door = DOORS.find(([address]) => address.test(to))?.[1]
    // the codes' page sends back to the step before it, which is then no question of the door
    return door === undefined || (nomeProprio(riga) === '/secondo-fattore/codici' && door === 'fattore')
      ? 'altrove'
      : door
  }
  if (status === 404) return 'assente'
  if (status >= 400) return 'no'
  if (riga.genere !== 'azione') return 'si'
  const value = returnedBy(body)
  if (value === undefined) return 'guasto'
  if (value?.stepUp) return 'conferma'
  return value?.ok === true || (value?.ok === undefined && !value?.message) ? 'si' : 'no'
}

/** Whether what came is what the row says; the answer for an object that is not there tells «absent» from «refused». */
export function faultOf(riga: Riga, expected: Risposta, answer: Answer, without: Answer | null): string | null {
  const found = read(riga, answer)
  const told = () =>
    `${found} (${answer.status} ${answer.to ?? ''} ${riga.genere === 'azione' ? (returnedBy(answer.body)?.message ?? '') : ''})`
  const fault = () => `attesa ${expected}, avuta ${told()}`
  if (found === 'guasto') return fault()
  if (expected === 'assente' || expected === 'riservato') {
    if (found !== 'assente' && found !== 'no') return fault()
    return without && !isSame(answer, without)
      ? `diversa da un oggetto che non c’è: ${told()} ${plain(answer.body).length} byte; senza: ${without.status} ${returnedBy(without.body)?.message ?? ''} ${plain(without.body).length} byte`
      : null
  }
  if (riga.genere === 'azione') {
    const neutral = ACTION_CALLS[riga.nome]?.neutral?.test(returnedBy(answer.body)?.message ?? '') ?? false
    if (expected === 'si') return neutral || found === 'si' || found === 'altrove' ? null : fault()
    if (expected === 'no') return found === 'no' && !neutral && !(without && isSame(answer, without)) ? null : fault()
  }
  return found === expected ? null : fault()
}

const isSame = (one: Answer, other: Answer): boolean => {
  const [a, b] = [plain(one.body).length, plain(other.body).length]
  return (
    one.status === other.status &&
    plain(one.to ?? '') === plain(other.to ?? '') &&
    returnedBy(one.body)?.message === returnedBy(other.body)?.message &&
    Math.abs(a - b) <= TOLERANCE * Math.max(a, b)
  )
}
