/** The basket of the archive: units and pages that a reader puts aside, in an order of their own. */
import { isUuid } from '@/lib/core/uuid'
import { codiceOf, LUNGHEZZA_CODICE, uuidOf } from '../rules-permanente'

export type Elemento = {
  unitaId: string
  /** null: the whole unit */
  paginaId: string | null
}

/** Those of who is not signed in are in a cookie, which browsers cut at 4 kB. */
export const MAX_OSPITE = 50
/** Proposal of the project: da confermare. */
export const MAX_RACCOLTA = 200
export const MAX_NOTA = 1000
/** For so long what was taken away can be put back. Seconds. */
export const RIPENSAMENTO_S = 3600
/** A cookie that nobody comes back with for so long is gone. Seconds. */
export const DURATA_OSPITE_S = 30 * 86_400

/** One element as forms name it: '<unit>' or '<unit>.<page>'. */
export const chiaveOf = ({ unitaId, paginaId }: Elemento): string => (paginaId ? `${unitaId}.${paginaId}` : unitaId)

/** @returns null for what names nothing */
export function elementoOf(chiave: unknown): Elemento | null {
  if (typeof chiave !== 'string') return null
  const [unitaId, paginaId = null, ...rest] = chiave.toLowerCase().split('.')
  if (!isUuid(unitaId) || (paginaId !== null && !isUuid(paginaId)) || rest.length > 0) return null
  return { unitaId, paginaId }
}

/** Ids alone, and whatever it says is asked again through the walls: nothing in it needs to be believed. */
export const toCookie = (elementi: readonly Elemento[]): string =>
  elementi.map(({ unitaId, paginaId }) => codiceOf(unitaId) + (paginaId ? `-${codiceOf(paginaId)}` : '')).join('.')

const MAX_COOKIE = MAX_OSPITE * (2 * LUNGHEZZA_CODICE + 2)

/** @returns nothing at all for a text that is not wholly as `toCookie` writes it */
export function fromCookie(text: string | undefined): Elemento[] {
  if (!text || text.length > MAX_COOKIE) return []
  const elementi = text.split('.').map((one): Elemento | null => {
    const [unita = '', pagina, ...rest] = one.split('-')
    const [unitaId, paginaId] = [uuidOf(unita), pagina === undefined ? null : uuidOf(pagina)]
    return unitaId === null || (pagina !== undefined && paginaId === null) || rest.length > 0
      ? null
      : { unitaId, paginaId }
  })
  const sound = elementi.filter((one) => one !== null)
  return sound.length === elementi.length ? uniti([], sound).slice(0, MAX_OSPITE) : []
}

/** The first, then those of the second that are not in it. */
export function uniti<T extends Elemento>(before: readonly T[], more: readonly T[]): T[] {
  return [...new Map([...more, ...before].map((one) => [chiaveOf(one), one])).values()].sort(
    byPlace([...before, ...more].map(chiaveOf)),
  )
}
const byPlace = (keys: readonly string[]) => (a: Elemento, b: Elemento) =>
  keys.indexOf(chiaveOf(a)) - keys.indexOf(chiaveOf(b))

/** Without one. What is not there is no fault: somebody took it away from another tab. */
export const senza = <T extends Elemento>(elementi: readonly T[], chiave: string): T[] =>
  elementi.filter((one) => chiaveOf(one) !== chiave)

/**
 * One put right before another. Said twice it is done once: the place is named, not the number of steps.
 * @param primaDi null: at the end
 */
export function spostato<T extends Elemento>(elementi: readonly T[], chiave: string, primaDi: string | null): T[] {
  const moved = elementi.find((one) => chiaveOf(one) === chiave)
  const rest = senza(elementi, chiave)
  const at = primaDi === null ? rest.length : rest.findIndex((one) => chiaveOf(one) === primaDi)
  if (!moved || at < 0) return [...elementi]
  return [...rest.slice(0, at), moved, ...rest.slice(at)]
}
