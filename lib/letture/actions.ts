'use server'
import { redirect } from 'next/navigation'
import { ownPath } from '@/lib/auth/rules-ritorno'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { claimPratica } from '@/lib/pratiche/commands-ufficio'
import { motivateLettura } from './commands'
import { motivoInput, subitoInput } from './forms'

/** Back to the page of the practice that was asked for; never to another one. */
const backTo = (id: string, ritorno: string | undefined): string => {
  const page = ownPath(ritorno)
  return page?.startsWith(paths.ufficio.pratica(id)) ? page : paths.ufficio.pratica(id)
}

export async function motivateLetturaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(motivoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await motivateLettura(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  redirect(backTo(id, input.value.ritorno))
}

/** One press: to decide the proposal, or to take in charge what nobody has. */
export async function openSubitoAction(
  id: string,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(subitoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result =
    input.value.subito === 'decisione'
      ? await motivateLettura(officer, id, { motivo: 'decisione', testo: '' })
      : await claimPratica(officer, id, versione)
  if (!result.ok) return refusalState(result, form)
  redirect(backTo(id, input.value.ritorno))
}
