'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario, requireViewer } from '@/lib/auth/viewer'
import { type FormState, joinDays, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { askInsieme, askUnita } from './commands-richiesta'
import { extendVisione, readmitVisione, revokeVisione } from './commands-visioni'
import { prorogaVisioneInput, revocaVisioneInput, richiestaInsiemeInput, richiestaUnitaInput } from './forms'

function goTo(address: string): never {
  revalidatePath('/', 'layout')
  redirect(address)
}

export async function askUnitaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(richiestaUnitaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await askUnita(viewer, id, input.value.dove)
  if (!result.ok && result.errors.livello)
    redirect(paths.accedi(paths.archivio.richiesta(id), Number(result.errors.livello)))
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.domanda(result.value)}#`)
}

/** Units chosen in the basket, together. */
export async function askInsiemeAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(richiestaInsiemeInput, form, ['unita'])
  if (!input.ok) return refusalState(input, form)
  const result = await askInsieme(viewer, input.value.unita, input.value.dove)
  if (!result.ok && result.errors.livello)
    redirect(paths.accedi(paths.archivio.chiediRaccolta, Number(result.errors.livello)))
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.domanda(result.value)}#`)
}

export async function revokeVisioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(revocaVisioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await revokeVisione(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.visione(id)}?fatto=revocata#`)
}

export async function readmitVisioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(revocaVisioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await readmitVisione(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.visione(id)}?fatto=riammesso#`)
}

export async function extendVisioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(prorogaVisioneInput, joinDays(form, ['al']))
  if (!input.ok) return refusalState(input, form)
  const result = await extendVisione(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.visione(id)}?fatto=prolungata#`)
}
