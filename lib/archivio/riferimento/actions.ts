'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireViewer } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { NON_DISPONIBILE } from '@/lib/documenti/in-arrivo'
import { citeUnita } from './commands'
import { riferimentoInput } from './forms'

export async function citeUnitaAction(
  dove: { bozzaId: string; allegato: string },
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(riferimentoInput, form)
  if (!input.ok) return refusalState(input, form)
  const where = { bozzaId: String(dove.bozzaId), allegato: String(dove.allegato) }
  if (!isUuid(where.bozzaId)) return refusalState({ message: NON_DISPONIBILE, errors: {} }, form)
  const result = await citeUnita(viewer, where, input.value)
  if (!result.ok) return refusalState(result, form)
  revalidatePath(paths.personale.allegati(where.bozzaId))
  redirect(`${paths.personale.allegati(where.bozzaId)}?esito=citato`)
}
