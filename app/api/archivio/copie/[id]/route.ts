import { Readable } from 'node:stream'
import { openCopia } from '@/lib/archivio/accesso/commands-copie'
import { troppe } from '@/lib/archivio/iiif/http'
import { withinLimit } from '@/lib/auth/limits'
import { requireViewer } from '@/lib/auth/viewer'
import { streamResponse } from '@/lib/core/file-response'

/** The copies of a unit that this person was granted, as they are made. What cannot be read breaks the download off. */
export async function GET(_request: Request, { params }: RouteContext<'/api/archivio/copie/[id]'>): Promise<Response> {
  const viewer = await requireViewer()
  if (!(await withinLimit('copie', viewer.personaId))) return troppe()
  const copia = await openCopia(viewer, (await params).id)
  if (!copia) return new Response('Copie non trovate', { status: 404 })
  const body = Readable.toWeb(Readable.from(copia.pdf)) as ReadableStream<Uint8Array>
  return streamResponse(body, 'application/pdf', copia.nome)
}
