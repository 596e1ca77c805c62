'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFresco } from '@/lib/auth/step-up'
import { requireFunzionario } from '@/lib/auth/viewer'
import { editState, type FormState, joinDays, parseForm, previewState, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { changeAtto, decide } from './commands-atti'
import { writeMessaggio } from './commands-richiedente'
import {
  askIntegrazione,
  claimPratica,
  noticeRefusal,
  proposeDecisione,
  sendBackProposta,
  writeNota,
} from './commands-ufficio'
import {
  decisioneInput,
  integrazioneInput,
  messaggioInput,
  notaInput,
  preavvisoInput,
  propostaInput,
  restituzioneInput,
  statoAttoInput,
} from './forms'
import { officerOf } from './visibility'

/** The first press shows what is about to happen, the second does it; between them one may go back to the form. */
const asksPreview = (form: FormData): boolean => form.get('_azione') !== 'esegui'
const previewOrEdit = (form: FormData): FormState =>
  form.get('_azione') === 'modifica' ? editState(form) : previewState(form)

export async function claimPraticaAction(
  id: string,
  versione: number | null,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const officer = await requireFunzionario()
  const result = await claimPratica(officer, id, versione)
  if (!result.ok) return refusalState(result, form)
  goTo(id, paths.ufficio.pratica(id))
}

export async function askIntegrazioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(integrazioneInput, form, ['richieste'])
  if (!input.ok) return refusalState(input, form)
  if (asksPreview(form)) return previewOrEdit(form)
  const result = await askIntegrazione(officer, id, input.value.versione, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(id, paths.ufficio.pratica(id))
}

export async function noticeRefusalAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(preavvisoInput, form)
  if (!input.ok) return refusalState(input, form)
  if (asksPreview(form)) return previewOrEdit(form)
  const result = await noticeRefusal(officer, id, input.value.versione, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(id, paths.ufficio.pratica(id))
}

export async function proposeDecisioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(propostaInput, joinDays(form, ['validoDal', 'validoAl']), ['prescrizioni', 'unita'])
  if (!input.ok) return refusalState(input, form)
  if (asksPreview(form)) return previewOrEdit(form)
  const { versione, ...decisione } = input.value
  const result = await proposeDecisione(officer, id, versione, decisione)
  if (!result.ok) return refusalState(result, form)
  goTo(id, paths.ufficio.pratica(id))
}

export async function sendBackPropostaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(restituzioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await sendBackProposta(officer, id, input.value.versione, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(id, paths.ufficio.pratica(id))
}

export async function decideAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(decisioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(officer, form) // an act is signed with a second factor just given (S12)
  if (stale) return stale
  const result = await decide(officer, id, input.value.versione)
  if (!result.ok) return refusalState(result, form)
  goTo(id, paths.ufficio.sezione(id, 'atti'))
}

export async function changeAttoAction(
  id: string,
  attoId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(statoAttoInput, form)
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(officer, form)
  if (stale) return stale
  const result = await changeAtto(officer, id, attoId, input.value.mossa, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(id, paths.ufficio.sezione(id, 'atti'))
}

export async function writeMessaggioUfficioAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(messaggioInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await writeMessaggio(officer, officerOf(officer), true, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(id, paths.ufficio.sezione(id, 'messaggi'))
}

export async function writeNotaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(notaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await writeNota(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(id, paths.ufficio.sezione(id, 'istruttoria'))
}

/** To a page of the practice, with its identity bar made again: what was done has changed it. */
function goTo(id: string, address: string): never {
  revalidatePath(paths.ufficio.pratica(id), 'layout')
  redirect(address)
}
