import 'server-only'

const PLAIN = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
}

/** Not there, and not for this reader: the same bytes. */
export const nonTrovata = () => new Response('Non trovata', { status: 404, headers: PLAIN })
export const sbagliata = (perche: string) => new Response(perche, { status: 400, headers: PLAIN })
export const troppe = () =>
  new Response('Troppe richieste: riprova tra un minuto', { status: 429, headers: { ...PLAIN, 'retry-after': '60' } })
export const affollata = () =>
  new Response('Il servizio è occupato: riprova tra poco', { status: 503, headers: { ...PLAIN, 'retry-after': '2' } })

const FREE_S = 3600

/**
 * Free papers are for other sites too and may be kept for an hour; the rest is for the page of this portal that asks, and
 * is kept nowhere.
 *
 * @param tenute false: the offices are given something else at the same address
 */
export const headersFor = (libere: boolean, tenute = libere): Record<string, string> => ({
  'cache-control': tenute ? `public, max-age=${FREE_S}` : 'private, no-store',
  ...(libere && { 'access-control-allow-origin': '*' }),
  'cross-origin-resource-policy': libere ? 'cross-origin' : 'same-origin',
})

/**
 * JSON-LD for whoever asks for it, plain JSON for browsers.
 * @param context address of the specification's vocabulary
 */
export function jsonLd(request: Request, context: string, body: object, libere: boolean, tenute = libere): Response {
  const ld = request.headers.get('accept')?.includes('application/ld+json')
  return new Response(JSON.stringify(body), {
    headers: {
      'content-type': ld ? `application/ld+json;profile="${context}"` : 'application/json',
      vary: 'Accept',
      ...headersFor(libere, tenute),
    },
  })
}
