'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario, requireViewer } from '@/lib/auth/viewer'
import { type FormState, joinDays, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { confirmPagamento, declarePagamento } from './commands-copie'
import { pagamentoInput } from './forms-copie'

export async function declarePagamentoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(pagamentoInput, joinDays(form, ['pagatoIl']))
  if (!input.ok) return refusalState(input, form)
  const result = await declarePagamento(viewer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  revalidatePath(paths.personale.copie(id))
  redirect(`${paths.personale.copie(id)}?fatto=dichiarato#`)
}

export async function confirmPagamentoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const result = await confirmPagamento(officer, id)
  if (!result.ok) return refusalState(result, form)
  revalidatePath(paths.ufficio.visione(id))
  redirect(`${paths.ufficio.visione(id)}?fatto=pagata#`)
}
