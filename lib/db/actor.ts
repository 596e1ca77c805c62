import 'server-only'

/**
 * On whose behalf a statement is asked. PostgreSQL reads it in the policies of every table with personal data: what is
 * not theirs is not there (docs/autorizzazioni.md).
 *
 * A person is their id. The others are named: `sistema` is scheduled work and loading; `accesso` opens and reads
 * sessions; `pubblico` is anybody, and sees no personal row but the act whose code they bring.
 */
export type Actor = { readonly personaId: string } | 'sistema' | 'accesso' | 'pubblico' | `pubblico:${string}`

/** The role every statement runs under: not the owner of the tables, and bound by their policies (S24). */
const ROLE = 'sportello_app'

export const actorName = (actor: Actor): string => (typeof actor === 'string' ? actor : actor.personaId)

/**
 * BEGIN, the role, the actor and the body, in one message. All of it ends with the transaction: a connection lent to the
 * next caller, or shared by a pooler, carries nothing over (R14).
 *
 * @param settings further `set_config` calls
 * @throws RangeError for what is not an id: a caller's bug
 */
export function openingOf(actor: string, ente: string, settings: readonly string[] = []): string {
  for (const id of [actor, ente])
    if (!/^[\w:.-]*$/.test(id)) throw new RangeError('The actor and the body of a transaction are ids')
  const all = [`set_config('app.attore', '${actor}', true)`, `set_config('app.ente', '${ente}', true)`, ...settings]
  return `begin; set local role ${ROLE}; select ${all.join(', ')}`
}
