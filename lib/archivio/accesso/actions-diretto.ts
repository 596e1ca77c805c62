'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario, requireViewer } from '@/lib/auth/viewer'
import { type FormState, joinDays, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { closeSegnalazione } from './commands-allarmi'
import { addConvenzione, addLettore, endConvenzione, openInConvenzione, removeLettore } from './commands-convenzioni'
import { askApertura, closeApertura, decideApertura } from './commands-emergenza'
import { openProprio } from './commands-proprio'
import { segnalazioneInput } from './forms-allarmi'
import { cessazioneInput, convenzioneInput, lettoreInput, scopoInput } from './forms-convenzioni'
import { aperturaInput, rispostaAperturaInput } from './forms-emergenza'

function goTo(address: string): never {
  revalidatePath('/', 'layout')
  redirect(address)
}

export async function openInConvenzioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(scopoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await openInConvenzione(viewer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.archivio.unita(id)}#accesso`)
}

export async function openProprioAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(scopoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await openProprio(viewer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.archivio.unita(id)}#accesso`)
}

export async function addConvenzioneAction(_state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(convenzioneInput, joinDays(form, ['dal', 'al']), ['comuni'])
  if (!input.ok) return refusalState(input, form)
  const result = await addConvenzione(officer, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.convenzione(result.value)}?fatto=registrata#`)
}

export async function addLettoreAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(lettoreInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await addLettore(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.convenzione(id)}?fatto=aggiunto#`)
}

export async function removeLettoreAction(
  id: string,
  lettoreId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const officer = await requireFunzionario()
  const result = await removeLettore(officer, id, lettoreId)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.convenzione(id)}?fatto=tolto#`)
}

export async function endConvenzioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(cessazioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await endConvenzione(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.convenzione(id)}?fatto=cessata#`)
}

export async function askAperturaAction(_state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(aperturaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await askApertura(officer, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.apertura(result.value)}?fatto=chiesta#`)
}

export async function decideAperturaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(rispostaAperturaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await decideApertura(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.apertura(id)}?fatto=decisa#`)
}

export async function closeAperturaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const result = await closeApertura(officer, id)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.apertura(id)}?fatto=chiusa#`)
}

export async function closeSegnalazioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(segnalazioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await closeSegnalazione(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.segnalazioni}?fatto=chiusa#`)
}
