'use server'
import { redirect } from 'next/navigation'
import { requireFresco } from '@/lib/auth/step-up'
import { requireAmministratore } from '@/lib/auth/viewer'
import { type FormState, joinDays, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { liftSospensione, suspendSoggetto } from './commands'
import { revocaSospensioneInput, sospendiInput } from './forms'

const NON_TROVATA: FormState = { message: 'Non trovato: ricarica la pagina', errors: {}, values: {} }

export async function suspendAction(
  chi: 'persona' | 'organizzazione',
  id: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireAmministratore()
  if (!isUuid(id)) return NON_TROVATA
  const input = parseForm(sospendiInput, joinDays(form, ['dal', 'al']))
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(actor, form)
  if (stale) return stale
  const isPersona = chi === 'persona'
  const result = await suspendSoggetto(actor, isPersona ? { personaId: id } : { organizzazioneId: id }, input.value)
  if (!result.ok) return refusalState(result, form)
  const page = isPersona ? paths.amministrazione.persona(id) : paths.amministrazione.organizzazione(id)
  redirect(`${page}?fatto=sospeso`)
}

export async function liftSospensioneAction(_state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireAmministratore()
  const input = parseForm(revocaSospensioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(actor, form)
  if (stale) return stale
  const result = await liftSospensione(actor, input.value.sospensione, input.value.motivo)
  if (!result.ok) return refusalState(result, form)
  redirect(`${paths.amministrazione.sospensioni}?fatto=revocata`)
}
