import 'server-only'
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { carteVeicolo, veicoliAutisti } from '@/drizzle/schema/imprese'
import { documenti } from '@/drizzle/schema/pratiche'
import { appartenenze, organizzazioni, veicoli } from '@/drizzle/schema/soggetti'
import { attorePer, type Record_, recorded } from '@/lib/audit/record'
import { RUOLI_CHE_PRESENTANO } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { today } from '@/lib/db/clock'
import type { Tx } from '@/lib/db/transaction'
import { listAppartenenze } from '@/lib/imprese/queries'
import type { CampoVeicolo, CartaInput, VeicoloInput } from './forms'

const IMPRESA_NON_TROVATA = 'Impresa non trovata'
const VEICOLO_NON_TROVATO = 'Veicolo non trovato'

/**
 * Runs a change of a company's fleet by somebody who may make it now, in the company's name. The company's row is held:
 * two changes of one fleet come one after the other.
 */
export async function changeFlotta<T, F extends string>(
  viewer: Viewer,
  organizzazioneId: string,
  work: (tx: Tx, record: Record_) => Promise<Result<T, F>>,
): Promise<Result<T, F>> {
  const mine = viewer.organizzazioni.find((one) => one.id === organizzazioneId) ?? null
  return recorded<T, F>(attorePer(viewer, mine), async (tx, record) => {
    if (!mine) return refuse(IMPRESA_NON_TROVATA)
    await tx
      .select({ id: organizzazioni.id })
      .from(organizzazioni)
      .where(and(eq(organizzazioni.ente, ENTE), eq(organizzazioni.id, organizzazioneId)))
      .for('update')
    const now = (await listAppartenenze(tx, organizzazioneId)).filter((one) => one.personaId === viewer.personaId)
    return now.some((one) => RUOLI_CHE_PRESENTANO.includes(one.ruolo)) ? work(tx, record) : refuse(IMPRESA_NON_TROVATA)
  })
}

const oneOf = (organizzazioneId: string, id: string) =>
  and(eq(veicoli.ente, ENTE), eq(veicoli.organizzazioneId, organizzazioneId), eq(veicoli.id, id))

/** Adds a vehicle, or corrects one. @param id null: a new one */
export async function saveVeicolo(
  viewer: Viewer,
  organizzazioneId: string,
  id: string | null,
  input: VeicoloInput,
): Promise<Result<string, CampoVeicolo>> {
  return changeFlotta<string, CampoVeicolo>(viewer, organizzazioneId, async (tx, record) => {
    const [same] = await tx
      .select({ id: veicoli.id, dismessoIl: veicoli.dismessoIl })
      .from(veicoli)
      .where(
        and(
          eq(veicoli.ente, ENTE),
          eq(veicoli.organizzazioneId, organizzazioneId),
          eq(veicoli.targa, input.targa),
          id ? ne(veicoli.id, id) : undefined,
        ),
      )
    if (same) {
      const message = same.dismessoIl
        ? 'Questa targa è tra i veicoli dismessi: rimettilo in uso dalla sua pagina'
        : 'Questa targa è già nella tua flotta'
      return refuse(message, { targa: message })
    }
    const [row] = id
      ? await tx
          .update(veicoli)
          .set({ ...input, updatedAt: sql`clock_timestamp()` })
          .where(oneOf(organizzazioneId, id))
          .returning({ id: veicoli.id })
      : await tx
          .insert(veicoli)
          .values({ ente: ENTE, organizzazioneId, ...input })
          .returning({ id: veicoli.id })
    if (!row) return refuse(VEICOLO_NON_TROVATO)
    await record({
      azione: id ? 'veicolo.modificato' : 'veicolo.aggiunto',
      soggettoTipo: 'veicolo',
      soggettoId: row.id,
      dati: { organizzazioneId },
    })
    return success(row.id)
  })
}

/** Takes a vehicle out of use, or back: what was asked with it stays as it was. */
export async function dismissVeicolo(
  viewer: Viewer,
  organizzazioneId: string,
  id: string,
  dismesso: boolean,
): Promise<Result<null>> {
  const oggi = await today()
  return changeFlotta(viewer, organizzazioneId, async (tx, record) => {
    const [row] = await tx
      .update(veicoli)
      .set({ dismessoIl: dismesso ? oggi : null, updatedAt: sql`clock_timestamp()` })
      .where(oneOf(organizzazioneId, id))
      .returning({ id: veicoli.id })
    if (!row) return refuse(VEICOLO_NON_TROVATO)
    await record({
      azione: dismesso ? 'veicolo.dismesso' : 'veicolo.ripreso',
      soggettoTipo: 'veicolo',
      soggettoId: id,
      dati: { organizzazioneId },
    })
    return success(null)
  })
}

/** Writes a paper of a vehicle; one kind of paper has one row, the new one takes the place of the old. */
export async function saveCarta(
  viewer: Viewer,
  organizzazioneId: string,
  veicoloId: string,
  input: CartaInput,
): Promise<Result<string, keyof CartaInput>> {
  return changeFlotta<string, keyof CartaInput>(viewer, organizzazioneId, async (tx, record) => {
    const [veicolo] = await tx.select({ id: veicoli.id }).from(veicoli).where(oneOf(organizzazioneId, veicoloId))
    if (!veicolo) return refuse(VEICOLO_NON_TROVATO)
    const id = await writeCarta(tx, veicoloId, input)
    await record({
      azione: 'carta.scritta',
      soggettoTipo: 'veicolo',
      soggettoId: veicoloId,
      dati: { cartaId: id, tipo: input.tipo, scadeIl: input.scadeIl },
    })
    return success(id)
  })
}

/** @returns its id; the same paper with another date is the same row, so that its file stays with it */
export async function writeCarta(tx: Tx, veicoloId: string, { tipo, numero, scadeIl }: CartaInput): Promise<string> {
  const [row] = await tx
    .insert(carteVeicolo)
    .values({ ente: ENTE, veicoloId, tipo, numero, scadeIl })
    .onConflictDoUpdate({
      target: [carteVeicolo.ente, carteVeicolo.veicoloId, carteVeicolo.tipo],
      targetWhere: isNull(carteVeicolo.eliminataAt),
      set: {
        numero: sql`coalesce(excluded.numero, ${carteVeicolo.numero})`,
        scadeIl,
        updatedAt: sql`clock_timestamp()`,
      },
    })
    .returning({ id: carteVeicolo.id })
  return row?.id as string
}

/** Takes a paper away, and the keys of its files with it. */
export async function removeCarta(
  viewer: Viewer,
  organizzazioneId: string,
  veicoloId: string,
  id: string,
): Promise<Result<null>> {
  return changeFlotta(viewer, organizzazioneId, async (tx, record) => {
    const [veicolo] = await tx.select({ id: veicoli.id }).from(veicoli).where(oneOf(organizzazioneId, veicoloId))
    const [row] = veicolo
      ? await tx
          .update(carteVeicolo)
          .set({ eliminataAt: sql`clock_timestamp()` })
          .where(
            and(
              eq(carteVeicolo.ente, ENTE),
              eq(carteVeicolo.id, id),
              eq(carteVeicolo.veicoloId, veicoloId),
              isNull(carteVeicolo.eliminataAt),
            ),
          )
          .returning({ id: carteVeicolo.id })
      : []
    if (!row) return refuse('Documento del veicolo non trovato: ricarica la pagina')
    await tx
      .update(documenti)
      .set({ stato: 'eliminato', chiaveCifrata: null, updatedAt: sql`clock_timestamp()` })
      .where(and(eq(documenti.ente, ENTE), eq(documenti.soggettoTipo, 'carta'), eq(documenti.soggettoId, id)))
    await record({ azione: 'carta.tolta', soggettoTipo: 'veicolo', soggettoId: veicoloId, dati: { cartaId: id } })
    return success(null)
  })
}

/** Says who drives a vehicle: all that those people see of the company depends on it. */
export async function setAutisti(
  viewer: Viewer,
  organizzazioneId: string,
  veicoloId: string,
  appartenenzaIds: readonly string[],
): Promise<Result<null>> {
  return changeFlotta(viewer, organizzazioneId, async (tx, record) => {
    const [veicolo] = await tx.select({ id: veicoli.id }).from(veicoli).where(oneOf(organizzazioneId, veicoloId))
    if (!veicolo) return refuse(VEICOLO_NON_TROVATO)
    const drivers = await tx
      .select({ id: appartenenze.id })
      .from(appartenenze)
      .where(
        and(
          eq(appartenenze.ente, ENTE),
          eq(appartenenze.organizzazioneId, organizzazioneId),
          eq(appartenenze.ruolo, 'autista'),
        ),
      )
    const chosen = drivers.map((one) => one.id).filter((id) => appartenenzaIds.includes(id))
    if (chosen.length !== new Set(appartenenzaIds).size)
      return refuse('Scegli gli autisti dall’elenco: qualcuno può non essere più dell’impresa. Ricarica la pagina')
    await tx.delete(veicoliAutisti).where(and(eq(veicoliAutisti.ente, ENTE), eq(veicoliAutisti.veicoloId, veicoloId)))
    if (chosen.length > 0)
      await tx
        .insert(veicoliAutisti)
        .values(chosen.map((appartenenzaId) => ({ ente: ENTE, veicoloId, appartenenzaId })))
    await record({
      azione: 'veicolo.autisti',
      soggettoTipo: 'veicolo',
      soggettoId: veicoloId,
      dati: { autisti: chosen },
    })
    return success(null)
  })
}
