'use server'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import type { Result } from '@/lib/core/result'
import { addTotp, makeCodiciRecupero, removeFattore } from './commands-dispositivi'
import { type Dato, giveCodice } from './commands-fattori'
import { addChiave, beginRegistrazione, beginVerifica, giveChiave } from './commands-webauthn'
import { cookieOptions, sessionCookie } from './cookies'
import { codiceInput, nuovaAppInput, nuovaChiaveInput, rispostaChiaveInput, togliFattoreInput } from './forms-fattori'
import { ORE_SESSIONE } from './rules'
import { ownPath } from './rules-ritorno'
import { FATTORE_CHIAVE } from './rules-step-up'
import { requireFresco } from './step-up'
import { requireConFattore, type Viewer } from './viewer'

/** The session has a new token: the browser gets it, the old one opens nothing. */
async function keepToken({ token }: Dato): Promise<void> {
  if (token) (await cookies()).set(sessionCookie(), token, { ...cookieOptions(), maxAge: ORE_SESSIONE * 3600 })
}

const workplaceOf = (viewer: Viewer) =>
  viewer.ruoli.some(({ ufficioId }) => ufficioId) ? paths.ufficio.home : paths.amministrazione.home

/** Without scripts a passkey cannot answer: the field is then empty, and the form says what to do. */
const readChiave = (form: FormData) => rispostaChiaveInput.safeParse(String(form.get(FATTORE_CHIAVE) ?? ''))

export async function giveFattoreAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireConFattore()
  const chiave = form.get(FATTORE_CHIAVE) ? readChiave(form) : null
  let given: Result<Dato, string>
  if (chiave?.success) given = await giveChiave(viewer, chiave.data as AuthenticationResponseJSON, true)
  else {
    const input = parseForm(codiceInput, form)
    if (!input.ok) return refusalState(input, form)
    given = await giveCodice(viewer, input.value.codice, true)
  }
  if (!given.ok) return refusalState(given, form)
  await keepToken(given.value)
  redirect(ownPath(String(form.get('ritorno') ?? '')) ?? workplaceOf(viewer))
}

export async function addTotpAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireConFattore()
  const stale = viewer.secondoFattoreAt && (await requireFresco(viewer, form))
  if (stale) return stale
  const input = parseForm(nuovaAppInput, form)
  if (!input.ok) return refusalState(input, form)
  const added = await addTotp(viewer, input.value)
  if (!added.ok) return refusalState(added, form)
  await keepToken(added.value)
  redirect(paths.codiciRecupero(ownPath(input.value.ritorno) ?? undefined))
}

export async function addChiaveAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireConFattore()
  const input = parseForm(nuovaChiaveInput, form)
  if (!input.ok) return refusalState(input, form)
  const chiave = readChiave(form)
  if (!chiave.success)
    return refusalState(
      { message: 'La chiave di sicurezza non ha risposto: riprova, oppure configura un’app', errors: {} },
      form,
    )
  const added = await addChiave(viewer, input.value.nome, chiave.data as unknown as RegistrationResponseJSON)
  if (!added.ok) return refusalState(added, form)
  await keepToken(added.value)
  redirect(paths.codiciRecupero(ownPath(input.value.ritorno) ?? undefined))
}

export async function removeFattoreAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireConFattore()
  const stale = await requireFresco(viewer, form)
  if (stale) return stale
  const input = parseForm(togliFattoreInput, form)
  if (!input.ok) return refusalState(input, form)
  const removed = await removeFattore(viewer, input.value.fattore)
  if (!removed.ok) return refusalState(removed, form)
  redirect(`${paths.personale.sicurezza}?fatto=fattore`)
}

/** The codes come back once, in the answer: they are nowhere else. */
export async function makeCodiciAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireConFattore()
  const stale = await requireFresco(viewer, form)
  if (stale) return stale
  const made = await makeCodiciRecupero(viewer)
  if (!made.ok) return refusalState(made, form)
  return { message: null, errors: {}, values: { codici: made.value } }
}

/** For the browser's own interface to passkeys, which lives in a script. */
export async function beginChiaveAction(per: 'registrare' | 'verificare'): Promise<Result<object>> {
  const viewer = await requireConFattore()
  if (per === 'verificare') return beginVerifica(viewer)
  return { ok: true, value: await beginRegistrazione(viewer) }
}
