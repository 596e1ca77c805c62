import { headersFor, jsonLd, nonTrovata } from '@/lib/archivio/iiif/http'
import { iiif } from '@/lib/archivio/iiif/indirizzi'
import { CONTEXT_MANIFESTO, telaSola } from '@/lib/archivio/iiif/rules-manifesto'
import { carteRichieste } from '@/lib/archivio/visore/carte-richieste'
import { findTela } from '@/lib/archivio/visore/queries'

type Context = RouteContext<'/api/iiif/unita/[id]/pagine/[pagina]'>

/** A canvas by itself. Its address once had the number of the page: that leads to the page that has the number today. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id, pagina: asked } = await params
  const found = await carteRichieste(id)
  if (found instanceof Response) return found
  const { chi, carte } = found
  const pagina = await findTela(chi, carte, asked)
  if (!pagina) return nonTrovata()
  const address = iiif.tela(carte.id, pagina.id)
  if (asked !== pagina.id)
    return new Response(null, { status: 307, headers: { ...headersFor(pagina.pubblica, false), location: address } })
  return jsonLd(
    request,
    CONTEXT_MANIFESTO,
    telaSola(carte, pagina, iiif),
    carte.libere && !carte.ufficio,
    carte.libere && chi === null,
  )
}
