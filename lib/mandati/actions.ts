'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireViewer } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { changeMandato, createMandato, MANDATO_NON_TROVATO } from './commands'
import { mandatoInput, motivoInput } from './forms'

/** Goes to a page and draws it anew: often it is the one the button was on, with another content. */
function goTo(address: string): never {
  revalidatePath('/', 'layout')
  redirect(address)
}

export async function createMandatoAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(mandatoInput, form, ['procedimenti'])
  if (!input.ok) return refusalState(input, form)
  const result = await createMandato(viewer, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.mandato(result.value)}?fatto=${input.value.verso}#`)
}

const ATTI = ['accept', 'reject', 'withdraw', 'revoke', 'renounce'] as const
const isAtto = (text: unknown): text is (typeof ATTI)[number] => (ATTI as readonly unknown[]).includes(text)

/** The button pressed says which act; the command asks whether it may be done, and by whom. */
export async function changeMandatoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(motivoInput, form)
  if (!input.ok) return refusalState(input, form)
  const act = form.get('atto')
  const result =
    isUuid(id) && isAtto(act) ? await changeMandato(viewer, id, act, input.value.motivo) : refuse(MANDATO_NON_TROVATO)
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.mandato(id)}#`)
}
