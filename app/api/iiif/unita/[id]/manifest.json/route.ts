import { jsonLd } from '@/lib/archivio/iiif/http'
import { iiif } from '@/lib/archivio/iiif/indirizzi'
import { CONTEXT_MANIFESTO, manifestoOf } from '@/lib/archivio/iiif/rules-manifesto'
import { carteRichieste } from '@/lib/archivio/visore/carte-richieste'
import { listPagine } from '@/lib/archivio/visore/queries'

type Context = RouteContext<'/api/iiif/unita/[id]/manifest.json'>

/** The papers of a unit for IIIF viewers: the pages that the caller may see. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const asked = await carteRichieste((await params).id)
  if (asked instanceof Response) return asked
  const { chi, carte } = asked
  const seen = (await listPagine(chi, carte)).filter((one) => one.immagine !== null)
  return jsonLd(
    request,
    CONTEXT_MANIFESTO,
    manifestoOf(carte, seen, iiif),
    carte.libere && !carte.ufficio,
    carte.libere && chi === null,
  )
}
