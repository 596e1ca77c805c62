import { answerOai } from '@/lib/archivio/scambio/oai'
import { depositoOai } from '@/lib/archivio/scambio/portale'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'

const MAX_BODY = 4_000
const XML = {
  'content-type': 'text/xml; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
}

async function answer(request: Request, given: URLSearchParams): Promise<Response> {
  // § 3.1.2.2: a harvester that asks too much is told when to come back
  if (!(await withinAddressLimit('porta', clientIp(request.headers))))
    return new Response('Too many requests', {
      status: 503,
      headers: { 'retry-after': '60', 'cache-control': 'no-store' },
    })
  return new Response(await answerOai([...given.entries()], await depositoOai()), { headers: XML })
}

/** The public catalogue for harvesters (OAI-PMH 2.0): what everybody may know of each unit, and nothing else. */
export const GET = (request: Request): Promise<Response> => answer(request, new URL(request.url).searchParams)

/** § 3.1.1.2: the same arguments in the body of a form. */
export async function POST(request: Request): Promise<Response> {
  const body = await request.text()
  return answer(request, new URLSearchParams(body.length > MAX_BODY ? '' : body))
}
