'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireViewer } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { dismissVeicolo, removeCarta, saveCarta, saveVeicolo, setAutisti } from './commands'
import { applyImportazione, readImportazione } from './commands-importazione'
import { cartaInput, veicoloInput } from './forms'
import { MAX_BYTE_FILE } from './rules-importazione'

const NON_TROVATO = refuse('Quello che cerchi non c’è più: torna alla flotta e ricarica la pagina')

/** Goes to a page and draws it anew: often it is the one the button was on, with another content. */
function goTo(address: string): never {
  revalidatePath('/', 'layout')
  redirect(address)
}

export async function saveVeicoloAction(
  id: string,
  veicoloId: string | null,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(veicoloInput, form)
  if (!input.ok) return refusalState(input, form)
  const known = isUuid(id) && (veicoloId === null || isUuid(veicoloId))
  const result = known ? await saveVeicolo(viewer, id, veicoloId, input.value) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.veicolo(id, result.value)}?fatto=salvato#`)
}

export async function dismissVeicoloAction(
  id: string,
  veicoloId: string,
  dismesso: boolean,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const result =
    isUuid(id) && isUuid(veicoloId) ? await dismissVeicolo(viewer, id, veicoloId, dismesso === true) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.veicolo(id, veicoloId)}?fatto=${dismesso ? 'dismesso' : 'ripreso'}#`)
}

export async function saveCartaAction(
  id: string,
  veicoloId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(cartaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(id) && isUuid(veicoloId) ? await saveCarta(viewer, id, veicoloId, input.value) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.carta(id, veicoloId, result.value)}?fatto=salvata#`)
}

export async function removeCartaAction(
  id: string,
  veicoloId: string,
  cartaId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const known = isUuid(id) && isUuid(veicoloId) && isUuid(cartaId)
  const result = known ? await removeCarta(viewer, id, veicoloId, cartaId) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.veicolo(id, veicoloId)}?fatto=tolta#`)
}

export async function setAutistiAction(
  id: string,
  veicoloId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const chosen = form.getAll('autisti').filter(isUuid).slice(0, 200)
  const result = isUuid(id) && isUuid(veicoloId) ? await setAutisti(viewer, id, veicoloId, chosen) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.veicolo(id, veicoloId)}?fatto=autisti#`)
}

/** Reads the file and shows what would change: nothing changes yet. */
export async function readImportazioneAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0)
    return refusalState(refuse('Scegli il file dei veicoli', { file: 'Scegli il file dei veicoli' }), form)
  const tooBig = 'Il file deve pesare meno di 900 kB: dividilo in più file'
  if (file.size > MAX_BYTE_FILE) return refusalState(refuse(tooBig, { file: tooBig }), form)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const result = isUuid(id) ? await readImportazione(viewer, id, { nome: file.name, bytes }) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.importazione(id, result.value)}#`)
}

export async function applyImportazioneAction(
  id: string,
  importazioneId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const viewer = await requireViewer()
  const result =
    isUuid(id) && isUuid(importazioneId) ? await applyImportazione(viewer, id, importazioneId) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.personale.importazione(id, importazioneId)}?fatto=importata#`)
}
