'use server'
import { redirect } from 'next/navigation'
import { requirePolizia } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { ricercaAtto } from './forms'
import { searchAtto } from './queries'

export async function searchAttoAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requirePolizia()
  const input = parseForm(ricercaAtto, form)
  if (!input.ok) return refusalState(input, form)
  const found = await searchAtto(viewer, input.value)
  if (!found.ok) return refusalState(found, form)
  redirect(paths.verifica(found.value))
}
