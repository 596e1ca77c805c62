import { withinArchivio } from '@/lib/archivio/accesso/limiti'
import { citabiliOf } from '@/lib/archivio/citazione/queries'
import { formatoOf } from '@/lib/archivio/citazione/rules-formati'
import { raccoltaCsv } from '@/lib/archivio/raccolta/elenco'
import { readRaccolta } from '@/lib/archivio/raccolta/lettura'
import { clientIp } from '@/lib/auth/limits'
import { refusalPage } from '@/lib/auth/refusal-page'
import { findViewer } from '@/lib/auth/viewer'
import { textResponse } from '@/lib/core/file-response'

/** What who asks has put aside, to take along: as a table, or as citations. */
export async function GET(request: Request, { params }: RouteContext<'/api/archivio/raccolta/[formato]'>) {
  if (!(await withinArchivio(await findViewer(), clientIp(request.headers)))) return refusalPage('troppe-richieste')
  const { formato } = await params
  const format = formatoOf(formato)
  if (!format && formato !== 'csv') return refusalPage('non-trovata')
  const { presenti } = await readRaccolta()
  if (!format) return textResponse(raccoltaCsv(presenti), 'text/csv; charset=utf-8', 'raccolta.csv')
  return textResponse(format.scrivi(await citabiliOf(presenti)), format.tipo, `raccolta.${format.estensione}`)
}
