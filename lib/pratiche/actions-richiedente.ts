'use server'
import { redirect } from 'next/navigation'
import { requireViewer } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { answerIntegrazione, sendOsservazioni, withdrawPratica, writeMessaggio } from './commands-richiedente'
import { askSostituto } from './commands-sostituto'
import { messaggioInput, osservazioniInput, rispostaIntegrazioneInput, ritiroInput } from './forms'
import { applicantActsOn } from './visibility'

export async function answerIntegrazioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(rispostaIntegrazioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await answerIntegrazione(viewer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  redirect(paths.personale.pratica(id))
}

export async function sendOsservazioniAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(osservazioniInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await sendOsservazioni(viewer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  redirect(paths.personale.pratica(id))
}

export async function withdrawPraticaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(ritiroInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await withdrawPratica(viewer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  redirect(paths.personale.pratica(id))
}

export async function writeMessaggioAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(messaggioInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await writeMessaggio(viewer, applicantActsOn(viewer), false, id, input.value)
  if (!result.ok) return refusalState(result, form)
  redirect(paths.personale.messaggiPratica(id))
}

export async function askSostitutoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const result = await askSostituto(viewer, id)
  if (!result.ok) return refusalState(result, form)
  redirect(paths.personale.pratica(id))
}
