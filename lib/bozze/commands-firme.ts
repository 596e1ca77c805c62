import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { bozzeFirmatari } from '@/drizzle/schema/condivisioni'
import { bozze } from '@/drizzle/schema/pratiche'
import { organizzazioni } from '@/drizzle/schema/soggetti'
import { attorePer, recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { isUuid } from '@/lib/core/uuid'
import { dbAs } from '@/lib/db/client'
import { avvisa, avvisaCodiceFiscale } from '@/lib/posta/avvisi'
import { contentOf, type DaInviare } from '@/lib/pratiche/filing'
import type { Definizione } from '@/lib/procedimenti/forms'
import { findDefinizione } from '@/lib/procedimenti/queries'
import { whyLivello } from '@/lib/procedimenti/rules-livello'
import { changeBozza } from './commands-condivisione'
import { improntaDaFirmare } from './firme'
import type { Bozza } from './queries'

const MAX_FIRMATARI = 20
const named = (bozzaId: string) =>
  and(eq(bozzeFirmatari.ente, ENTE), eq(bozzeFirmatari.bozzaId, bozzaId), isNull(bozzeFirmatari.rimossoAt))

/** Names a person who must sign. Whoever files signs by filing: nobody is their own co-signer. */
export async function addFirmatario(
  viewer: Viewer,
  bozzaId: string,
  codiceFiscale: string,
): Promise<Result<string, 'codiceFiscale'>> {
  return changeBozza<string, 'codiceFiscale'>(viewer, bozzaId, async (tx, record) => {
    if (codiceFiscale === viewer.codiceFiscale) {
      const message = 'Chi invia la domanda la firma inviandola: indica un’altra persona'
      return refuse(message, { codiceFiscale: message })
    }
    const there = await tx
      .select({ codiceFiscale: bozzeFirmatari.codiceFiscale })
      .from(bozzeFirmatari)
      .where(named(bozzaId))
    if (there.some((one) => one.codiceFiscale === codiceFiscale))
      return refuse('Questa persona è già tra i firmatari', { codiceFiscale: 'È già tra i firmatari' })
    if (there.length >= MAX_FIRMATARI) return refuse(`I firmatari sono al massimo ${MAX_FIRMATARI}`)
    const [row] = await tx
      .insert(bozzeFirmatari)
      .values({ ente: ENTE, bozzaId, codiceFiscale, aggiuntoDaId: viewer.personaId })
      .returning({ id: bozzeFirmatari.id })
    const id = row?.id as string
    await avvisaCodiceFiscale(tx, codiceFiscale, {
      chiave: `firmatario:${id}`,
      oggetto: `${viewer.nome} ${viewer.cognome} ti chiede di firmare una domanda`,
      testo: 'Leggi la domanda nella tua area personale e firmala con la tua identità, se sei d’accordo.',
      percorso: paths.personale.firma(bozzaId),
    })
    await record({ azione: 'firma.chiesta', soggettoTipo: 'bozza', soggettoId: bozzaId, dati: { firmatarioId: id } })
    return success(id)
  })
}

export async function removeFirmatario(viewer: Viewer, bozzaId: string, id: string): Promise<Result<null>> {
  return changeBozza<null, string>(viewer, bozzaId, async (tx, record) => {
    const [row] = await tx
      .update(bozzeFirmatari)
      .set({ rimossoAt: sql`clock_timestamp()` })
      .where(and(named(bozzaId), eq(bozzeFirmatari.id, id)))
      .returning({ id: bozzeFirmatari.id })
    if (!row) return refuse('Il firmatario è già stato tolto: ricarica la pagina')
    await record({ azione: 'firma.tolta', soggettoTipo: 'bozza', soggettoId: bozzaId, dati: { firmatarioId: id } })
    return success(null)
  })
}

export type DaFirmare = {
  bozza: Bozza
  def: Definizione
  firmatario: { id: string; firmatoAt: Date | null; impronta: string | null }
  /** null while the istanza is not complete: there is nothing to sign yet */
  contenuto: (DaInviare & { impronta: string }) | null
}

/** A draft that this person is asked to sign, as it would be filed now. @returns null for anybody else */
export async function findDaFirmare(viewer: Viewer, bozzaId: string): Promise<DaFirmare | null> {
  if (!isUuid(bozzaId)) return null
  const [row] = await dbAs(viewer)
    .select({
      bozza: bozze,
      organizzazione: organizzazioni.denominazione,
      firmatario: {
        id: bozzeFirmatari.id,
        firmatoAt: bozzeFirmatari.firmatoAt,
        impronta: bozzeFirmatari.impronta,
      },
      titolare: sql<
        string | null
      >`(select p.nome || ' ' || p.cognome from persone p where p.ente = ${bozze.ente} and p.id = ${bozze.titolareId})`,
      scrittaDa: sql<string>`(select p.nome || ' ' || p.cognome from persone p where p.ente = ${bozze.ente} and p.id = ${bozze.personaId})`,
    })
    .from(bozzeFirmatari)
    .innerJoin(bozze, and(eq(bozze.ente, bozzeFirmatari.ente), eq(bozze.id, bozzeFirmatari.bozzaId)))
    .leftJoin(organizzazioni, and(eq(organizzazioni.ente, bozze.ente), eq(organizzazioni.id, bozze.organizzazioneId)))
    .where(and(named(bozzaId), eq(bozzeFirmatari.codiceFiscale, viewer.codiceFiscale), isNull(bozze.eliminataAt)))
  if (!row) return null
  const def = await findDefinizione(row.bozza.procedimento, row.bozza.versione)
  if (!def) return null
  const { organizzazione, titolare, scrittaDa, firmatario } = row
  const bozza: Bozza = { ...row.bozza, organizzazione, titolare, scrittaDa, potere: 'vede' }
  const content = bozza.praticaId ? null : await contentOf(viewer, bozza, def)
  const contenuto = content?.ok
    ? { ...content.value, impronta: improntaDaFirmare(bozza, content.value.dati, content.value.files) }
    : null
  return { bozza, def, firmatario, contenuto }
}

/**
 * Signs, with one's own identity, what was on the page: when anything changed since, nothing is signed and the page must
 * be read again. Twice is once.
 */
export async function signBozza(
  viewer: Viewer,
  bozzaId: string,
  impronta: string,
): Promise<Result<null, 'impronta' | 'livello'>> {
  const found = await findDaFirmare(viewer, bozzaId)
  return recorded<null, 'impronta' | 'livello'>(attorePer(viewer, null), async (tx, record) => {
    if (!found) return refuse('Domanda da firmare non trovata')
    const { bozza, def, contenuto, firmatario } = found
    const low = whyLivello(def, viewer.livello)
    if (low) return refuse(low.message, { livello: low.livello })
    const [held] = await tx
      .select({ praticaId: bozze.praticaId, revisione: bozze.revisione })
      .from(bozze)
      .where(and(eq(bozze.ente, ENTE), eq(bozze.id, bozzaId), isNull(bozze.eliminataAt)))
      .for('update')
    if (!held || held.praticaId) return refuse('La domanda è già stata inviata: non si firma più')
    if (!contenuto) return refuse('La domanda non è ancora completa: chi la prepara deve finirla prima che tu firmi')
    if (contenuto.impronta !== impronta || held.revisione !== bozza.revisione)
      return refuse('La domanda è cambiata mentre la leggevi: ricarica la pagina, leggila di nuovo e poi firma', {
        impronta: 'superata',
      })
    const [row] = await tx
      .update(bozzeFirmatari)
      .set({ personaId: viewer.personaId, firmatoAt: sql`clock_timestamp()`, impronta })
      .where(
        and(
          named(bozzaId),
          eq(bozzeFirmatari.id, firmatario.id),
          eq(bozzeFirmatari.codiceFiscale, viewer.codiceFiscale),
        ),
      )
      .returning({ id: bozzeFirmatari.id })
    if (!row) return refuse('Domanda da firmare non trovata')
    await avvisa(tx, {
      chiave: `firma:${firmatario.id}:${impronta.slice(0, 16)}`,
      personaId: bozza.personaId,
      oggetto: `${viewer.nome} ${viewer.cognome} ha firmato la domanda`,
      testo: 'Quando hanno firmato tutti puoi inviarla. Se cambi le risposte le firme non valgono più.',
      percorso: paths.personale.firme(bozzaId),
    })
    await record({
      azione: 'bozza.firmata',
      soggettoTipo: 'bozza',
      soggettoId: bozzaId,
      dati: { firmatarioId: firmatario.id, impronta },
    })
    return success(null)
  })
}

/** Drafts that wait for this person's signature. */
export const listDaFirmare = (viewer: Viewer) =>
  dbAs(viewer)
    .select({
      bozzaId: bozze.id,
      procedimento: bozze.procedimento,
      versione: bozze.versione,
      scrittaDa: sql<string>`(select p.nome || ' ' || p.cognome from persone p where p.ente = ${bozze.ente} and p.id = ${bozze.personaId})`,
    })
    .from(bozzeFirmatari)
    .innerJoin(bozze, and(eq(bozze.ente, bozzeFirmatari.ente), eq(bozze.id, bozzeFirmatari.bozzaId)))
    .where(
      and(
        eq(bozzeFirmatari.ente, ENTE),
        eq(bozzeFirmatari.codiceFiscale, viewer.codiceFiscale),
        isNull(bozzeFirmatari.rimossoAt),
        isNull(bozzeFirmatari.firmatoAt),
        isNull(bozze.praticaId),
        isNull(bozze.eliminataAt),
      ),
    )
    .limit(50)
