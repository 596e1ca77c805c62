'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { NON_TROVATA } from '../commands'
import { decideDoppione } from './commands'
import { doppioneInput } from './forms'

export async function decideDoppioneAction(
  fondoId: string,
  unaId: string,
  altraId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(doppioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const result =
    isUuid(fondoId) && isUuid(unaId) && isUuid(altraId)
      ? await decideDoppione(actor, unaId, altraId, input.value)
      : refuse(NON_TROVATA)
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.doppioniDi(fondoId)}&fatto=deciso#`)
}
