'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, joinDays, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { proposeScarto, recordDistruzione, recordNullaOsta, setTermine, withdrawScarto } from './commands'
import { nullaOstaInput, propostaInput, termineInput, verbaleInput } from './forms'

const NON_C_E = refuse('Questa proposta non c’è più: torna all’elenco')

function goTo(address: string): never {
  revalidatePath('/', 'layout')
  redirect(address)
}

export async function setTermineAction(_state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(termineInput, form)
  const result = input.ok ? await setTermine(actor, input.value) : input
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.scarti}?fatto=termine#`)
}

export async function proposeScartoAction(_state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(propostaInput, form, ['unita'])
  const result = input.ok ? await proposeScarto(actor, input.value) : input
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.scarto(result.value.id)}?fatto=proposta#`)
}

export async function recordNullaOstaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(nullaOstaInput, joinDays(form, ['il']))
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(id) ? await recordNullaOsta(actor, id, input.value) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.scarto(id)}?fatto=${input.value.esito === 'deny' ? 'negata' : 'autorizzata'}#`)
}

export async function recordDistruzioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(verbaleInput, joinDays(form, ['il']))
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(id) ? await recordDistruzione(actor, id, input.value) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.scarto(id)}?fatto=distrutta#`)
}

export async function withdrawScartoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = isUuid(id) ? await withdrawScarto(actor, id) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.scarto(id)}?fatto=ritirata#`)
}
