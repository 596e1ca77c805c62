'use server'
import { refresh, revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { findViewer, openDoor, requireViewer } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { alPasso } from '../passo'
import { moveElemento, NON_TROVATO, PIENA, putAside, putBack, takeAway, writeNota } from './commands'
import { daParteInput, notaInput } from './forms'
import { readOspite, readToltiOspite, writeOspite, writeToltiOspite } from './ospite'
import { listPresenti } from './queries'
import { chiaveOf, type Elemento, elementoOf, MAX_OSPITE, MAX_RACCOLTA, senza, spostato, uniti } from './rules'

/** On the page it was sent from, which is shown again as it is now. */
function done(fatto: string): FormState {
  refresh()
  return { message: null, errors: {}, values: { fatto } }
}

function backTo(fatto: string): never {
  revalidatePath(paths.archivio.raccolta)
  redirect(`${paths.archivio.raccolta}?fatto=${fatto}#`)
}

/** @param elemento the one, or all */
async function takeFromOspite(elemento: Elemento | 'tutto'): Promise<void> {
  const before = await readOspite()
  const after = elemento === 'tutto' ? [] : senza(before, chiaveOf(elemento))
  if (after.length === before.length) return
  await writeToltiOspite(before)
  await writeOspite(after)
}

async function putWithOspite(elemento: Elemento): Promise<typeof NON_TROVATO | null> {
  const found = await alPasso(async () => {
    const [one] = await listPresenti(null, [elemento])
    return one && (elemento.paginaId === null || one.pagina) ? one : null
  })
  if (!found) return NON_TROVATO
  const after = uniti(await readOspite(), [elemento])
  if (after.length > MAX_OSPITE) return PIENA(MAX_OSPITE)
  await writeOspite(after)
  return null
}

/** Puts a unit or a page aside, or takes it away, from wherever it is seen: '<unit>' or '<unit>.<page>' by its button. */
export async function putAsideAction(_state: FormState, form: FormData): Promise<FormState> {
  await openDoor()
  const input = parseForm(daParteInput, form)
  if (!input.ok) return refusalState(input, form)
  const { metti, togli } = input.value
  const elemento = elementoOf(metti ?? togli ?? '')
  if (!elemento) return refusalState(NON_TROVATO, form)
  const viewer = await findViewer()
  if (metti === undefined) {
    await (viewer ? takeAway(viewer, elemento) : takeFromOspite(elemento))
    return done('tolto')
  }
  if (!viewer) {
    const refusal = await putWithOspite(elemento)
    return refusal ? refusalState(refusal, form) : done('messo')
  }
  const result = await alPasso(async () => {
    const put = await putAside(viewer, [elemento])
    return put.ok ? put : null
  })
  if (!result) return refusalState(NON_TROVATO, form)
  return result.value.length > 0 ? refusalState(PIENA(MAX_RACCOLTA), form) : done('messo')
}

/** @param chiave '<unit>' or '<unit>.<page>', in the page of the basket */
export async function removeElementoAction(chiave: string, _state: FormState, _form: FormData): Promise<FormState> {
  await openDoor()
  const elemento = elementoOf(chiave)
  const viewer = await findViewer()
  if (elemento) await (viewer ? takeAway(viewer, elemento) : takeFromOspite(elemento))
  backTo('tolto')
}

export async function emptyRaccoltaAction(_state: FormState, _form: FormData): Promise<FormState> {
  await openDoor()
  const viewer = await findViewer()
  await (viewer ? takeAway(viewer, 'tutto') : takeFromOspite('tutto'))
  backTo('svuotata')
}

export async function putBackAction(_state: FormState, form: FormData): Promise<FormState> {
  await openDoor()
  const viewer = await findViewer()
  if (viewer) {
    const result = await putBack(viewer)
    if (!result.ok) return refusalState(result, form)
    backTo('rimesso')
  }
  const [before, now] = [await readToltiOspite(), await readOspite()]
  const after = uniti(before, now)
  if (after.length > MAX_OSPITE) return refusalState(PIENA(MAX_OSPITE), form)
  if (before.length > 0) await writeOspite(after)
  await writeToltiOspite([])
  backTo('rimesso')
}

/** @param primaDi key of the one it goes before; null: at the end */
export async function moveElementoAction(
  chiave: string,
  primaDi: string | null,
  _state: FormState,
  _form: FormData,
): Promise<FormState> {
  await openDoor()
  const [elemento, before] = [elementoOf(chiave), primaDi === null ? null : elementoOf(primaDi)]
  if (!elemento || (primaDi !== null && !before)) return done('spostato')
  const viewer = await findViewer()
  const to = before && chiaveOf(before)
  if (viewer) await moveElemento(viewer, chiaveOf(elemento), to)
  else await writeOspite(spostato(await readOspite(), chiaveOf(elemento), to))
  return done('spostato')
}

export async function annotateElementoAction(chiave: string, _state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const input = parseForm(notaInput, form)
  if (!input.ok) return refusalState(input, form)
  const elemento = elementoOf(chiave)
  const result = elemento ? await writeNota(viewer, elemento, input.value) : NON_TROVATO
  if (!result.ok) return refusalState(result, form)
  backTo('annotato')
}

/** What was put aside before signing in, with what is in the account: as much as there is room for. */
export async function joinRaccoltaAction(_state: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer()
  const result = await putAside(viewer, await readOspite())
  await writeOspite(result.ok ? result.value : []) // what they may not know of any more is not kept either
  if (result.ok && result.value.length > 0) return refusalState(PIENA(MAX_RACCOLTA), form)
  backTo('unita')
}
