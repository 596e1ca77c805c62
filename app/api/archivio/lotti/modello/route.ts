import { findArchivista } from '@/lib/archivio/lotti/archivista'
import { csvAnswer } from '@/lib/archivio/lotti/risposta'
import { MODELLO_CSV } from '@/lib/archivio/lotti/rules-modello'

/** The index to fill in, as Italian spreadsheets open it. */
export async function GET(): Promise<Response> {
  const officer = await findArchivista()
  return officer ? csvAnswer(MODELLO_CSV, 'indice.csv') : new Response('Pagina non trovata', { status: 404 })
}
