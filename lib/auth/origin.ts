import 'server-only'
import { env } from '@/lib/env'
import { refusalPage } from './refusal-page'
import { isSameOrigin } from './rules-origine'

/**
 * First line of a route handler that changes something.
 *
 * @returns the answer to give at once (403) when the request was not sent by one of our pages; null when it was
 */
export function requireSameOrigin(request: Request): Response | null {
  const { headers } = request
  const told = { origin: headers.get('origin'), secFetchSite: headers.get('sec-fetch-site'), host: headers.get('host') }
  return isSameOrigin(told, env().BASE_URL) ? null : refusalPage('origine')
}
