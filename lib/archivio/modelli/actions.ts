'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { NON_TROVATA } from '../commands'
import { testo } from '../forms'
import { addModello, removeModello } from './commands'

const modelloInput = z.object({ nome: testo(80).min(3, 'Scrivi un nome per il modello') })

export async function addModelloAction(unitaId: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(modelloInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(unitaId) ? await addModello(actor, unitaId, input.value.nome) : refuse(NON_TROVATA)
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.unita(unitaId)}?fatto=modello#`)
}

export async function removeModelloAction(
  unitaId: string,
  id: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = isUuid(unitaId) && isUuid(id) ? await removeModello(actor, unitaId, id) : refuse(NON_TROVATA)
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.nuovaUnita(unitaId)}?fatto=tolto#`)
}
