import { withinAddressLimit } from '@/lib/auth/limits'
import { requireSameOrigin } from '@/lib/auth/origin'
import { findViewer } from '@/lib/auth/viewer'
import { openUpload } from '@/lib/documenti/upload-router'

const MAX_BODY = 16 * 1024

/** The upload client asks where to send a file. */
export async function POST(request: Request): Promise<Response> {
  const refused = requireSameOrigin(request)
  if (refused) return refused
  if (!(Number(request.headers.get('content-length')) <= MAX_BODY))
    return Response.json({ message: 'Richiesta troppo grande' }, { status: 413 })
  const viewer = await findViewer()
  if (viewer && !(await withinAddressLimit('caricamento', viewer.personaId))) {
    return Response.json(
      { message: 'Hai avviato molti caricamenti in poco tempo: riprova tra un minuto' },
      { status: 429 },
    )
  }
  return openUpload(request)
}
