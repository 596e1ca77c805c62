import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Viewer } from '@/lib/auth/viewer'

/** `column in (…)`, which nothing satisfies when the list is empty. */
export const among = (column: SQL, ids: readonly string[]): SQL =>
  ids.length > 0 ? sql`${column} in ${ids}` : sql`false`
const organizations = (viewer: Viewer, ruoli: readonly string[] | null) =>
  viewer.organizzazioni.filter((one) => ruoli === null || ruoli.includes(one.ruolo)).map((one) => one.id)

/**
 * The viewer is, or speaks for, the principal of mandate `m`.
 * @param ruoli those that count in an organisation; null: any
 */
export const principalOf = (viewer: Viewer, ruoli: readonly string[] | null): SQL => sql`(
  m.mandante_codice_fiscale = ${viewer.codiceFiscale}
  or ${among(sql`m.mandante_organizzazione_id`, organizations(viewer, ruoli))})`

/** The viewer is, or speaks for, the agent of mandate `m`. */
export const agentOf = (viewer: Viewer, ruoli: readonly string[] | null): SQL => sql`(
  m.mandatario_codice_fiscale = ${viewer.codiceFiscale}
  or ${among(sql`m.mandatario_organizzazione_id`, organizations(viewer, ruoli))})`

export const partyOf = (viewer: Viewer, ruoli: readonly string[] | null): SQL =>
  sql`(${principalOf(viewer, ruoli)} or ${agentOf(viewer, ruoli)})`
