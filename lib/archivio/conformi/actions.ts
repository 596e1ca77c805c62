'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFresco } from '@/lib/auth/step-up'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { certifyConforme, makeConforme, revokeConforme } from './commands'
import { conformeInput, revocaConformeInput } from './forms'

function goTo(visioneId: string, fatto: string): never {
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.conforme(visioneId)}?fatto=${fatto}#`)
}

export async function certifyConformeAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(conformeInput, form)
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(officer, form) // a public officer certifies with a second factor just given (S12)
  if (stale) return stale
  const result = await certifyConforme(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  const made = await makeConforme(officer, result.value)
  goTo(id, made.ok ? 'rilasciata' : 'certificata')
}

/** Makes the file of a copy that was certified when it could not be made. */
export async function makeConformeAction(
  id: string,
  visioneId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const officer = await requireFunzionario()
  const result = await makeConforme(officer, id)
  if (!result.ok) return refusalState(result, form)
  goTo(visioneId, 'rilasciata')
}

export async function revokeConformeAction(
  id: string,
  visioneId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(revocaConformeInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await revokeConforme(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(visioneId, 'revocata')
}
