import { NextResponse } from 'next/server'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { refusalPage } from '@/lib/auth/refusal-page'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'
import { onwardPage } from '@/lib/spid/onward-page'
import type { Partenza } from '@/lib/spid/partenza'
import { readSamlPost } from '@/lib/spid/read-post'
import { accessoRifiutato } from '@/lib/spid/refusal'
import { receiveLogout, receiveLogoutPost } from '@/lib/spid/slo'
import { type EsitoUscita, receiveEsito, receiveEsitoPost } from '@/lib/spid/uscita'

const PAROLE = {
  titolo: 'Sei uscito',
  testo: 'La sessione su questo sito è chiusa. Torna al tuo gestore di identità per finire.',
  etichetta: 'Continua',
}

/** @param read does what the message asks, and gives the address to go to or the page that goes there; or the refusal */
async function answer(request: Request, read: (ip: string | null) => Promise<string | Response>): Promise<Response> {
  const ip = clientIp(request.headers)
  if (!(await withinAddressLimit('porta', ip))) return refusalPage('troppe-richieste')
  const next = await read(ip)
  if (typeof next !== 'string') return next
  const response = NextResponse.redirect(next, 303)
  response.headers.set('Cache-Control', 'private, no-store')
  return response
}

const requested = (partenza: Partenza | null) =>
  partenza ? (partenza.url ?? onwardPage(partenza, PAROLE)) : accessoRifiutato({ motivo: 'messaggio' })
const answered = (esito: EsitoUscita | null) =>
  esito ? `${env().BASE_URL}${paths.esci}?gestore=${esito}` : refusalPage('uscita-non-confermata')

/** Single logout service, HTTP-Redirect: the request of a provider, or its answer to a request of ours. */
export const GET = (request: Request) =>
  answer(request, async (ip) => {
    const query = request.url.split('?')[1] ?? ''
    return new URLSearchParams(query).has('SAMLResponse')
      ? answered(await receiveEsito(query))
      : requested(await receiveLogout(query, ip))
  })

/** The same, HTTP-POST: it comes from the provider's page, so without our cookies. */
export const POST = (request: Request) =>
  answer(request, async (ip) => {
    const message = await readSamlPost(request, ['SAMLRequest', 'SAMLResponse'])
    if (message?.field === 'SAMLResponse') return answered(await receiveEsitoPost(message.xml, message.relayState))
    return requested(message && (await receiveLogoutPost(message.xml, message.relayState, ip)))
  })
