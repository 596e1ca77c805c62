'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { versaPratica } from './commands'
import { versamentoInput } from './forms'

export async function versaPraticaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(versamentoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await versaPratica(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  redirect(paths.ufficio.sezione(id, 'documenti'))
}
