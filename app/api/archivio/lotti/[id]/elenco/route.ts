import { readAttestazione } from '@/lib/archivio/lotti/attestazione-letta'
import { writeElenco } from '@/lib/archivio/lotti/elenco'
import { csvAnswer } from '@/lib/archivio/lotti/risposta'

type Context = { params: Promise<{ id: string }> }

/** The hash list of an attestation. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const read = await readAttestazione((await params).id)
  return read ? csvAnswer(writeElenco(read.file), 'elenco.csv') : new Response('Pagina non trovata', { status: 404 })
}
