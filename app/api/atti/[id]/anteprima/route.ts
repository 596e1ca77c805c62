import { findAtto } from '@/lib/atti/queries'
import { renderAtto } from '@/lib/atti/render'
import { attoreOf, recordRead } from '@/lib/audit/record'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

/** What a proposed act will look like: no number, and 'ANTEPRIMA – NON VALIDA' on each page. For the office only. */
export async function GET(_request: Request, { params }: RouteContext<'/api/atti/[id]/anteprima'>): Promise<Response> {
  const viewer = await findViewer()
  if (!viewer) return new Response(null, { status: 303, headers: { location: paths.accedi(paths.ufficio.home) } })
  const atto = await findAtto(viewer, (await params).id)
  if (!atto)
    return new Response('Atto non trovato', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    })
  const { firmato: _, ...proposta } = atto.contenuto
  const pdf = await renderAtto(atto.modello, proposta)
  await recordRead(attoreOf(viewer), { azione: 'atto.anteprima', soggettoTipo: 'atto', soggettoId: atto.id })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'content-disposition': 'inline; filename="anteprima.pdf"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
