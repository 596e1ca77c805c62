'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireViewer } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import {
  acceptTrasferimento,
  offerBozza,
  offerPratica,
  rejectTrasferimento,
  withdrawOfferta,
} from '@/lib/pratiche/commands-trasferimento'
import { BOZZA_NON_TROVATA, revokeCondivisione, shareBozza } from './commands-condivisione'
import { addFirmatario, removeFirmatario, signBozza } from './commands-firme'
import { condivisioneInput, firmaInput, firmatarioInput, trasferimentoInput } from './forms'

const NON_TROVATA = refuse(BOZZA_NON_TROVATA)

/** Goes to a page and draws it anew: often it is the one the button was on, with another content. */
function goTo(address: string): never {
  revalidatePath('/', 'layout')
  redirect(address)
}

export async function shareBozzaAction(bozzaId: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(condivisioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(bozzaId) ? await shareBozza(viewer, bozzaId, input.value) : NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.condividi(bozzaId)}?fatto=condivisa#`)
}

export async function revokeCondivisioneAction(
  bozzaId: string,
  id: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const result = isUuid(bozzaId) && isUuid(id) ? await revokeCondivisione(viewer, bozzaId, id) : NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.condividi(bozzaId)}?fatto=tolta#`)
}

export async function addFirmatarioAction(bozzaId: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(firmatarioInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(bozzaId) ? await addFirmatario(viewer, bozzaId, input.value.codiceFiscale) : NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.firme(bozzaId)}?fatto=chiesta#`)
}

export async function removeFirmatarioAction(
  bozzaId: string,
  id: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const result = isUuid(bozzaId) && isUuid(id) ? await removeFirmatario(viewer, bozzaId, id) : NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.firme(bozzaId)}?fatto=tolta#`)
}

/** Signs what the page showed, told by its fingerprint. */
export async function signBozzaAction(bozzaId: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(firmaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(bozzaId) ? await signBozza(viewer, bozzaId, input.value.impronta) : NON_TROVATA
  if (!result.ok && 'livello' in result.errors)
    redirect(paths.accedi(paths.personale.firma(bozzaId), Number(result.errors.livello)))
  if (!result.ok) return refusalState({ ...result, errors: {} }, form)
  goTo(`${paths.personale.firma(bozzaId)}?fatto=firmata#`)
}

export async function offerBozzaAction(bozzaId: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(trasferimentoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(bozzaId) ? await offerBozza(viewer, bozzaId, input.value) : NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.cediBozza(bozzaId)}#`)
}

export async function offerPraticaAction(praticaId: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(trasferimentoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(praticaId) ? await offerPratica(viewer, praticaId, input.value) : refuse('Pratica non trovata')
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.cedi(praticaId)}#`)
}

export async function withdrawOffertaBozzaAction(
  bozzaId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const result = isUuid(bozzaId) ? await withdrawOfferta(viewer, { bozzaId }) : NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.cediBozza(bozzaId)}#`)
}

export async function withdrawOffertaPraticaAction(
  praticaId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const result = isUuid(praticaId) ? await withdrawOfferta(viewer, { praticaId }) : refuse('Pratica non trovata')
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.cedi(praticaId)}#`)
}

/** The receiver says yes or no: the button pressed tells. */
export async function answerTrasferimentoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const missing = refuse('Offerta non trovata')
  if (form.get('risposta') === 'accetta') {
    const result = isUuid(id) ? await acceptTrasferimento(viewer, id) : missing
    if (!result.ok) return refusalState(result, form)
    goTo(result.value)
  }
  const result = isUuid(id) ? await rejectTrasferimento(viewer, id) : missing
  if (!result.ok) return refusalState(result, form)
  goTo(paths.personale.home)
}
