import 'server-only'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { refusalPage } from '@/lib/auth/refusal-page'
import { env } from '@/lib/env'
import { receiveRisposta } from './commands'
import { readSamlPost } from './read-post'
import { accessoRifiutato } from './refusal'
import type { Federazione } from './rules-federazioni'

/**
 * Assertion consumer service. The post comes from the provider's page, so without our Lax cookies: it is tied to its
 * request by InResponseTo and RelayState, and to the browser on the page it leads to.
 *
 * @param federazione whose service this is: the other one's answers are refused here
 */
export async function answerRisposta(request: Request, federazione: Federazione): Promise<Response> {
  const ip = clientIp(request.headers)
  if (!(await withinAddressLimit('porta', ip))) return refusalPage('troppe-richieste')
  const message = await readSamlPost(request)
  if (!message) return accessoRifiutato({ motivo: 'messaggio', federazione })
  const esito = await receiveRisposta({ ...message, ip, federazione })
  if (!esito.ok) return accessoRifiutato(esito)
  const query = new URLSearchParams({ code: esito.codice, state: esito.stato })
  const headers = {
    Location: `${env().BASE_URL}/api/auth/callback/spid?${query}`,
    'Cache-Control': 'private, no-store',
  }
  return new Response(null, { status: 303, headers })
}
