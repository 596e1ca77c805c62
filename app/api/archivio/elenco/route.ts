import { isVuota } from '@/lib/archivio/rules-domanda'
import { parseDomanda } from '@/lib/archivio/rules-indirizzo'
import { elencoCsv, recordElenco } from '@/lib/archivio/scambio/elenco-csv'
import { streamOf } from '@/lib/archivio/scambio/xml'
import { requireFunzionario } from '@/lib/auth/viewer'
import { streamResponse } from '@/lib/core/file-response'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'

/** What a search found, as a table: the address asks what the page of results asks. */
export async function GET(request: Request): Promise<Response> {
  const officer = await requireFunzionario()
  const domanda = parseDomanda(Object.fromEntries(new URL(request.url).searchParams))
  if (isVuota(domanda)) return new Response('Scrivi che cosa cerchi', { status: 400 })
  await recordElenco(officer, domanda)
  const pagina = `${env().BASE_URL}${paths.ufficio.unita('')}`
  return streamResponse(streamOf(elencoCsv(officer, domanda, pagina)), 'text/csv; charset=utf-8', 'archivio.csv')
}
