import 'server-only'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { type FormState, refusalState } from '@/lib/core/parse-form'
import { databaseNow } from '@/lib/db/clock'
import { giveCodice, SCADUTO } from './commands-fattori'
import { giveChiave } from './commands-webauthn'
import { rispostaChiaveInput } from './forms-fattori'
import { isFresco } from './rules-fattore'
import { FATTORE_CHIAVE, FATTORE_CODICE } from './rules-step-up'
import type { Viewer } from './viewer'

/** Must the page that is about to be shown ask for the second factor again? */
export const needsStepUp = async (viewer: Viewer): Promise<boolean> =>
  !isFresco(viewer.secondoFattoreAt, await databaseNow())

/**
 * Before an act is signed, a right changed or much taken out at once, the second factor is at most five minutes old
 * (S12). An older one is asked for in the same form, which keeps all that was typed.
 *
 * @returns the answer to give at once; null when the act may go on
 */
export async function requireFresco(viewer: Viewer, form: FormData): Promise<FormState> {
  if (!(await needsStepUp(viewer))) return null
  const chiave = form.get(FATTORE_CHIAVE)
  const codice = form.get(FATTORE_CODICE)
  const parsed = typeof chiave === 'string' && chiave ? rispostaChiaveInput.safeParse(chiave) : null
  const given = parsed?.success
    ? await giveChiave(viewer, parsed.data as AuthenticationResponseJSON, false)
    : typeof codice === 'string' && codice.trim()
      ? await giveCodice(viewer, codice, false)
      : null
  if (given?.ok) return null
  const message = given?.message ?? SCADUTO
  const state = refusalState(
    { message, errors: { [FATTORE_CODICE]: given?.message ?? 'Scrivi il codice dell’app, poi conferma di nuovo' } },
    form,
  )
  if (!state) return null
  // A code is good once: what was typed comes back, the code does not.
  const { [FATTORE_CODICE]: _1, [FATTORE_CHIAVE]: _2, ...values } = state.values
  return { ...state, values, stepUp: true }
}
