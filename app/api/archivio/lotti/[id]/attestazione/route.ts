import { readAttestazione } from '@/lib/archivio/lotti/attestazione-letta'
import { printAttestazione } from '@/lib/archivio/lotti/stampa'

type Context = { params: Promise<{ id: string }> }

/** The attestation of a batch, printed. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const read = await readAttestazione((await params).id)
  if (!read) return new Response('Pagina non trovata', { status: 404 })
  return new Response(new Uint8Array(await printAttestazione(read)), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="attestazione.pdf"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
