import { findArchivista } from '@/lib/archivio/lotti/archivista'
import { findLotto } from '@/lib/archivio/lotti/queries'
import { writeRapporto } from '@/lib/archivio/lotti/rapporto'
import { csvAnswer } from '@/lib/archivio/lotti/risposta'

type Context = { params: Promise<{ id: string }> }

/** The report of a batch as a table: the rows that this archivist may see. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const officer = await findArchivista()
  const lotto = officer && (await findLotto(officer, (await params).id))
  if (!officer || !lotto) return new Response('Pagina non trovata', { status: 404 })
  return csvAnswer(await writeRapporto(officer, lotto.id), 'rapporto.csv')
}
