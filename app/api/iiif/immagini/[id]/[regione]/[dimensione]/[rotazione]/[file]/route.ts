import { affollata, headersFor, nonTrovata, sbagliata, troppe } from '@/lib/archivio/iiif/http'
import { Affollato, MIME, makeImmagine, makeImmagineLibera, openImmagine } from '@/lib/archivio/iiif/immagine'
import { iiif } from '@/lib/archivio/iiif/indirizzi'
import { isRifiuto, parseRichiesta } from '@/lib/archivio/iiif/rules-richiesta'
import { vistaDelRichiedente } from '@/lib/archivio/visore/richiedente'
import { canMostrare } from '@/lib/archivio/visore/vista'

type Context = RouteContext<'/api/iiif/immagini/[id]/[regione]/[dimensione]/[rotazione]/[file]'>

/** `^` and `:` come written as they are or by their number. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return '' // half a number: no address of ours
  }
}

/** An image, or part of one, as IIIF Image API 3.0 level 2 asks for it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id, regione, dimensione, rotazione, file } = await params
  const vista = await vistaDelRichiedente(id)
  if (!vista) return nonTrovata()
  const { pagina, limiti, filigrana } = vista
  const tenuta = pagina.pubblica && !pagina.riservata
  const asked = parseRichiesta(
    { regione: plain(regione), dimensione: plain(dimensione), rotazione: plain(rotazione), file: plain(file) },
    { w: pagina.larghezza, h: pagina.altezza },
    limiti,
  )
  if (isRifiuto(asked)) return sbagliata(asked.errore)
  const etag = `"${pagina.immagine.id}/${asked.canonica}"`
  const common = {
    ...headersFor(pagina.pubblica, tenuta),
    ...(tenuta && { etag }),
    link: `<${iiif.immagine(pagina.id)}/${asked.canonica}>;rel="canonical",<http://iiif.io/api/image/3/level2.json>;rel="profile"`,
  }
  if (tenuta && request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers: common })
  const whole = asked.regione.w === pagina.larghezza && asked.regione.h === pagina.altezza
  if (!(await canMostrare(vista, asked.uscita, whole))) return troppe()
  try {
    const open = await openImmagine(pagina.immagine)
    const image = tenuta
      ? await makeImmagineLibera(pagina.immagine.id, open, asked)
      : await makeImmagine(open, asked, filigrana)
    return new Response(image as Uint8Array<ArrayBuffer>, {
      headers: { ...common, 'content-type': MIME[asked.formato], 'content-length': String(image.length) },
    })
  } catch (error) {
    if (error instanceof Affollato) return affollata()
    throw error
  }
}
