import { jsonLd, sbagliata } from '@/lib/archivio/iiif/http'
import { iiif } from '@/lib/archivio/iiif/indirizzi'
import { CONTEXT_CERCA, mostrateIn, risultatiOf } from '@/lib/archivio/iiif/rules-cerca'
import { carteRichieste } from '@/lib/archivio/visore/carte-richieste'
import { recordTrovate } from '@/lib/archivio/visore/commands-viste'
import { cercaNelleCarte } from '@/lib/archivio/visore/queries-testo'

/** Parameters of the specification that these papers have nothing to answer with. */
const IGNORED = ['motivation', 'date', 'user']

/** Where words stand in the papers of a unit (Content Search 2.0). */
export async function GET(request: Request, { params }: RouteContext<'/api/iiif/unita/[id]/cerca'>): Promise<Response> {
  const asked = await carteRichieste((await params).id)
  if (asked instanceof Response) return asked
  const { chi, carte } = asked
  const query = new URL(request.url).searchParams
  const q = query.get('q')?.trim().slice(0, 200)
  if (!q) return sbagliata('Scrivi le parole da cercare: ?q=cemento')
  const pagina = Math.max(1, Math.min(1000, Number.parseInt(query.get('pagina') ?? '1', 10) || 1))
  const found = await cercaNelleCarte(chi, carte, q)
  const ignored = IGNORED.filter((name) => query.has(name))
  const numeri = mostrateIn(found, pagina).map((one) => one.numero)
  const taciute = await recordTrovate(chi, carte, numeri)
  const tela = (paginaId: string) => iiif.tela(carte.id, paginaId)
  const answer = risultatiOf(iiif.cerca(carte.id), q, found, pagina, tela, ignored, taciute)
  return jsonLd(request, CONTEXT_CERCA, answer, carte.libere && !carte.ufficio, carte.libere && chi === null)
}
