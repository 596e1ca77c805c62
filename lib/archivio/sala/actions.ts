'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario, requireViewer } from '@/lib/auth/viewer'
import { type IsoDate, isIsoDate } from '@/lib/core/date'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { bringBack, takeOut } from '../deposito/commands-movimenti'
import { bookSala, cancelSala } from './commands'
import { closeAppuntamento, revokeSala } from './commands-ufficio'
import { esitoSalaInput, revocaSalaInput, turnoInput } from './forms'

const NON_C_E = refuse('Non c’è più: torna al deposito')

export async function bookSalaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(turnoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await bookSala(viewer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  revalidatePath(paths.personale.sala(id))
  redirect(`${paths.personale.sala(id)}?fatto=prenotato#`)
}

export async function cancelSalaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const result = await cancelSala(viewer, id)
  if (!result.ok) return refusalState(result, form)
  revalidatePath(paths.personale.sala(id))
  redirect(`${paths.personale.sala(id)}?fatto=disdetto#`)
}

function goToGiorno(giorno: IsoDate, fatto: string): never {
  revalidatePath('/ufficio/archivio', 'layout')
  redirect(`${paths.ufficio.sala(isIsoDate(giorno) ? giorno : undefined, fatto)}#`)
}

export async function closeAppuntamentoAction(
  id: string,
  giorno: IsoDate,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(esitoSalaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await closeAppuntamento(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  goToGiorno(giorno, 'segnato')
}

export async function revokeSalaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = parseForm(revocaSalaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await revokeSala(officer, id, input.value)
  if (!result.ok) return refusalState(result, form)
  revalidatePath('/', 'layout')
  redirect(`${paths.ufficio.accessoSala(id)}?fatto=revocato#`)
}

/** Fetched for who comes that day: it is due back on the same day. */
export async function fetchForSalaAction(
  id: string,
  giorno: IsoDate,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const officer = await requireFunzionario()
  const input = { motivo: 'consultazione' as const, aLuogoId: null, rientroPrevistoIl: giorno }
  const result = isUuid(id) && isIsoDate(giorno) ? await takeOut(officer, id, input) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goToGiorno(giorno, 'prelevato')
}

export async function returnFromSalaAction(
  id: string,
  giorno: IsoDate,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const officer = await requireFunzionario()
  const result = isUuid(id) ? await bringBack(officer, id) : NON_C_E
  if (!result.ok) return refusalState(result, form)
  goToGiorno(giorno, 'rientrato')
}
