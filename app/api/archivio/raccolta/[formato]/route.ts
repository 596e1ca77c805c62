import { withinArchivio } from '@/lib/archivio/accesso/limiti'
import { raccoltaCsv } from '@/lib/archivio/raccolta/elenco'
import { readRaccolta } from '@/lib/archivio/raccolta/lettura'
import { clientIp } from '@/lib/auth/limits'
import { refusalPage } from '@/lib/auth/refusal-page'
import { findViewer } from '@/lib/auth/viewer'
import { textResponse } from '@/lib/core/file-response'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'

/** What who asks has put aside, to take along. */
export async function GET(request: Request, { params }: RouteContext<'/api/archivio/raccolta/[formato]'>) {
  const { formato } = await params
  if (formato !== 'csv') return refusalPage('non-trovata')
  if (!(await withinArchivio(await findViewer(), clientIp(request.headers)))) return refusalPage('troppe-richieste')
  const { presenti } = await readRaccolta()
  const csv = raccoltaCsv(presenti, ({ unita }) => `${env().BASE_URL}${paths.archivio.unita(unita.id)}`)
  return textResponse(csv, 'text/csv; charset=utf-8', 'raccolta.csv')
}
