import { printEtichette } from '@/lib/archivio/deposito/etichette'
import { findLuogo, listEtichette } from '@/lib/archivio/deposito/queries'
import { requireFunzionario } from '@/lib/auth/viewer'
import { pdfResponse } from '@/lib/core/file-response'
import { isUuid } from '@/lib/core/uuid'

/** Labels of what belongs to a place and to those inside it. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/archivio/etichette/luogo/[id]'>,
): Promise<Response> {
  const officer = await requireFunzionario()
  const { id } = await params
  const luogo = isUuid(id) ? await findLuogo(officer, id) : null
  if (!luogo) return new Response('Luogo non trovato', { status: 404 })
  const pdf = await printEtichette(await listEtichette(officer, { luogoId: id }), `Etichette di ${luogo.nome}`)
  return pdfResponse(pdf, 'etichette.pdf')
}
