import { type NextRequest, NextResponse } from 'next/server'
import { cookieOptions, stateCookie } from '@/lib/auth/cookies'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { refusalPage } from '@/lib/auth/refusal-page'
import { ownPath } from '@/lib/auth/rules-ritorno'
import { stateFor } from '@/lib/auth/state'
import { env } from '@/lib/env'
import { openAccesso } from '@/lib/spid/commands'
import { findIdp, type Idp } from '@/lib/spid/idp'
import { onwardPage } from '@/lib/spid/onward-page'
import { isLivello } from '@/lib/spid/rules-livelli'
import { isScopo } from '@/lib/spid/rules-scopi'

const LIVELLO_ABITUALE = '2'

/** Start of a sign-in: `?idp=<entityID>&livello=<1|2|3>&scopo=<PF|PG|…>&ritorno=<own path>`. Works as a plain link. */
export async function GET(request: NextRequest): Promise<Response> {
  const { searchParams: given, search } = request.nextUrl
  const home = new URL(env().BASE_URL)
  // 127.0.0.1 for localhost, say: the provider will send the browser to the other name, where this cookie would not be.
  if (request.headers.get('host') !== home.host && isOtherNameOfLoopback(request.headers.get('host')))
    return NextResponse.redirect(`${home.origin}/api/spid/login${search}`, 303)
  const ip = clientIp(request.headers)
  if (!(await withinAddressLimit('accesso', ip))) return refusalPage('troppe-richieste')
  const livello = Number(given.get('livello') ?? LIVELLO_ABITUALE)
  if (!isLivello(livello)) return refusalPage('livello')
  const idp = await findIdp(given.get('idp') ?? '')
  if (!idp?.ssoRedirect && !idp?.ssoPost) return refusalPage('gestore-sconosciuto')
  const scopo = given.get('scopo')
  if (scopo !== null && !isScopoOffered(scopo, idp)) return refusalPage('scopo')
  const state = await stateFor(request.cookies.get(stateCookie())?.value)
  const partenza = await openAccesso({
    idp,
    livello,
    ritorno: ownPath(given.get('ritorno')) ?? '',
    stato: state.stato,
    ip,
    scopo: isScopo(scopo) ? scopo : null,
  })
  const response = partenza.url
    ? NextResponse.redirect(partenza.url, 303)
    : onwardPage(partenza, {
        titolo: `Vai a ${idp.nome}`,
        testo: 'Per entrare continua sul sito del tuo gestore di identità: poi torni qui da solo.',
        etichetta: 'Continua',
      })
  response.headers.set('Cache-Control', 'private, no-store')
  response.cookies.set(stateCookie(), state.cookie, { ...cookieOptions(), maxAge: state.maxAge })
  return response
}

/** Asked for only when the metadata say so; CIE has none. */
const isScopoOffered = (scopo: string, { federazione }: Idp) =>
  federazione === 'spid' && isScopo(scopo) && env().SPID_SCOPI.includes(scopo)

const isOtherNameOfLoopback = (host: string | null) => /^(?:localhost|127\.0\.0\.1|\[::1\]):/.test(host ?? '')
