import { findProduttore } from '@/lib/archivio/dettagli/queries'
import { eacOf } from '@/lib/archivio/scambio/eac'
import { corniceEad } from '@/lib/archivio/scambio/portale'
import { requireFunzionario } from '@/lib/auth/viewer'
import { isUuid } from '@/lib/core/uuid'

/** An authority record, to be handed to other archives. */
export async function GET(_request: Request, { params }: RouteContext<'/api/archivio/eac/[id]'>): Promise<Response> {
  const officer = await requireFunzionario()
  const { id } = await params
  const produttore = isUuid(id) ? await findProduttore(officer, id) : null
  if (!produttore) return new Response('Soggetto non trovato', { status: 404 })
  return new Response(eacOf(produttore, await corniceEad()), {
    headers: {
      'content-type': 'application/xml',
      'content-disposition': `attachment; filename="${id}.eac.xml"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
