'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario, requireViewer } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { answerInvito, changeRuolo, endAppartenenza, inviteMembro, revokeInvito } from './commands'
import { beginCollegamento, decideCollegamento, sendCollegamento, withdrawCollegamento } from './commands-collegamento'
import { collegamentoInput, decisioneCollegamentoInput, dichiarazioneInput, invitoInput, ruoloInput } from './forms'

const NON_TROVATO = refuse('Quello che cerchi non c’è più: torna all’elenco e ricarica la pagina')

/** Goes to a page and draws it anew: often it is the one the button was on, with another content. */
function goTo(address: string): never {
  revalidatePath('/', 'layout')
  redirect(address)
}

export async function inviteMembroAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(invitoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(id) ? await inviteMembro(viewer, id, input.value) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.persone(id)}?fatto=invitato#`)
}

export async function revokeInvitoAction(
  id: string,
  invitoId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const result = isUuid(id) && isUuid(invitoId) ? await revokeInvito(viewer, id, invitoId) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.persone(id)}?fatto=revocato#`)
}

export async function answerInvitoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const accetta = form.get('risposta') === 'accetta'
  const result = isUuid(id) ? await answerInvito(viewer, id, accetta) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(accetta ? paths.personale.imprese : paths.personale.home)
}

export async function endAppartenenzaAction(
  id: string,
  appartenenzaId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const result = isUuid(id) && isUuid(appartenenzaId) ? await endAppartenenza(viewer, id, appartenenzaId) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${form.get('propria') === 'si' ? paths.personale.imprese : paths.personale.persone(id)}?fatto=tolto#`)
}

export async function changeRuoloAction(
  id: string,
  appartenenzaId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(ruoloInput, form)
  if (!input.ok) return refusalState(input, form)
  const result =
    isUuid(id) && isUuid(appartenenzaId)
      ? await changeRuolo(viewer, id, appartenenzaId, input.value.ruolo)
      : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.persone(id)}?fatto=cambiato#`)
}

export async function beginCollegamentoAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(collegamentoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await beginCollegamento(viewer, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(paths.personale.collegamento(result.value))
}

export async function sendCollegamentoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(dichiarazioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(id) ? await sendCollegamento(viewer, id) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(result.value ? `${paths.personale.impresa(result.value)}?fatto=collegata#` : paths.personale.collegamento(id))
}

export async function withdrawCollegamentoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const result = isUuid(id) ? await withdrawCollegamento(viewer, id) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(paths.personale.imprese)
}

export async function decideCollegamentoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(decisioneCollegamentoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(id) ? await decideCollegamento(officer, id, input.value) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.collegamenti}?fatto=${input.value.esito}#`)
}
