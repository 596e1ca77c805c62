import { NextResponse } from 'next/server'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { refusalPage } from '@/lib/auth/refusal-page'
import { readSamlPost } from '@/lib/spid/read-post'
import { accessoRifiutato } from '@/lib/spid/refusal'
import { receiveLogout, receiveLogoutPost } from '@/lib/spid/slo'

type Read = (request: Request, ip: string | null) => Promise<string | null>

/** @param read ends the sessions, and gives the address of the answer; null to refuse */
async function logout(request: Request, read: Read): Promise<Response> {
  const ip = clientIp(request.headers)
  if (!(await withinAddressLimit('porta', ip))) return refusalPage('troppe-richieste')
  const answer = await read(request, ip)
  if (!answer) return accessoRifiutato({ motivo: 'messaggio' })
  const response = NextResponse.redirect(answer, 303)
  response.headers.set('Cache-Control', 'private, no-store')
  return response
}

/** Single logout service, HTTP-Redirect. */
export const GET = (request: Request) =>
  logout(request, (given, ip) => receiveLogout(given.url.split('?')[1] ?? '', ip))

/** The same, HTTP-POST: it comes from the provider's page, so without our cookies. */
export const POST = (request: Request) =>
  logout(request, async (given, ip) => {
    const message = await readSamlPost(given, 'SAMLRequest')
    return message && receiveLogoutPost(message.xml, message.relayState, ip)
  })
