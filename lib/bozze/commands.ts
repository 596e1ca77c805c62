import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { mandati } from '@/drizzle/schema/imprese'
import { bozze } from '@/drizzle/schema/pratiche'
import { procedimenti } from '@/drizzle/schema/procedimenti'
import { attoreOf, attorePer, recorded } from '@/lib/audit/record'
import { RUOLI_CHE_PRESENTANO } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { mergeDeep } from '@/lib/core/merge'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import type { Tx } from '@/lib/db/transaction'
import { covers } from '@/lib/mandati/rules'
import { inForza } from '@/lib/mandati/usabili'
import { attoreOn } from '@/lib/pratiche/attore'
import type { Definizione } from '@/lib/procedimenti/forms'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { whyLivello } from '@/lib/procedimenti/rules-livello'
import { rebase } from '@/lib/procedimenti/rules-risposte'
import { findSospensione } from '@/lib/sospensioni/queries'
import { fraseOrganizzazioneSospesa } from '@/lib/sospensioni/rules'
import { type Bozza, bozzeOf, findBozza, findBozzaPersa } from './queries'

const NON_TROVATA = 'Bozza non trovata'
export const SOLO_LETTURA =
  'Questa bozza è condivisa con te in sola lettura: chi la tiene può permetterti di compilarla'
/** Answers of one draft, as JSON text: far above any real istanza, far below what could hurt. */
const MAX_DATI_BYTE = 256 * 1024

type PerChi = { organizzazioneId: string | null; titolareId: string | null; mandatoId: string | null }

/** In whose name, from what was chosen: nothing (own behalf), an organisation of the person, or a mandate they may use. */
function perChi(viewer: Viewer, perId: string | null, def: Definizione): Result<PerChi, 'organizzazioneId'> {
  const soloOrganizzazioni = refuse('Questa domanda si presenta solo per un’organizzazione', {
    organizzazioneId: 'Scegli l’organizzazione per cui operi',
  })
  const soloPersone = refuse('Questa domanda si presenta solo a nome proprio')
  const forPersons = def.perConto.includes('se_stesso')
  const forOrganizations = def.perConto.includes('organizzazione')
  if (perId === null)
    return forPersons ? success({ organizzazioneId: null, titolareId: null, mandatoId: null }) : soloOrganizzazioni
  const organizzazione = viewer.organizzazioni.find((one) => one.id === perId)
  if (organizzazione) {
    if (!RUOLI_CHE_PRESENTANO.includes(organizzazione.ruolo))
      return refuse(
        `Per ${organizzazione.denominazione} puoi solo consultare le pratiche: chiedi al legale rappresentante di abilitarti`,
      )
    return forOrganizations
      ? success({ organizzazioneId: organizzazione.id, titolareId: null, mandatoId: null })
      : soloPersone
  }
  const mandato = viewer.mandati.find((one) => one.id === perId)
  if (!mandato)
    return refuse('Scegli per chi presenti la domanda', { organizzazioneId: 'Scegli una delle voci in elenco' })
  const { per } = mandato
  if (!covers(mandato.procedimenti, def.codice))
    return refuse(`Il mandato di ${per.denominazione} non comprende «${def.titolo}»: chiedi di estenderlo`)
  if (per.tipo === 'organizzazione')
    return forOrganizations
      ? success({ organizzazioneId: per.id, titolareId: null, mandatoId: mandato.id })
      : soloPersone
  return forPersons
    ? success({ organizzazioneId: null, titolareId: per.id, mandatoId: mandato.id })
    : soloOrganizzazioni
}

/**
 * Begins an istanza: on own behalf, for an organisation the person may file for, or under a mandate they may use.
 *
 * @param perId null: own behalf; else the id of the organisation or of the mandate
 * @returns the new draft's id; refused with `livello` when the session is of a lower SPID level than the service asks
 */
export async function createBozza(
  viewer: Viewer,
  codice: string,
  perId: string | null,
  dati: Record<string, unknown> = {},
): Promise<Result<string, 'organizzazioneId' | 'livello'>> {
  const mandato = viewer.mandati.find((one) => one.id === perId) ?? null
  const per = mandato?.per ?? viewer.organizzazioni.find((one) => one.id === perId) ?? null
  return recorded<string, 'organizzazioneId' | 'livello'>(attorePer(viewer, per, mandato), async (tx, record) => {
    const [procedimento] = await tx
      .select({ versione: procedimenti.versioneCorrente, attivo: procedimenti.attivo })
      .from(procedimenti)
      .where(and(eq(procedimenti.ente, ENTE), eq(procedimenti.codice, codice)))
    if (!procedimento) return refuse('Servizio non trovato')
    if (!procedimento.attivo) return refuse('Il servizio è sospeso: per ora non si possono presentare domande')
    const definizione = await findDefinizione(codice, procedimento.versione)
    if (!definizione) return refuse('Servizio non trovato')
    const low = whyLivello(definizione, viewer.livello)
    if (low) return refuse(low.message, { livello: low.livello })
    const chi = perChi(viewer, perId, definizione)
    if (!chi.ok) return chi
    if (mandato && !(await isInForza(tx, mandato.id)))
      return refuse(`${mandato.per.denominazione} ha ritirato il mandato`)
    const { organizzazioneId } = chi.value
    const sospensione = organizzazioneId && (await findSospensione({ organizzazioneId }, tx))
    if (sospensione) {
      const message = fraseOrganizzazioneSospesa(per?.denominazione ?? 'l’organizzazione', sospensione)
      return refuse(message, { organizzazioneId: message })
    }
    const [row] = await tx
      .insert(bozze)
      .values({
        ente: ENTE,
        procedimento: codice,
        versione: procedimento.versione,
        personaId: viewer.personaId,
        ...chi.value,
        // The istanza is already in the principal's name: the question about a delega has its answer.
        dati: mandato && asksDelega(definizione) ? { delega: { perAltri: false }, ...dati } : dati,
      })
      .returning({ id: bozze.id })
    const id = (row as { id: string }).id
    await record({ azione: 'bozza.creata', soggettoTipo: 'bozza', soggettoId: id, dati: { procedimento: codice } })
    return success(id)
  })
}

const asksDelega = (def: Definizione): boolean =>
  def.sezioni.some((sezione) => sezione.passi.some((passo) => passo.campi.some((campo) => campo.nome === 'delega')))

const isInForza = async (tx: Tx, id: string): Promise<boolean> => {
  const [row] = await tx
    .select({ id: mandati.id })
    .from(mandati)
    .where(and(eq(mandati.ente, ENTE), eq(mandati.id, id), inForza(mandati.id)))
  return row !== undefined
}

export type Salvataggio = { revisione: number; salvataAt: Date }

/**
 * Saves the answers of one step, whatever the level of the session: what was typed is kept, and nothing is shown or sent
 * by it. Only that step's answers change, so two tabs on different steps do not disturb each
 * other; the same step changed elsewhere since `revisione` is refused, and nothing is overwritten.
 *
 * @param parte answers of the step, as the engine parsed them (unknown fields already dropped)
 * @param revisione the draft's revision the page was made from; null from a page without scripts: it saves as last word
 * @param visto the step was confirmed with Continua
 */
export async function saveRisposte(
  viewer: Viewer,
  bozzaId: string,
  passoId: string,
  parte: Record<string, unknown>,
  revisione: number | null,
  visto = false,
): Promise<Result<Salvataggio, 'revisione'>> {
  const [row] = await dbAs(viewer)
    .select({
      dati: bozze.dati,
      revisione: bozze.revisione,
      revisioni: bozze.revisioni,
      praticaId: bozze.praticaId,
      passiVisti: bozze.passiVisti,
    })
    .from(bozze)
    .where(and(bozzeOf(viewer, 'modifica'), eq(bozze.id, bozzaId)))
  if (!row) return refuse(await whyNotSaved(viewer, bozzaId))
  if (row.praticaId) return refuse('Questa domanda è già stata inviata: trovi la ricevuta tra le tue pratiche')
  if (revisione !== null && (row.revisioni[passoId] ?? 0) > revisione) {
    return refuse(
      'Hai modificato queste risposte in un’altra scheda o su un altro dispositivo. Ricarica la pagina per vedere le ultime',
      { revisione: 'superata' },
    )
  }
  const dati = mergeDeep(row.dati, parte)
  if (JSON.stringify(dati).length > MAX_DATI_BYTE)
    return refuse('Le risposte sono troppo lunghe per essere salvate: accorcia i testi')
  // The row may have moved since it was read: the condition on `revisione` makes the write atomic, and the loop tries again.
  const [saved] = await dbAs(viewer)
    .update(bozze)
    .set({
      dati,
      revisione: row.revisione + 1,
      revisioni: { ...row.revisioni, [passoId]: row.revisione + 1 },
      ...(visto && !row.passiVisti.includes(passoId) ? { passiVisti: [...row.passiVisti, passoId] } : {}),
      updatedAt: sql`clock_timestamp()`,
    })
    .where(
      and(
        bozzeOf(viewer, 'modifica'),
        eq(bozze.id, bozzaId),
        eq(bozze.revisione, row.revisione),
        isNull(bozze.praticaId),
      ),
    )
    .returning({ revisione: bozze.revisione, salvataAt: bozze.updatedAt })
  if (saved) return success(saved)
  return saveRisposte(viewer, bozzaId, passoId, parte, revisione, visto)
}

/** A stranger is told nothing; who may only read, or had a mandate, is told that. */
async function whyNotSaved(viewer: Viewer, bozzaId: string): Promise<string> {
  if (await findBozza(viewer, bozzaId)) return SOLO_LETTURA
  return (await findBozzaPersa(viewer, bozzaId))?.messaggio ?? NON_TROVATA
}

/**
 * The draft, moved to the version in force when a new one was published meanwhile.
 * @returns also the labels of the questions whose answers no longer fit, to be told to the person
 */
export async function openBozza(
  viewer: Viewer,
  id: string,
): Promise<{ bozza: Bozza; persi: string[]; aggiornata: boolean } | null> {
  const bozza = await findBozza(viewer, id)
  if (!bozza) return null
  const { versioneInVigore } = bozza
  if (bozza.praticaId || versioneInVigore === bozza.versione) return { bozza, persi: [], aggiornata: false }
  const [before, after] = await Promise.all([
    findDefinizione(bozza.procedimento, bozza.versione),
    findDefinizione(bozza.procedimento, versioneInVigore),
  ])
  if (!before || !after) return { bozza, persi: [], aggiornata: false }
  const { dati, persi } = rebase(before, after, bozza.dati)
  await dbAs(viewer)
    .update(bozze)
    .set({ dati, versione: versioneInVigore, revisione: bozza.revisione + 1, passiVisti: [] })
    .where(and(bozzeOf(viewer), eq(bozze.id, id), eq(bozze.revisione, bozza.revisione), isNull(bozze.praticaId)))
  const moved = await findBozza(viewer, id)
  return moved ? { bozza: moved, persi, aggiornata: true } : null
}

/** Throws a draft away; its uploads are swept with it. */
export async function deleteBozza(viewer: Viewer, id: string): Promise<Result<null>> {
  const bozza = await findBozza(viewer, id)
  return recorded(bozza ? attoreOn(viewer, bozza) : attoreOf(viewer), async (tx, record) => {
    const [row] = await tx
      .update(bozze)
      .set({ eliminataAt: sql`clock_timestamp()`, dati: {} })
      .where(and(bozzeOf(viewer, 'gestisce'), eq(bozze.id, id), isNull(bozze.praticaId)))
      .returning({ id: bozze.id })
    if (!row) return refuse(NON_TROVATA)
    await record({ azione: 'bozza.eliminata', soggettoTipo: 'bozza', soggettoId: id })
    return success(null)
  })
}
