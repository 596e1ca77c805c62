'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { changeLotto, createLotto, isAttoUfficio } from './commands-ufficio'
import { nuovoLottoInput } from './forms'

const NON_TROVATO = refuse('Questo lotto non c’è più: torna all’elenco')

function goTo(address: string): never {
  revalidatePath('/', 'layout')
  redirect(address)
}

export async function createLottoAction(_state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(nuovoLottoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await createLotto(actor, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.lotto(result.value.id)}#`)
}

export async function changeLottoAction(
  id: string,
  atto: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = isUuid(id) && isAttoUfficio(atto) ? await changeLotto(actor, id, atto) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.lotto(id)}?fatto=${atto}#`)
}
