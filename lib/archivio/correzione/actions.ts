'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { correctTesto, PAGINA_NON_TROVATA, takeBackTesto } from './commands'
import { correzioneInput } from './forms'

type Dove = { unitaId: string; paginaId: string; numero: number }

function goBack({ unitaId, numero }: Dove, fatto: string): never {
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.correzione(String(unitaId), Number(numero))}?fatto=${fatto}#`)
}

export async function correctTestoAction(dove: Dove, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(correzioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(dove.paginaId) ? await correctTesto(actor, dove.paginaId, input.value) : PAGINA_NON_TROVATA
  if (!result.ok) {
    if ('versione' in result.errors) revalidatePath('/', 'layout') // the form shows the text of now
    return refusalState(result, form)
  }
  goBack(dove, 'corretta')
}

export async function takeBackTestoAction(
  dove: Dove,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result =
    isUuid(dove.paginaId) && Number.isInteger(versione)
      ? await takeBackTesto(actor, dove.paginaId, versione)
      : PAGINA_NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goBack(dove, 'ripresa')
}
