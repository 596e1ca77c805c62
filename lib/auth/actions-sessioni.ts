'use server'
import { redirect } from 'next/navigation'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { closeOneSessione, closeOtherSessioni } from './commands-sessioni'
import { chiudiSessioneInput } from './forms'
import { requireViewer } from './viewer'

export async function closeSessioneAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(chiudiSessioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await closeOneSessione(viewer, input.value.sessione)
  if (!result.ok) return refusalState(result, form)
  redirect(`${paths.personale.sicurezza}?fatto=sessione`)
}

export async function closeOtherSessioniAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const result = await closeOtherSessioni(viewer)
  if (!result.ok) return refusalState(result, form)
  redirect(`${paths.personale.sicurezza}?fatto=sessioni`)
}
