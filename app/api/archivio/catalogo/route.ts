import { catalogoDcat } from '@/lib/archivio/scambio/portale'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'

/** The public catalogue for the national portal of open data (DCAT-AP_IT, RDF/XML). */
export async function GET(request: Request): Promise<Response> {
  if (!(await withinAddressLimit('porta', clientIp(request.headers))))
    return new Response('Troppe richieste', { status: 429, headers: { 'retry-after': '60' } })
  return new Response(await catalogoDcat(), {
    headers: { 'content-type': 'application/rdf+xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
