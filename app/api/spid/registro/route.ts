import { attoreOf } from '@/lib/audit/record'
import { requireSameOrigin } from '@/lib/auth/origin'
import { refusalPage } from '@/lib/auth/refusal-page'
import { isFormToken } from '@/lib/auth/token'
import { requireAmministratore } from '@/lib/auth/viewer'
import { parseForm } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { registroInput } from '@/lib/spid/forms-registro'
import { readRegistro } from '@/lib/spid/registro'

const INDIETRO = { etichetta: 'Torna al registro', href: paths.registroAccessi }

/** What the register of accesses holds of a person or a period, as a file: posted, so that no address names a person. */
export async function POST(request: Request): Promise<Response> {
  const refused = requireSameOrigin(request)
  if (refused) return refused
  const viewer = await requireAmministratore()
  const form = await request.formData().catch(() => new FormData())
  if (!isFormToken(viewer.sessioneHash, form.get('modulo'))) return refusalPage('origine')
  const input = parseForm(registroInput, form)
  if (!input.ok) {
    const testo = `${Object.values(input.errors).join('. ')}. Torna indietro col browser: quello che hai scritto è ancora lì.`
    return refusalPage({ status: 400, titolo: 'Manca qualcosa per cercare', testo, azione: INDIETRO })
  }
  const { ricerca, motivo } = input.value
  const voci = await readRegistro(attoreOf(viewer), ricerca, motivo)
  return new Response(JSON.stringify({ voci }, null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="registro-accessi.json"',
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
