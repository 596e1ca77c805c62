import { Readable } from 'node:stream'
import { openConforme } from '@/lib/archivio/conformi/queries'
import { troppe } from '@/lib/archivio/iiif/http'
import { withinLimit } from '@/lib/auth/limits'
import { requireViewer } from '@/lib/auth/viewer'
import { streamResponse } from '@/lib/core/file-response'

/** The file of a certified copy, as it was given. What cannot be read breaks the download off. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/archivio/conformi/[id]'>,
): Promise<Response> {
  const viewer = await requireViewer()
  if (!(await withinLimit('copie', viewer.personaId))) return troppe()
  const copia = await openConforme(viewer, (await params).id)
  if (!copia) return new Response('Copia non trovata', { status: 404 })
  const body = Readable.toWeb(Readable.from(copia.pdf)) as ReadableStream<Uint8Array>
  return streamResponse(body, 'application/pdf', copia.nome)
}
