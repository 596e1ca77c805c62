'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFresco } from '@/lib/auth/step-up'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { attestLotto } from './commands-attestazione'
import { changeLotto, createLotto, isAttoUfficio } from './commands-ufficio'
import { attestazioneInput, nuovoLottoInput } from './forms'

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

export async function attestLottoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(attestazioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(actor, form)
  if (stale) return stale
  const result = isUuid(id) ? await attestLotto(actor, id, input.value) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.lotto(id)}?fatto=attesta#`)
}
