import { Readable } from 'node:stream'
import { attoreOf, recordRead } from '@/lib/audit/record'
import { requireSameOrigin } from '@/lib/auth/origin'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { removeDocumento } from '@/lib/documenti/commands-rimozione'
import { readContent } from '@/lib/documenti/content'
import { findDocumento, findPraticaDaAprire } from '@/lib/documenti/queries'
import { attachmentHeader, parseRange } from '@/lib/documenti/rules-scaricamento'

type Context = { params: Promise<{ id: string }> }

/** Not there, not yours, and not signed in answer alike. */
const notFound = () =>
  new Response('Documento non trovato', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })

/** Sends a document to whoever may see it, and writes down that it did (S45, S50). */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const viewer = await findViewer()
  if (!viewer) return notFound()
  const { id } = await params
  const file = await findDocumento(viewer, id)
  if (!file) {
    const praticaId = await findPraticaDaAprire(viewer, id) // an officer who is not in charge says why first
    if (!praticaId) return notFound()
    const location = paths.ufficio.motivo(praticaId, paths.ufficio.sezione(praticaId, 'documenti'))
    return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
  }
  const range = parseRange(request.headers.get('range'), file.byte)
  if (range === 'fuori')
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${file.byte}` } })
  const pieces = readContent(file, range ?? undefined)
  const first = await pieces.next() // opened and checked before anything is promised
  await recordRead(attoreOf(viewer), {
    azione: 'documento.scaricato',
    soggettoTipo: 'documento',
    soggettoId: file.id,
    dati: { praticaId: file.praticaId, ...(range && { da: range.start, a: range.end }) },
  })
  const body = Readable.toWeb(Readable.from(rest(first, pieces), { objectMode: false })) as ReadableStream<Uint8Array>
  return new Response(body, {
    status: range ? 206 : 200,
    headers: {
      'content-type': file.mime,
      'content-length': String(range ? range.end - range.start + 1 : file.byte),
      'content-disposition': attachmentHeader(file.nome),
      'accept-ranges': 'bytes',
      ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${file.byte}` }),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
    },
  })
}

async function* rest(
  first: IteratorResult<Buffer, void>,
  pieces: AsyncGenerator<Buffer, void>,
): AsyncGenerator<Buffer> {
  if (!first.done) yield first.value
  yield* pieces
}

/** Takes an uploaded document away, before it is sent. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  const refused = requireSameOrigin(request)
  if (refused) return refused
  const viewer = await findViewer()
  if (!viewer) return notFound()
  const removed = await removeDocumento(viewer, (await params).id)
  return removed.ok ? new Response(null, { status: 204 }) : Response.json({ error: removed.message }, { status: 404 })
}
