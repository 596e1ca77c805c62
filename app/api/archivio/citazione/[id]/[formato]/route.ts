import { withinArchivio } from '@/lib/archivio/accesso/limiti'
import { findCitabile } from '@/lib/archivio/citazione/queries'
import { formatoOf } from '@/lib/archivio/citazione/rules-formati'
import { oRifiuto } from '@/lib/archivio/risposta'
import { clientIp } from '@/lib/auth/limits'
import { refusalPage } from '@/lib/auth/refusal-page'
import { findViewer } from '@/lib/auth/viewer'
import { textResponse } from '@/lib/core/file-response'
import { isUuid } from '@/lib/core/uuid'

/** The citation of a unit, or of the page that `?pagina=` names by its id, for programs that keep citations. */
export async function GET(request: Request, { params }: RouteContext<'/api/archivio/citazione/[id]/[formato]'>) {
  const viewer = await findViewer()
  if (!(await withinArchivio(viewer, clientIp(request.headers)))) return refusalPage('troppe-richieste')
  const { id, formato } = await params
  const paginaId = new URL(request.url).searchParams.get('pagina')
  const format = formatoOf(formato)
  if (!format || !isUuid(id) || (paginaId !== null && !isUuid(paginaId))) return refusalPage('non-trovata')
  const one = await oRifiuto(viewer, id, () => findCitabile(viewer, { unitaId: id, paginaId }))
  if (!one) return refusalPage('non-trovata')
  return textResponse(format.scrivi([one]), format.tipo, `citazione.${format.estensione}`)
}
