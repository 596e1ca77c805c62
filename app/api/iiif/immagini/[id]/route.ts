import { headersFor, nonTrovata } from '@/lib/archivio/iiif/http'
import { vistaDelRichiedente } from '@/lib/archivio/visore/richiedente'
import { paths } from '@/lib/core/paths'

type Context = RouteContext<'/api/iiif/immagini/[id]'>

/** The address of an image leads to what is to be known of it (Image API 3.0 section 2.2). */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { id } = await params
  const vista = await vistaDelRichiedente(id)
  if (!vista) return nonTrovata()
  const location = `${paths.api.immagine(vista.pagina.id)}/info.json`
  return new Response(null, { status: 303, headers: { ...headersFor(vista.pagina.pubblica, false), location } })
}
