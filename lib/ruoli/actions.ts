'use server'
import { redirect } from 'next/navigation'
import { resetFattori } from '@/lib/auth/commands-dispositivi'
import { requireFresco } from '@/lib/auth/step-up'
import { requireAmministratore, requireGestore } from '@/lib/auth/viewer'
import { type FormState, joinDays, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { askFineRuolo, askRuolo, decideRichiesta, withdrawRichiesta } from './commands'
import { registerEnte, registerPersona } from './commands-anagrafe'
import { reviewDiritti } from './commands-revisione'
import {
  decisioneRichiestaInput,
  enteInput,
  fineRuoloInput,
  personaInput,
  resetFattoriInput,
  revisioneInput,
  ruoloInput,
} from './forms'

const NON_TROVATA: FormState = { message: 'Non trovato: ricarica la pagina', errors: {}, values: {} }
const done = (address: string, fatto: string): never => redirect(`${address}?fatto=${fatto}`)

export async function askRuoloAction(personaId: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireAmministratore()
  if (!isUuid(personaId)) return NON_TROVATA
  const input = parseForm(ruoloInput, joinDays(form, ['validoDal', 'validoAl']))
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(actor, form)
  if (stale) return stale
  const result = await askRuolo(actor, personaId, input.value)
  if (!result.ok) return refusalState(result, form)
  return done(paths.amministrazione.persona(personaId), 'chiesto')
}

export async function askFineRuoloAction(
  personaId: string,
  ruoloId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireAmministratore()
  if (!isUuid(personaId) || !isUuid(ruoloId)) return NON_TROVATA
  const input = parseForm(fineRuoloInput, joinDays(form, ['validoAl']))
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(actor, form)
  if (stale) return stale
  const result = await askFineRuolo(actor, ruoloId, input.value)
  if (!result.ok) return refusalState(result, form)
  return done(paths.amministrazione.persona(personaId), 'chiesto')
}

export async function decideRichiestaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireGestore()
  if (!isUuid(id)) return NON_TROVATA
  const input = parseForm(decisioneRichiestaInput, form)
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(actor, form)
  if (stale) return stale
  const result = await decideRichiesta(actor, id, input.value)
  if (!result.ok) return refusalState(result, form)
  return done(paths.amministrazione.richieste, input.value.esito)
}

export async function withdrawRichiestaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireGestore()
  if (!isUuid(id)) return NON_TROVATA
  const result = await withdrawRichiesta(actor, id)
  if (!result.ok) return refusalState(result, form)
  return done(paths.amministrazione.richieste, 'ritirata')
}

export async function reviewDirittiAction(_state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireGestore()
  const input = parseForm(revisioneInput, form)
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(actor, form)
  if (stale) return stale
  const result = await reviewDiritti(actor, new Map(Object.entries(input.value.esiti)), input.value.motivo)
  if (!result.ok) return refusalState(result, form)
  return done(paths.amministrazione.revisione, 'rivisti')
}

export async function registerPersonaAction(_state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireAmministratore()
  const input = parseForm(personaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await registerPersona(actor, input.value)
  if (!result.ok) return refusalState(result, form)
  redirect(paths.amministrazione.persona(result.value))
}

export async function registerEnteAction(_state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireAmministratore()
  const input = parseForm(enteInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await registerEnte(actor, input.value)
  if (!result.ok) return refusalState(result, form)
  return done(paths.amministrazione.organizzazione(result.value), 'registrato')
}

export async function resetFattoriAction(personaId: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireAmministratore()
  if (!isUuid(personaId)) return NON_TROVATA
  const input = parseForm(resetFattoriInput, form)
  if (!input.ok) return refusalState(input, form)
  const stale = await requireFresco(actor, form)
  if (stale) return stale
  const result = await resetFattori(actor, personaId, input.value.motivo)
  if (!result.ok) return refusalState(result, form)
  return done(paths.amministrazione.persona(personaId), 'annullati')
}
