'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFresco } from '@/lib/auth/step-up'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, joinDays, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { nameAbilitato, revokeAbilitazione } from './commands'
import { abilitazioneInput } from './forms'
import { canDirigere } from './queries'

const NON_TUO = refuse('Può farlo solo chi dirige l’archivio')

export async function nameAbilitatoAction(_state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  if (!(await canDirigere(actor))) return refusalState(NON_TUO, form)
  const input = parseForm(abilitazioneInput, joinDays(form, ['dal', 'al']))
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(actor, form)
  if (stale) return stale
  const result = await nameAbilitato(actor, input.value)
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.abilitazioni}?fatto=data#`)
}

export async function revokeAbilitazioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  if (!(await canDirigere(actor))) return refusalState(NON_TUO, form)
  const result = isUuid(id) ? await revokeAbilitazione(actor, id) : refuse('Questa abilitazione non c’è più')
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.abilitazioni}?fatto=revocata#`)
}
