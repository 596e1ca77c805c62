'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, joinDays, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { changeVersione } from '../azione'
import {
  addContenitore,
  addContenuta,
  addLuogo,
  describeContenitore,
  moveLuogo,
  removeContenuta,
  renameLuogo,
} from './commands'
import { closeInventario, openInventario, readEtichette } from './commands-inventario'
import { bringBack, takeOut } from './commands-movimenti'
import {
  collocazioneInput,
  contenitoreInput,
  contenutaInput,
  lettureInput,
  luogoInput,
  nomeLuogoInput,
  prelievoInput,
  spostaLuogoInput,
} from './forms'

const NON_C_E = refuse('Non c’è più: torna al deposito')

function goTo(address: string): never {
  revalidatePath('/', 'layout')
  redirect(address)
}

export async function addLuogoAction(_state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(luogoInput, form)
  const result = input.ok ? await addLuogo(actor, input.value) : input
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.luogo(result.value.id)}?fatto=aggiunto#`)
}

export async function renameLuogoAction(
  id: string,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = await changeVersione({ id, versione, assente: NON_C_E }, nomeLuogoInput, form, ({ nome }) =>
    renameLuogo(actor, id, versione, nome),
  )
  if (!result.ok) return result.state
  goTo(`${paths.ufficio.luogo(id)}?fatto=rinominato#`)
}

export async function moveLuogoAction(
  id: string,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = await changeVersione({ id, versione, assente: NON_C_E }, spostaLuogoInput, form, ({ padreId }) =>
    moveLuogo(actor, id, versione, padreId),
  )
  if (!result.ok) return result.state
  goTo(`${paths.ufficio.luogo(id)}?fatto=spostato#`)
}

/** @param unitaId the unit that goes into the new container; '': none */
export async function addContenitoreAction(unitaId: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(contenitoreInput, form)
  if (!input.ok) return refusalState(input, form)
  const result =
    unitaId && !isUuid(unitaId) ? NON_C_E : await addContenitore(actor, input.value, unitaId ? unitaId : null)
  if (!result.ok) return refusalState(result, form)
  goTo(`${unitaId ? paths.ufficio.collocazione(unitaId) : paths.ufficio.contenitore(result.value.id)}?fatto=aggiunto#`)
}

export async function describeContenitoreAction(
  id: string,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = await changeVersione({ id, versione, assente: NON_C_E }, collocazioneInput, form, (input) =>
    describeContenitore(actor, id, versione, input),
  )
  if (!result.ok) return result.state
  goTo(`${paths.ufficio.contenitore(id)}?fatto=modificato#`)
}

export async function addContenutaAction(unitaId: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(contenutaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(unitaId) ? await addContenuta(actor, unitaId, input.value.codice) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.collocazione(unitaId)}?fatto=messa#`)
}

export async function removeContenutaAction(
  unitaId: string,
  contenitoreId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result =
    isUuid(unitaId) && isUuid(contenitoreId) ? await removeContenuta(actor, unitaId, contenitoreId) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.collocazione(unitaId)}?fatto=tolta#`)
}

export async function takeOutAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(prelievoInput, joinDays(form, ['rientroPrevistoIl']))
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(id) ? await takeOut(actor, id, input.value) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.contenitore(id)}?fatto=fuori#`)
}

export async function bringBackAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = isUuid(id) ? await bringBack(actor, id) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.contenitore(id)}?fatto=rientrato#`)
}

export async function openInventarioAction(luogoId: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = isUuid(luogoId) ? await openInventario(actor, luogoId) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goTo(paths.ufficio.inventario(result.value.id))
}

export async function readEtichetteAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(lettureInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(id) ? await readEtichette(actor, id, input.value.codici) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.inventario(id)}?lette=${result.value.length}`)
}

export async function closeInventarioAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = isUuid(id) ? await closeInventario(actor, id) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.inventario(id)}?fatto=chiuso#`)
}
