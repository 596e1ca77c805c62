'use server'
import { redirect } from 'next/navigation'
import { requireFresco } from '@/lib/auth/step-up'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { NON_TROVATA } from '../commands'
import { canCurare } from '../lettore'
import { findScheda } from '../queries'

/** Much is taken out at once: the second factor is asked for again, then the download begins. */
export async function downloadPacchettoAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const scheda = isUuid(id) && (await canCurare(actor)) ? await findScheda(actor, id) : null
  if (!scheda?.vede.carte) return refusalState(refuse(NON_TROVATA), form)
  const stale = await requireFresco(actor, form)
  if (stale) return stale
  redirect(paths.api.pacchetto(id))
}
