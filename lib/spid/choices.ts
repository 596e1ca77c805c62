import 'server-only'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'
import { listIdp } from './idp'
import type { Federazione } from './rules-federazioni'
import type { Scopo } from './rules-scopi'
import { isLoopback } from './sp'

/** Fisher–Yates: each order is as likely as any other, at each view (spid.md §9). */
function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items]
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1))
    ;[order[i], order[j]] = [order[j] as T, order[i] as T]
  }
  return order
}

/**
 * The providers a person may choose from, each with the address that begins the sign-in.
 *
 * @param ritorno own path to come back to, or null
 * @param livello level to ask for
 * @param scopo kind of professional identity to ask for; null for a personal one
 */
export async function listIdpChoices(
  federazione: Federazione,
  ritorno: string | null,
  livello: number,
  scopo: Scopo | null = null,
) {
  const idps = (await listIdp()).filter(
    (idp) =>
      idp.federazione === federazione && (idp.ssoRedirect ?? idp.ssoPost) && (!idp.demo || isLoopback(env().BASE_URL)),
  )
  return shuffled(idps).map(({ entityId, nome, demo }) => {
    const query = new URLSearchParams({
      idp: entityId,
      livello: String(livello),
      ...(scopo && { scopo }),
      ...(ritorno && { ritorno }),
    })
    return { entityId, nome, demo, href: `${paths.api.spidLogin}?${query}` }
  })
}

/** What "identità professionale" asks for here, when anything: the first of those that are configured. */
export const scopoProfessionale = (): Scopo | null => env().SPID_SCOPI[0] ?? null
