'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireViewer } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { changeRicerca, RICERCA_NON_TROVATA, removeRicerca, saveRicerca } from './commands'
import { ricercaInput } from './forms'
import { domandaOf } from './queries'

function goTo(fatto: string): never {
  revalidatePath('/', 'layout')
  redirect(`${paths.personale.ricerche}?fatto=${fatto}#`)
}

/** @param query '?q=muro', from the address of the results */
export async function saveRicercaAction(query: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(ricercaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await saveRicerca(viewer, domandaOf(String(query)), input.value)
  if (!result.ok) return refusalState(result, form)
  goTo('salvata')
}

export async function changeRicercaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  if (!isUuid(id)) return refusalState(RICERCA_NON_TROVATA, form)
  const input = parseForm(ricercaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await changeRicerca(viewer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo('cambiata')
}

export async function removeRicercaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const result = isUuid(id) ? await removeRicerca(viewer, id) : RICERCA_NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goTo('tolta')
}
