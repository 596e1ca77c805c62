/** What is asked of the archive by its id: counted, answered at a step of time when it is refused, and the refusal kept. */
import 'server-only'
import { withinLimit } from '@/lib/auth/limits'
import { isUuid } from '@/lib/core/uuid'
import { withinArchivio } from './accesso/limiti'
import type { Chi } from './lettore'
import { alPasso } from './passo'
import { findPosto } from './permanente'
import { findScheda, recordRifiuto } from './queries'
import { findCarte } from './visore/queries'

export const TROPPE = 'Hai aperto molte unità in poco tempo: aspetta un minuto e riprova'

/** null: not there, or not for them; 'troppe': they asked too much in this minute */
type Risposta<T> = Promise<T | 'troppe' | null>

/** What is closed and what is not there: the same answer, at the same pace, with the same trace. */
export async function oRifiuto<T>(chi: Chi, id: string, find: () => Promise<T | null>): Promise<T | null> {
  if (!isUuid(id)) return null
  const found = await alPasso(find)
  if (found === null) await recordRifiuto(chi, id)
  return found
}

/** @param ip null: a call inside the server, or one already counted */
export const askScheda = async (chi: Chi, ip: string | null, id: string): Risposta<Found<typeof findScheda>> =>
  (await withinArchivio(chi, ip)) ? oRifiuto(chi, id, () => findScheda(chi, id)) : 'troppe'

/** The papers of a unit: pages are turned faster than descriptions are read. */
export const askCarte = async (chi: Chi, ip: string | null, id: string): Risposta<Found<typeof findCarte>> =>
  (await (chi ? withinLimit('carte', chi.personaId) : withinArchivio(chi, ip)))
    ? oRifiuto(chi, id, () => findCarte(chi, id))
    : 'troppe'

/** Where a permanent address leads. */
export const askPosto = async (
  chi: Chi,
  ip: string | null,
  id: string,
  paginaId: string | null,
): Risposta<Found<typeof findPosto>> =>
  (await withinArchivio(chi, ip)) ? oRifiuto(chi, id, () => findPosto(chi, id, paginaId)) : 'troppe'

type Found<F extends (...args: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<F>>>
