import { icsOf } from '@/lib/archivio/sala/calendario'
import { findAccessoSala } from '@/lib/archivio/sala/queries'
import { requireViewer } from '@/lib/auth/viewer'

/** The appointment of this person in the reading room, for their calendar. */
export async function GET(_request: Request, { params }: RouteContext<'/api/archivio/sala/[id]'>): Promise<Response> {
  const viewer = await requireViewer()
  const accesso = await findAccessoSala(viewer, (await params).id)
  const ics = accesso && icsOf(accesso)
  if (!ics) return new Response('Appuntamento non trovato', { status: 404 })
  return new Response(ics, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="sala-di-studio.ics"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
