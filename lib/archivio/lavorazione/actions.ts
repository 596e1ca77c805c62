'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { type Result, refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { pauseLavorazione, type Quale, resumeLavorazione, retryMorte } from './commands-coda'
import { rebuildPagine } from './commands-rilavora'

const NON_TROVATO = refuse('Non c’è più: ricarica la pagina')
const isQuale = (lottoId: unknown): lottoId is Quale => lottoId === null || isUuid(lottoId)

function answer(result: Result<unknown>, form: FormData, fatto: string): FormState {
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  const lotto = form.get('lotto') // from the page of one batch: back there
  redirect(
    isUuid(lotto)
      ? `${paths.ufficio.lavorazioniDelLotto(lotto)}&fatto=${fatto}#`
      : `${paths.ufficio.lavorazioni}?fatto=${fatto}#`,
  )
}

export async function pauseLavorazioneAction(lottoId: Quale, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  return answer(isQuale(lottoId) ? await pauseLavorazione(actor, lottoId) : NON_TROVATO, form, 'pausa')
}

export async function resumeLavorazioneAction(lottoId: Quale, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  return answer(isQuale(lottoId) ? await resumeLavorazione(actor, lottoId) : NON_TROVATO, form, 'ripresa')
}

export async function retryLavorazioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  return answer(isUuid(id) ? await retryMorte(actor, { id }) : NON_TROVATO, form, 'ritentata')
}

export async function retryLavorazioniAction(lottoId: Quale, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  return answer(isQuale(lottoId) ? await retryMorte(actor, { lottoId }) : NON_TROVATO, form, 'ritentate')
}

/** @param fileId one file of the unit; null: all of them */
export async function rebuildPagineAction(
  unitaId: string,
  fileId: string | null,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const ids = isUuid(unitaId) && (fileId === null || isUuid(fileId))
  const result = ids ? await rebuildPagine(actor, unitaId, fileId) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.unita(unitaId)}?fatto=rifatte#`)
}
