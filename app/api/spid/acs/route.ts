import { NextResponse } from 'next/server'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { refusalPage } from '@/lib/auth/refusal-page'
import { env } from '@/lib/env'
import { receiveRisposta } from '@/lib/spid/commands'
import { readSamlPost } from '@/lib/spid/read-post'
import { accessoRifiutato } from '@/lib/spid/refusal'

/**
 * Assertion consumer service. The post comes from the provider's page, so without our Lax cookies: it is tied to its
 * request by InResponseTo and RelayState, and to the browser on the page it leads to.
 */
export async function POST(request: Request): Promise<Response> {
  const ip = clientIp(request.headers)
  if (!(await withinAddressLimit('porta', ip))) return refusalPage('troppe-richieste')
  const message = await readSamlPost(request)
  if (!message) return accessoRifiutato({ motivo: 'messaggio' })
  const esito = await receiveRisposta({ ...message, ip })
  if (!esito.ok) return accessoRifiutato(esito)
  const query = new URLSearchParams({ code: esito.codice, state: esito.stato })
  const response = NextResponse.redirect(`${env().BASE_URL}/api/auth/callback/spid?${query}`, 303)
  response.headers.set('Cache-Control', 'private, no-store')
  return response
}

export const GET = () => accessoRifiutato({ motivo: 'messaggio' })
