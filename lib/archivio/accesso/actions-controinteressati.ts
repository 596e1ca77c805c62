'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario, requireViewer } from '@/lib/auth/viewer'
import { type FormState, joinDays, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { sendAvviso } from './commands-avviso'
import { recordRicezione, recordRisposta, replyAvviso } from './commands-risposta'
import { avvisoInput, miaRispostaInput, ricezioneInput, rispostaAvvisoInput } from './forms-controinteressati'

function goToPratica(id: string, fatto: string): never {
  revalidatePath(paths.ufficio.pratica(id), 'layout')
  redirect(`${paths.ufficio.sezione(id, 'controinteressati')}?fatto=${fatto}#`)
}

export async function sendAvvisoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(avvisoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await sendAvviso(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goToPratica(id, input.value.canale === 'portale' ? 'avvisato' : 'lettera')
}

export async function recordRicezioneAction(
  id: string,
  avvisoId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(ricezioneInput, joinDays(form, ['ricevutoIl']))
  if (!input.ok) return refusalState(input, form)
  const result = await recordRicezione(officer, id, avvisoId, input.value)
  if (!result.ok) return refusalState(result, form)
  goToPratica(id, 'ricevuto')
}

export async function recordRispostaAction(
  id: string,
  avvisoId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(rispostaAvvisoInput, joinDays(form, ['il']))
  if (!input.ok) return refusalState(input, form)
  const result = await recordRisposta(officer, id, avvisoId, input.value)
  if (!result.ok) return refusalState(result, form)
  goToPratica(id, 'risposto')
}

export async function replyAvvisoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(miaRispostaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await replyAvviso(viewer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  revalidatePath(paths.personale.opposizione(id))
  redirect(`${paths.personale.opposizione(id)}?fatto=risposto#`)
}
