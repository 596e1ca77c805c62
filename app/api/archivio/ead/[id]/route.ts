import { ead3Of } from '@/lib/archivio/scambio/ead3'
import { corniceEad } from '@/lib/archivio/scambio/portale'
import { findSchedaPubblica, walkSchedePubbliche } from '@/lib/archivio/scambio/scheda-pubblica'
import { streamOf } from '@/lib/archivio/scambio/xml'
import { requireFunzionario } from '@/lib/auth/viewer'
import { romeDay } from '@/lib/core/date'
import { streamResponse } from '@/lib/core/file-response'
import { isUuid } from '@/lib/core/uuid'

/** A unit and all that stands in it, as everybody may know it, to be handed to other archives. */
export async function GET(_request: Request, { params }: RouteContext<'/api/archivio/ead/[id]'>): Promise<Response> {
  await requireFunzionario()
  const { id } = await params
  const cornice = await corniceEad()
  const oggi = romeDay(cornice.adesso)
  const cima = isUuid(id) ? await findSchedaPubblica(id, oggi) : null
  if (!cima) return new Response('Unità non trovata', { status: 404 })
  const name = `${cima.segnatura.replace(/[^A-Za-z0-9]+/g, '-')}.ead3.xml`
  return streamResponse(streamOf(ead3Of(walkSchedePubbliche(cima, oggi), cornice)), 'application/xml', name)
}
