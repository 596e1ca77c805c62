import { withinArchivio } from '@/lib/archivio/accesso/limiti'
import { citabiliOf } from '@/lib/archivio/citazione/queries'
import { formatoOf } from '@/lib/archivio/citazione/rules-formati'
import { findIntestazione } from '@/lib/archivio/intestazione'
import { raccoltaCsv } from '@/lib/archivio/raccolta/elenco'
import { readRaccolta } from '@/lib/archivio/raccolta/lettura'
import { printRaccolta } from '@/lib/archivio/raccolta/stampa'
import { clientIp } from '@/lib/auth/limits'
import { refusalPage } from '@/lib/auth/refusal-page'
import { findViewer } from '@/lib/auth/viewer'
import { pdfResponse, textResponse } from '@/lib/core/file-response'
import { today } from '@/lib/db/clock'

/** What who asks has put aside, to take along: as a table, as citations, or printed. */
export async function GET(request: Request, { params }: RouteContext<'/api/archivio/raccolta/[formato]'>) {
  if (!(await withinArchivio(await findViewer(), clientIp(request.headers)))) return refusalPage('troppe-richieste')
  const { formato } = await params
  const format = formatoOf(formato)
  if (!format && formato !== 'csv' && formato !== 'pdf') return refusalPage('non-trovata')
  const { presenti } = await readRaccolta()
  if (formato === 'csv') return textResponse(raccoltaCsv(presenti), 'text/csv; charset=utf-8', 'raccolta.csv')
  const citabili = await citabiliOf(presenti)
  if (format) return textResponse(format.scrivi(citabili), format.tipo, `raccolta.${format.estensione}`)
  const [ente, oggi] = await Promise.all([findIntestazione(), today()])
  return pdfResponse(await printRaccolta({ ente, oggi, presenti, citabili }), 'raccolta.pdf')
}
