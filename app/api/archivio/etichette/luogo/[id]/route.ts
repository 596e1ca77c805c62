import { printEtichette } from '@/lib/archivio/deposito/etichette'
import { findLuogo, listEtichette } from '@/lib/archivio/deposito/queries'
import { parteOf } from '@/lib/archivio/deposito/rules'
import { requireFunzionario } from '@/lib/auth/viewer'
import { pdfResponse } from '@/lib/core/file-response'
import { isUuid } from '@/lib/core/uuid'

/** Labels of what belongs to a place and to those inside it. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/archivio/etichette/luogo/[id]'>,
): Promise<Response> {
  const officer = await requireFunzionario()
  const { id } = await params
  const luogo = isUuid(id) ? await findLuogo(officer, id) : null
  if (!luogo) return new Response('Luogo non trovato', { status: 404 })
  const parte = parteOf(new URL(request.url).searchParams.get('parte'))
  const title = parte === 1 ? `Etichette di ${luogo.nome}` : `Etichette di ${luogo.nome}, parte ${parte}`
  const pdf = await printEtichette(await listEtichette(officer, { luogoId: id }, parte), title)
  return pdfResponse(pdf, parte === 1 ? 'etichette.pdf' : `etichette-${parte}.pdf`)
}
