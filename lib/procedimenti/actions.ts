'use server'
import { redirect } from 'next/navigation'
import { requireViewer, type Viewer } from '@/lib/auth/viewer'
import { createBozza, deleteBozza, saveRisposte } from '@/lib/bozze/commands'
import { findBozzaPersa } from '@/lib/bozze/queries'
import { mergeDeep } from '@/lib/core/merge'
import { paths } from '@/lib/core/paths'
import { type Result, refuse } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { presentaIstanza } from '@/lib/pratiche/filing'
import { risposteOf } from '@/lib/trasporti/forms-verifica'
import { loadRegistri, type Registri } from './contesto'
import { type Domanda, readDomanda } from './domanda'
import type { Passo } from './forms'
import { findServizio } from './queries'
import { type Dati, valueAt } from './rules-condizioni'
import { veicoloDaFlotta } from './rules-convoglio'
import { parseRisposte } from './rules-lettura'
import { checkPasso, checkTutto } from './rules-registro'
import { AZIONI, type Azione, applyAzione, dropEmptyRighe, partOf } from './rules-righe'
import { findPasso, nextPasso } from './rules-risposte'

type State = (Result<unknown, string> & { values?: Record<string, string> }) | null
const NON_TROVATA = refuse('Questa bozza non c’è più: torna alla tua area personale')

/**
 * Nobody's, or no longer this person's: who wrote it under a mandate that ended is led to the mandate, which says so. From
 * the action and not from the page drawn after it: without scripts that would send the form again.
 */
async function gone(viewer: Viewer, bozzaId: string) {
  const persa = isUuid(bozzaId) ? await findBozzaPersa(viewer, bozzaId) : null
  if (persa) redirect(`${paths.personale.mandato(persa.mandatoId)}?bozza=${bozzaId}#`)
  return NON_TROVATA
}

/**
 * Begins an istanza and goes to its list of things to do. `per`: 'me', or the id of an organisation or a mandate.
 * @param figure query of the pre-check the person comes from: its figures are the first answers
 */
export async function beginDomandaAction(
  codice: string,
  figure: string,
  _previous: State,
  form: FormData,
): Promise<State> {
  const viewer = await requireViewer()
  const per = form.get('per')
  if (per !== 'me' && !isUuid(per))
    return refuse('Scegli per chi presenti la domanda', { per: 'Scegli per chi presenti la domanda' })
  const servizio = await findServizio(String(codice))
  const dati = servizio?.definizione.verificaPreliminare ? risposteOf(String(figure)) : null
  const result = await createBozza(viewer, String(codice), per === 'me' ? null : per, dati ?? {})
  if (!result.ok && result.errors.livello)
    redirect(paths.accedi(paths.personale.nuova(codice), Number(result.errors.livello)))
  if (!result.ok) return refuse(result.message, { per: result.errors.organizzazioneId ?? result.message })
  redirect(paths.personale.domanda(result.value))
}

/** The block that a button adds, takes out or moves; null when no such button was pressed. */
function applyButton(
  form: FormData,
  passo: Passo,
  dati: Dati,
  { flotta }: Registri,
): { dati: Dati; fuoco: string } | null {
  for (const azione of AZIONI) {
    const path = form.get(azione)
    if (typeof path === 'string') return applyAzione(passo, dati, azione as Azione, path) ?? { dati, fuoco: path }
  }
  const path = form.get('flotta')
  if (typeof path !== 'string') return null
  const chosen = flotta.find((one) => one.id === form.get('_flotta'))
  const cleaned = dropEmptyRighe(passo, dati)
  const veicoli = valueAt(cleaned, path)
  const added =
    chosen &&
    applyAzione(passo, cleaned, 'aggiungi', path, veicoloDaFlotta(Array.isArray(veicoli) ? veicoli : [], chosen))
  return added ?? { dati: cleaned, fuoco: '_flotta' }
}

const revisionOf = (form: FormData): number | null => {
  const text = form.get('_revisione')
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : null
}

/**
 * Saves a question page and goes on: to the next page, back to the list, or to the same page when something is to mend
 * (there the answers come back from the draft, with the faults beside them). Nothing typed is refused to the draft.
 */
export async function savePassoAction(
  bozzaId: string,
  passoId: string,
  _previous: State,
  form: FormData,
): Promise<State> {
  const viewer = await requireViewer()
  const domanda = await readDomanda(viewer, bozzaId)
  if (!domanda) return gone(viewer, bozzaId)
  const { bozza, def, contesto } = domanda
  if (bozza.praticaId) redirect(paths.personale.inviata(bozza.praticaId))
  if (bozza.potere === 'vede') redirect(`${paths.personale.controlla(bozzaId)}#`) // shared to be read only
  const passo = findPasso(def, passoId)
  if (!passo) redirect(paths.personale.domanda(bozzaId))
  const registri = await loadRegistri(viewer, bozza.organizzazioneId, passo, contesto.oggi)
  const typed = mergeDeep(bozza.dati, parseRisposte(passo, form, registri).dati)
  const button = applyButton(form, passo, typed, registri)
  const dati = button ? button.dati : dropEmptyRighe(passo, typed)
  const errors = button ? {} : checkPasso(def, passo, dati, contesto)
  const faults = Object.keys(errors).length > 0
  const goesOn = form.get('_vai') !== 'esci' && !button
  const saved = await saveRisposte(viewer, bozzaId, passoId, partOf(passo, dati), revisionOf(form), goesOn && !faults)
  if (!saved.ok && !(await readDomanda(viewer, bozzaId))) return gone(viewer, bozzaId)
  if (!saved.ok) return refuse(saved.message, saved.errors.revisione ? { revisione: String(bozza.revisione) } : {})

  const da = form.get('_da') === 'controlla' ? 'controlla' : null
  const here = paths.personale.passo(bozzaId, passoId)
  const query = da ? `?da=${da}` : ''
  // The empty fragment: a browser would otherwise keep the one of the page the form was on.
  if (button) redirect(`${here}${query}#${button.fuoco}`)
  if (!goesOn) redirect(`${paths.personale.domanda(bozzaId)}#`)
  if (faults) redirect(`${here}?errori=1${da ? `&da=${da}` : ''}#`)
  redirect(`${nextAddress(domanda, dati, passoId, da)}#`)
}

/** After a page: the next of its section, or the list; from the check page, whatever is newly asked, then back there. */
function nextAddress({ bozza, def, contesto }: Domanda, dati: Dati, passoId: string, da: 'controlla' | null): string {
  const incompleti = da ? new Set(checkTutto(def, dati, contesto).map((one) => one.passoId)) : null
  const next = nextPasso(def, dati, passoId, incompleti)
  if (next) return `${paths.personale.passo(bozza.id, next)}${da ? `?da=${da}` : ''}`
  return da ? paths.personale.controlla(bozza.id) : paths.personale.domanda(bozza.id)
}

/** Throws the draft away, after the page that says so. */
export async function deleteBozzaAction(bozzaId: string, _previous: State, _form: FormData): Promise<State> {
  const viewer = await requireViewer()
  if (!isUuid(bozzaId)) return NON_TROVATA
  const result = await deleteBozza(viewer, bozzaId)
  if (!result.ok) return gone(viewer, bozzaId)
  redirect(paths.personale.home)
}

/** Files the istanza. Sent twice, from Back or from two tabs, it leads to the same receipt. */
export async function presentaIstanzaAction(bozzaId: string, _previous: State, form: FormData): Promise<State> {
  const viewer = await requireViewer()
  const chiave = form.get('chiaveInvio')
  if (!isUuid(bozzaId) || !isUuid(chiave)) return NON_TROVATA
  const dichiarazioni = form
    .getAll('dichiarazioni')
    .filter((one): one is string => typeof one === 'string')
    .slice(0, 50)
  const result = await presentaIstanza(viewer, bozzaId, chiave, dichiarazioni)
  if (!result.ok && !(await readDomanda(viewer, bozzaId))) return gone(viewer, bozzaId)
  const onlyDeclarations =
    !result.ok &&
    Object.keys(result.errors).length > 0 &&
    Object.keys(result.errors).every((one) => one.startsWith('dichiarazioni.'))
  const again = `${paths.personale.controlla(bozzaId)}?confermate=${encodeURIComponent(dichiarazioni.join(' '))}`
  if (!result.ok && result.errors.livello) redirect(paths.accedi(again, Number(result.errors.livello)))
  // The page asks for them again, with those already given: also without scripts, where it says so in its title.
  if (onlyDeclarations) redirect(`${again}&errori=1#`)
  if (!result.ok) return { ...result, values: { dichiarazioni: dichiarazioni.join(' ') } }
  redirect(paths.personale.inviata(result.value.praticaId))
}
