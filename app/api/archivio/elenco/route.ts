import { withinArchivio } from '@/lib/archivio/accesso/limiti'
import { troppe } from '@/lib/archivio/iiif/http'
import { isParticella, isVuota } from '@/lib/archivio/rules-domanda'
import { parseDomanda } from '@/lib/archivio/rules-indirizzo'
import { openElenco } from '@/lib/archivio/scambio/elenco-csv'
import { streamOf } from '@/lib/archivio/scambio/xml'
import { clientIp, withinLimit } from '@/lib/auth/limits'
import { requireFunzionario } from '@/lib/auth/viewer'
import { streamResponse } from '@/lib/core/file-response'
import { paths } from '@/lib/core/paths'
import { env } from '@/lib/env'

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }

/** What a search found, as a table: the address asks what the page of results asks, and counts as a search. */
export async function GET(request: Request): Promise<Response> {
  const officer = await requireFunzionario()
  const domanda = parseDomanda(Object.fromEntries(new URL(request.url).searchParams))
  if (isVuota(domanda)) return new Response('Scrivi che cosa cerchi', { status: 400, headers: PLAIN })
  if (
    !(await withinLimit('copie', officer.personaId)) ||
    !(await withinArchivio(officer, clientIp(request.headers), isParticella(domanda)))
  )
    return troppe()
  const elenco = await openElenco(officer, domanda, `${env().BASE_URL}${paths.ufficio.unita('')}`)
  if (!elenco)
    return new Response('La ricerca ora non risponde: riprova tra qualche minuto', { status: 503, headers: PLAIN })
  return streamResponse(streamOf(elenco.righe), 'text/csv; charset=utf-8', elenco.nome)
}
