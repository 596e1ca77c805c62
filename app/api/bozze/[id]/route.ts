import { requireSameOrigin } from '@/lib/auth/origin'
import { findViewer } from '@/lib/auth/viewer'
import { saveRisposte } from '@/lib/bozze/commands'
import { findBozzaPersa } from '@/lib/bozze/queries'
import { formatTime } from '@/lib/core/date'
import { isUuid } from '@/lib/core/uuid'
import { loadRegistri } from '@/lib/procedimenti/contesto'
import { readDomanda } from '@/lib/procedimenti/domanda'
import { parseRisposte } from '@/lib/procedimenti/rules-lettura'
import { findPasso } from '@/lib/procedimenti/rules-risposte'

const MAX_BYTE = 300_000
const answer = (status: number, body: Record<string, unknown>) =>
  Response.json(body, { status, headers: { 'cache-control': 'private, no-store' } })

type Body = { passo: string; valori: Record<string, unknown>; revisione: number }
function readBody(text: string): Body | null {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof body !== 'object' || body === null) return null
  const { passo, valori, revisione } = body as Record<string, unknown>
  if (typeof passo !== 'string' || typeof valori !== 'object' || valori === null || Array.isArray(valori)) return null
  if (typeof revisione !== 'number' || !Number.isSafeInteger(revisione) || revisione < 0) return null
  return { passo, valori: valori as Record<string, unknown>, revisione }
}

/**
 * Saves what is being typed on one page of a draft: {passo, valori (as the form would send them), revisione}.
 * 401 signed out · 403 written under a mandate that ended · 404 not there, or not one's own · 409 the same page was changed elsewhere, with the revision it has now.
 */
export async function PATCH(request: Request, { params }: RouteContext<'/api/bozze/[id]'>): Promise<Response> {
  const refusal = requireSameOrigin(request)
  if (refusal) return refusal
  const viewer = await findViewer()
  if (!viewer) return answer(401, { messaggio: 'Per sicurezza ti abbiamo disconnesso. Accedi di nuovo' })
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTE)
    return answer(413, { messaggio: 'Le risposte sono troppo lunghe per essere salvate: accorcia i testi' })
  const text = await request.text()
  if (text.length > MAX_BYTE)
    return answer(413, { messaggio: 'Le risposte sono troppo lunghe per essere salvate: accorcia i testi' })
  const body = readBody(text)
  if (!body) return answer(400, { messaggio: 'Non riusciamo a leggere queste risposte: ricarica la pagina' })
  const { id } = await params
  const domanda = await readDomanda(viewer, id)
  if (!domanda) {
    const persa = isUuid(id) ? await findBozzaPersa(viewer, id) : null
    if (persa) return answer(403, { messaggio: persa.messaggio })
  }
  if (!domanda) return answer(404, { messaggio: 'Questa bozza non c’è più: torna alla tua area personale' })
  const { bozza, def, contesto } = domanda
  if (bozza.praticaId)
    return answer(410, { messaggio: 'Questa domanda è già stata inviata: trovi la ricevuta tra le tue pratiche' })
  const passo = findPasso(def, body.passo)
  if (!passo)
    return answer(404, {
      messaggio: 'Questa pagina non fa più parte del modulo: torna all’elenco. Le altre risposte sono salvate',
    })
  const registri = await loadRegistri(viewer, bozza.organizzazioneId, passo, contesto.oggi)
  const { dati } = parseRisposte(passo, body.valori, registri)
  const saved = await saveRisposte(viewer, bozza.id, passo.id, dati, body.revisione)
  if (saved.ok) return answer(200, { revisione: saved.value.revisione, alle: formatTime(saved.value.salvataAt) })
  return saved.errors.revisione
    ? answer(409, { messaggio: saved.message, revisione: bozza.revisione })
    : answer(422, { messaggio: saved.message })
}
