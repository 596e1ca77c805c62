import { NextResponse } from 'next/server'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { refusalPage } from '@/lib/auth/refusal-page'
import { accessoRifiutato } from '@/lib/spid/refusal'
import { receiveLogout } from '@/lib/spid/slo'

/** Single logout service, HTTP-Redirect. */
export async function GET(request: Request): Promise<Response> {
  const ip = clientIp(request.headers)
  if (!(await withinAddressLimit('porta', ip))) return refusalPage('troppe-richieste')
  const [, query = ''] = request.url.split('?')
  const answer = await receiveLogout(query, ip)
  if (!answer) return accessoRifiutato({ motivo: 'messaggio' })
  const response = NextResponse.redirect(answer, 303)
  response.headers.set('Cache-Control', 'private, no-store')
  return response
}
