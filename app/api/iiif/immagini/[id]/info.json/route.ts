import { jsonLd, nonTrovata } from '@/lib/archivio/iiif/http'
import { openImmagine } from '@/lib/archivio/iiif/immagine'
import { iiif } from '@/lib/archivio/iiif/indirizzi'
import { CONTEXT_IMMAGINE, infoOf } from '@/lib/archivio/iiif/rules-info'
import { vistaDelRichiedente } from '@/lib/archivio/visore/richiedente'

/** What a viewer needs to know before it asks for an image. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/iiif/immagini/[id]/info.json'>,
): Promise<Response> {
  const vista = await vistaDelRichiedente((await params).id)
  if (!vista) return nonTrovata()
  const { pagina, limiti } = vista
  const { piramide } = await openImmagine(pagina.immagine)
  const info = infoOf(iiif.immagine(pagina.id), { w: pagina.larghezza, h: pagina.altezza }, piramide, limiti)
  return jsonLd(request, CONTEXT_IMMAGINE, info, pagina.pubblica, pagina.pubblica && !pagina.riservata)
}
