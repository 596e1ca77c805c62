import { printEtichette } from '@/lib/archivio/deposito/etichette'
import { listEtichette } from '@/lib/archivio/deposito/queries'
import { requireFunzionario } from '@/lib/auth/viewer'
import { pdfResponse } from '@/lib/core/file-response'
import { isUuid } from '@/lib/core/uuid'

/** The label of one container. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/archivio/etichette/contenitore/[id]'>,
): Promise<Response> {
  const officer = await requireFunzionario()
  const { id } = await params
  const etichette = isUuid(id) ? await listEtichette(officer, { contenitoreId: id }) : []
  const [one] = etichette
  if (!one) return new Response('Contenitore non trovato', { status: 404 })
  return pdfResponse(await printEtichette(etichette, `Etichetta ${one.codice}`), 'etichetta.pdf')
}
