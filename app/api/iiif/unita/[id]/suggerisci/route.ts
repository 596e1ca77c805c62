import { jsonLd, sbagliata } from '@/lib/archivio/iiif/http'
import { iiif } from '@/lib/archivio/iiif/indirizzi'
import { CONTEXT_CERCA, terminiOf } from '@/lib/archivio/iiif/rules-cerca'
import { carteRichieste } from '@/lib/archivio/visore/carte-richieste'
import { suggerisciNelleCarte } from '@/lib/archivio/visore/queries-testo'

type Context = RouteContext<'/api/iiif/unita/[id]/suggerisci'>

/** Words of the papers of a unit that begin as what was typed (Content Search 2.0, autocomplete). */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const asked = await carteRichieste((await params).id)
  if (asked instanceof Response) return asked
  const { chi, carte } = asked
  const q = new URL(request.url).searchParams.get('q')?.trim().slice(0, 100)
  if (!q) return sbagliata('Scrivi come comincia la parola: ?q=cem')
  const terms = await suggerisciNelleCarte(chi, carte, q)
  return jsonLd(
    request,
    CONTEXT_CERCA,
    terminiOf(iiif.suggerisci(carte.id), q, terms),
    carte.libere && !carte.ufficio,
    carte.libere && chi === null,
  )
}
