'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { NON_DISPONIBILE } from '@/lib/documenti/in-arrivo'
import { writeMappaEad } from './commands'
import { cimaInput } from './forms'

export async function writeMappaEadAction(lottoId: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(cimaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(lottoId) ? await writeMappaEad(actor, lottoId, input.value) : refuse(NON_DISPONIBILE)
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.lotto(lottoId)}?fatto=mappa#`)
}
