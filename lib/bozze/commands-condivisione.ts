import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { bozzeCondivisioni } from '@/drizzle/schema/condivisioni'
import { bozze } from '@/drizzle/schema/pratiche'
import { attoreOf, type Record_, recorded } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { paths } from '@/lib/core/paths'
import { type Result, refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import type { Tx } from '@/lib/db/transaction'
import { avvisaCodiceFiscale } from '@/lib/posta/avvisi'
import { attoreOn } from '@/lib/pratiche/attore'
import type { CondivisioneInput } from './forms'
import { type Bozza, bozzeOf, findBozza } from './queries'
import { NOMI_LIVELLO } from './rules'

export const BOZZA_NON_TROVATA = 'Bozza non trovata'

/**
 * Runs a change of who works on a draft, by whoever holds it now; the draft's row is held, and a filed one is closed.
 * For anybody else it is not there.
 */
export async function changeBozza<T, F extends string>(
  viewer: Viewer,
  bozzaId: string,
  work: (tx: Tx, record: Record_, bozza: Bozza) => Promise<Result<T, F>>,
): Promise<Result<T, F>> {
  const bozza = await findBozza(viewer, bozzaId)
  return recorded<T, F>(bozza ? attoreOn(viewer, bozza) : attoreOf(viewer), async (tx, record) => {
    const [held] = await tx
      .select({ praticaId: bozze.praticaId })
      .from(bozze)
      .where(and(bozzeOf(viewer, 'gestisce'), eq(bozze.id, bozzaId)))
      .for('update')
    if (!bozza || !held) return refuse(BOZZA_NON_TROVATA)
    if (held.praticaId) return refuse('Questa domanda è già stata inviata: la trovi tra le tue pratiche')
    return work(tx, record, bozza)
  })
}

const open = (bozzaId: string) =>
  and(eq(bozzeCondivisioni.ente, ENTE), eq(bozzeCondivisioni.bozzaId, bozzaId), isNull(bozzeCondivisioni.revocataAt))

/** Opens a draft to a person by codice fiscale; to somebody who has it already, with another power. */
export async function shareBozza(
  viewer: Viewer,
  bozzaId: string,
  { codiceFiscale, livello }: CondivisioneInput,
): Promise<Result<string, keyof CondivisioneInput>> {
  return changeBozza<string, keyof CondivisioneInput>(viewer, bozzaId, async (tx, record) => {
    if (codiceFiscale === viewer.codiceFiscale)
      return refuse('La bozza è già tua', {
        codiceFiscale: 'È il tuo codice fiscale: scrivi quello dell’altra persona',
      })
    await tx
      .update(bozzeCondivisioni)
      .set({ revocataAt: sql`clock_timestamp()` })
      .where(and(open(bozzaId), eq(bozzeCondivisioni.codiceFiscale, codiceFiscale)))
    const [row] = await tx
      .insert(bozzeCondivisioni)
      .values({ ente: ENTE, bozzaId, codiceFiscale, livello, datoDaId: viewer.personaId })
      .returning({ id: bozzeCondivisioni.id })
    const id = row?.id as string
    await avvisaCodiceFiscale(tx, codiceFiscale, {
      chiave: `condivisione:${id}`,
      oggetto: `${viewer.nome} ${viewer.cognome} ha condiviso una domanda con te`,
      testo: `Che cosa puoi fare: ${NOMI_LIVELLO[livello].toLowerCase()}.`,
      percorso: paths.personale.domanda(bozzaId),
    })
    await record({
      azione: 'bozza.condivisa',
      soggettoTipo: 'bozza',
      soggettoId: bozzaId,
      dati: { condivisioneId: id, livello },
    })
    return success(id)
  })
}

export async function revokeCondivisione(viewer: Viewer, bozzaId: string, id: string): Promise<Result<null>> {
  return changeBozza<null, string>(viewer, bozzaId, async (tx, record) => {
    const [row] = await tx
      .update(bozzeCondivisioni)
      .set({ revocataAt: sql`clock_timestamp()` })
      .where(and(open(bozzaId), eq(bozzeCondivisioni.id, id)))
      .returning({ id: bozzeCondivisioni.id })
    if (!row) return refuse('La condivisione è già stata tolta: ricarica la pagina')
    await record({
      azione: 'bozza.condivisione_revocata',
      soggettoTipo: 'bozza',
      soggettoId: bozzaId,
      dati: { condivisioneId: id },
    })
    return success(null)
  })
}

/** With whom a draft is shared; for a draft that the caller has found to hold. */
export const listCondivisioni = (viewer: Viewer, bozza: Pick<Bozza, 'id'>) =>
  dbAs(viewer)
    .select({
      id: bozzeCondivisioni.id,
      codiceFiscale: bozzeCondivisioni.codiceFiscale,
      livello: bozzeCondivisioni.livello,
      createdAt: bozzeCondivisioni.createdAt,
    })
    .from(bozzeCondivisioni)
    .where(open(bozza.id))
    .orderBy(asc(bozzeCondivisioni.createdAt))
