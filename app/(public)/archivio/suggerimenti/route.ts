import { suggestTesti } from '@/lib/archivio/ricerca'
import { clientIp, withinAddressLimit, withinLimit } from '@/lib/auth/limits'
import { findViewer } from '@/lib/auth/viewer'

const MAX_TESTO = 300

/** How the words that are being typed may go on, of those this reader may be told of. */
export async function GET(request: Request): Promise<Response> {
  const testo = (new URL(request.url).searchParams.get('q') ?? '').slice(0, MAX_TESTO)
  const [chi, ip] = [await findViewer(), clientIp(request.headers)]
  const within = chi
    ? await withinLimit('porta', `${chi.personaId} suggerimenti`)
    : await withinAddressLimit('porta', ip && `${ip} suggerimenti`)
  return Response.json(within ? await suggestTesti(chi, testo) : [], {
    headers: { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' },
  })
}
