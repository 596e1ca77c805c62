import { listRegistro } from '@/lib/archivio/accesso/registro'
import { parseAnno, registroToCsv } from '@/lib/archivio/accesso/rules-registro-accessi'
import { clientIp, withinAddressLimit } from '@/lib/auth/limits'
import { refusalPage } from '@/lib/auth/refusal-page'
import { today } from '@/lib/db/clock'

/** The public register of requests of access, as Italian spreadsheets open it. */
export async function GET(request: Request): Promise<Response> {
  if (!(await withinAddressLimit('porta', clientIp(request.headers)))) return refusalPage('troppe-richieste')
  const anno = parseAnno(new URL(request.url).searchParams.get('anno') ?? undefined, await today())
  if (anno === null) return refusalPage('non-trovata')
  return new Response(registroToCsv(await listRegistro(anno)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="registro-accessi-${anno}.csv"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
