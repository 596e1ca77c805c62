'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { closePagina, coverPagina, openPagina, PAGINA_NON_TROVATA, uncoverPagina } from './commands-copertura'
import { chiusuraInput, coperturaInput, motivoInput } from './forms-copertura'

type Dove = { unitaId: string; paginaId: string; numero: number }

function goBack({ unitaId, numero }: Dove, fatto: string): never {
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.paginaDaCoprire(String(unitaId), Number(numero))}?fatto=${fatto}#`)
}

export async function closePaginaAction(dove: Dove, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(chiusuraInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(dove.paginaId) ? await closePagina(actor, dove.paginaId, input.value) : PAGINA_NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goBack(dove, 'chiusa')
}

export async function openPaginaAction(dove: Dove, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(motivoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(dove.paginaId) ? await openPagina(actor, dove.paginaId, input.value.motivo) : PAGINA_NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goBack(dove, 'aperta')
}

export async function coverPaginaAction(dove: Dove, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(coperturaInput, form, ['proposte'])
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(dove.paginaId) ? await coverPagina(actor, dove.paginaId, input.value) : PAGINA_NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goBack(dove, 'oscurata')
}

export async function uncoverPaginaAction(dove: Dove, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(motivoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(dove.paginaId)
    ? await uncoverPagina(actor, dove.paginaId, input.value.motivo)
    : PAGINA_NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goBack(dove, 'scoperta')
}
