import { issueRicevuta } from '@/lib/atti/commands'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

const go = (location: string) => new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })

/** To the document kept as the receipt; it is printed the first time it is asked for. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/pratiche/[id]/ricevuta'>,
): Promise<Response> {
  const { id } = await params
  const viewer = await findViewer()
  if (!viewer) return go(paths.accedi(paths.personale.inviata(id)))
  const documentoId = await issueRicevuta(viewer, id)
  if (documentoId) return go(paths.api.documento(documentoId))
  return new Response('Pratica non trovata', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
