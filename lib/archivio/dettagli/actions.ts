'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { changeBlocchi, parseBlocchi } from '@/lib/core/blocchi'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { changeVersione } from '../azione'
import { NON_TROVATA } from '../commands'
import { describeDettagli } from './commands'
import { addProduttore, describeProduttore } from './commands-produttori'
import { dettagliInput, GRUPPI_DETTAGLI } from './forms'
import { produttoreInput } from './forms-produttori'

export async function describeDettagliAction(
  id: string,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const changed = changeBlocchi(form, GRUPPI_DETTAGLI)
  if (changed) return changed
  const { input, values } = parseBlocchi(dettagliInput, form, GRUPPI_DETTAGLI)
  const result = !input.ok
    ? input
    : isUuid(id) && Number.isInteger(versione)
      ? await describeDettagli(actor, id, versione, input.value)
      : refuse(NON_TROVATA)
  if (!result.ok) return { message: result.message, errors: result.errors, values }
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.unita(id)}?fatto=modificata#`)
}

export async function addProduttoreAction(_state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(produttoreInput, form)
  const result = input.ok ? await addProduttore(actor, input.value) : input
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.produttore(result.value.id)}?fatto=descritto#`)
}

export async function describeProduttoreAction(
  id: string,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = await changeVersione(
    { id, versione, assente: refuse('Questo soggetto non c’è più: torna all’elenco') },
    produttoreInput,
    form,
    (input) => describeProduttore(actor, id, versione, input),
  )
  if (!result.ok) return result.state
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.produttore(id)}?fatto=modificato#`)
}
