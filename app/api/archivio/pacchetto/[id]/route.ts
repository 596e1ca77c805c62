import { canCurare } from '@/lib/archivio/lettore'
import { findScheda } from '@/lib/archivio/queries'
import { oRifiuto } from '@/lib/archivio/risposta'
import { openPacchetto } from '@/lib/archivio/scambio/pacchetto'
import { needsStepUp } from '@/lib/auth/step-up'
import { requireFunzionario } from '@/lib/auth/viewer'
import { streamResponse } from '@/lib/core/file-response'
import { paths } from '@/lib/core/paths'

/** The papers of a unit, all at once. The second factor is at most five minutes old (S12), or the page asks for it again. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/archivio/pacchetto/[id]'>,
): Promise<Response> {
  const officer = await requireFunzionario()
  const { id } = await params
  const scheda = (await canCurare(officer)) ? await oRifiuto(officer, id, () => findScheda(officer, id)) : null
  if (!scheda?.vede.carte) return new Response('Unità non trovata', { status: 404 })
  if (await needsStepUp(officer))
    return new Response(null, {
      status: 303,
      headers: { location: paths.ufficio.esporta(id), 'cache-control': 'no-store' },
    })
  const name = `${scheda.segnatura.replace(/[^A-Za-z0-9]+/g, '-')}.zip`
  return streamResponse(await openPacchetto(officer, scheda), 'application/zip', name)
}
