'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireFunzionario } from '@/lib/auth/viewer'
import { type FormState, parseForm, refusalState } from '@/lib/core/parse-form'
import { paths } from '@/lib/core/paths'
import { refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { changeVersione } from './azione'
import { addEtichetta, addUnita, describeUnita, removeEtichetta } from './commands'
import { changeAccesso } from './commands-accesso'
import { addFondo } from './commands-fondo'
import { changeLivello, changeSegnatura, moveUnita } from './commands-posto'
import {
  accessoInput,
  descrizioneInput,
  etichettaInput,
  livelloInput,
  nuovaUnitaInput,
  nuovoFondoInput,
  segnaturaInput,
  spostaInput,
} from './forms'

const NON_TROVATA = refuse('Questa unità non c’è più: torna all’albero')

function goTo(address: string): never {
  revalidatePath('/', 'layout')
  redirect(address)
}

export async function describeUnitaAction(
  id: string,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = await changeVersione({ id, versione, assente: NON_TROVATA }, descrizioneInput, form, (input) =>
    describeUnita(actor, id, versione, input),
  )
  if (!result.ok) return result.state
  goTo(`${paths.ufficio.unita(id)}?fatto=modificata#`)
}

export async function addUnitaAction(padreId: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(nuovaUnitaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(padreId) ? await addUnita(actor, padreId, input.value) : NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.unita(result.value.id)}?fatto=descritta#`)
}

/** A closed fonds is not there for who is not named for it: the tree is. */
export async function addFondoAction(_state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(nuovoFondoInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = await addFondo(actor, input.value)
  if (!result.ok) return refusalState(result, form)
  goTo(
    input.value.accesso === 'particolare'
      ? `${paths.ufficio.archivio}?fatto=fondo#`
      : `${paths.ufficio.unita(result.value.id)}?fatto=descritta#`,
  )
}

export async function changeAccessoAction(
  id: string,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = await changeVersione({ id, versione, assente: NON_TROVATA }, accessoInput, form, (input) =>
    changeAccesso(actor, id, versione, input),
  )
  if (!result.ok) return result.state
  goTo(
    result.value.visibile
      ? `${paths.ufficio.etichetteUnita(id)}?fatto=accesso&dentro=${result.value.dentro}#`
      : `${paths.ufficio.archivio}?fatto=etichetta#`,
  )
}

export async function changeSegnaturaAction(
  id: string,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = await changeVersione({ id, versione, assente: NON_TROVATA }, segnaturaInput, form, ({ segnatura }) =>
    changeSegnatura(actor, id, versione, segnatura),
  )
  if (!result.ok) return result.state
  goTo(`${paths.ufficio.unita(id)}?fatto=segnatura#`)
}

export async function changeLivelloAction(
  id: string,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = await changeVersione({ id, versione, assente: NON_TROVATA }, livelloInput, form, ({ livello }) =>
    changeLivello(actor, id, versione, livello),
  )
  if (!result.ok) return result.state
  goTo(`${paths.ufficio.unita(id)}?fatto=modificata#`)
}

/** Where it goes it may be closed, also to who moved it. */
export async function moveUnitaAction(
  id: string,
  versione: number,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = await changeVersione({ id, versione, assente: NON_TROVATA }, spostaInput, form, ({ dentro }) =>
    moveUnita(actor, id, versione, dentro),
  )
  if (!result.ok) return result.state
  goTo(
    result.value.visibile ? `${paths.ufficio.unita(id)}?fatto=spostata#` : `${paths.ufficio.archivio}?fatto=etichetta#`,
  )
}

/** Who tags a unit may lose sight of it: the tree is there in any case. */
export async function addEtichettaAction(id: string, _state: FormState, form: FormData): Promise<FormState> {
  const actor = await requireFunzionario()
  const input = parseForm(etichettaInput, form)
  if (!input.ok) return refusalState(input, form)
  const result = isUuid(id) ? await addEtichetta(actor, id, input.value) : NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.archivio}?fatto=etichetta#`)
}

export async function removeEtichettaAction(
  id: string,
  etichettaId: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireFunzionario()
  const result = isUuid(id) && isUuid(etichettaId) ? await removeEtichetta(actor, id, etichettaId) : NON_TROVATA
  if (!result.ok) return refusalState(result, form)
  goTo(`${paths.ufficio.etichetteUnita(id)}?fatto=tolta#`)
}
