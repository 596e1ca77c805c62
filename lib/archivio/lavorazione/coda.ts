import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { fileArchivio, lavorazioniArchivio as lavorazioni } from '@/drizzle/schema/archivio-digitale'
import type { FaseLavorazione } from '@/lib/archivio/rules-digitale'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { type Tx, transaction } from '@/lib/db/transaction'
import { attesaDopo, MAX_TENTATIVI, MOTIVI, PRESA_S } from './rules-coda'

/** Work in the hands of one worker. `presa` names this taking of it: whoever takes it after has another. */
export type Lavoro = {
  id: string
  fileId: string
  paginaId: string | null
  fase: FaseLavorazione
  tentativi: number
  presa: string
}

/** Somebody else has the work now: what was done of it is not kept. */
export class PresaPersa extends Error {
  override name = 'PresaPersa'
}

const until = sql`clock_timestamp() + make_interval(secs => ${PRESA_S})`

/**
 * Takes the oldest work that is due, or that a dead worker left. Several processes and machines never take the same one;
 * nothing is taken of a batch that a person stopped.
 *
 * @param fileId of the file that this worker has open: its pages first
 */
export async function takeLavoro(presa: string, fileId: string | null = null): Promise<Lavoro | null> {
  const taken = (fileId && (await take(presa, fileId))) || (await take(presa, null))
  if (!taken || taken.tentativi <= MAX_TENTATIVI) return taken
  // whoever had it died each time, and could not say of what
  await failLavoro(taken, MOTIVI.interrotto, 'mai')
  return takeLavoro(presa, fileId)
}

async function take(presa: string, fileId: string | null): Promise<Lavoro | null> {
  // materialized: a subquery that is joined may be asked again for each row, and would take as many
  const [row] = await dbAs('sistema').execute<Lavoro>(sql`
    with prossima as materialized (
      select ente, id from lavorazioni_archivio
      where ente = ${ENTE} and ${fileId ? sql`file_id = ${fileId}::uuid` : sql`true`}
        and ((stato = 'attesa' and non_prima_at <= clock_timestamp()) or (stato = 'in_corso' and fino_at < clock_timestamp()))
        and not lavorazione_sospesa(ente, file_id)
      order by non_prima_at limit 1 for update skip locked
    )
    update lavorazioni_archivio l set stato = 'in_corso', tentativi = l.tentativi + 1, lavoratore = ${presa},
      fino_at = ${until}, updated_at = clock_timestamp()
    from prossima where l.ente = prossima.ente and l.id = prossima.id
    returning l.id, l.file_id as "fileId", l.pagina_id as "paginaId", l.fase, l.tentativi, l.lavoratore as presa`)
  return row ?? null
}

const held = ({ id, presa }: Pick<Lavoro, 'id' | 'presa'>) =>
  and(eq(lavorazioni.ente, ENTE), eq(lavorazioni.id, id), eq(lavorazioni.lavoratore, presa))

/** @returns false when somebody else has it */
export async function renewLavoro(lavoro: Lavoro): Promise<boolean> {
  const rows = await dbAs('sistema')
    .update(lavorazioni)
    .set({ finoAt: until })
    .where(held(lavoro))
    .returning({ id: lavorazioni.id })
  return rows.length > 0
}

const INTATTO = {
  stato: 'attesa' as const,
  tentativi: sql`${lavorazioni.tentativi} - 1`,
  lavoratore: null,
  finoAt: null,
}

/** Gives it back untouched: the worker is leaving. */
export async function releaseLavoro(lavoro: Lavoro): Promise<void> {
  await dbAs('sistema').update(lavorazioni).set(INTATTO).where(held(lavoro))
}

/** Gives it back for a while: what stopped it is not of the file, and the try does not count. */
export async function postponeLavoro(lavoro: Lavoro, motivo: string, secondi: number): Promise<void> {
  await dbAs('sistema')
    .update(lavorazioni)
    .set({
      ...INTATTO,
      errore: motivo,
      nonPrimaAt: sql`clock_timestamp() + make_interval(secs => ${secondi})`,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(held(lavoro))
}

/**
 * It went wrong: tried again later, or never again.
 *
 * @param quando 'mai': whoever tries finds the same
 */
export async function failLavoro(lavoro: Lavoro, motivo: string, quando: 'poi' | 'mai'): Promise<void> {
  await transaction(
    async (tx) => {
      await lockFile(tx, lavoro.fileId)
      const dead = quando === 'mai' || lavoro.tentativi >= MAX_TENTATIVI
      const rows = await tx
        .update(lavorazioni)
        .set({
          stato: dead ? 'morta' : 'attesa',
          errore: motivo,
          nonPrimaAt: sql`clock_timestamp() + make_interval(secs => ${attesaDopo(lavoro.tentativi)})`,
          lavoratore: null,
          finoAt: null,
          updatedAt: sql`clock_timestamp()`,
        })
        .where(held(lavoro))
        .returning({ id: lavorazioni.id })
      if (rows.length === 0 || !dead) return
      if (lavoro.fase === 'apertura') await writeStato(tx, lavoro.fileId, 'guasto', motivo)
      else await settleFile(tx, lavoro.fileId)
    },
    { attore: null, ente: ENTE },
  )
}

/** The file of a work, held until the transaction ends: its works end one after the other. */
export const lockFile = (tx: Tx, fileId: string) =>
  tx
    .select({ id: fileArchivio.id, unitaId: fileArchivio.unitaId })
    .from(fileArchivio)
    .where(and(eq(fileArchivio.ente, ENTE), eq(fileArchivio.id, fileId)))
    .for('update')

/**
 * Ends a work in the transaction that writes what came of it: both are kept, or neither.
 *
 * @throws PresaPersa
 */
export async function endLavoro(tx: Tx, lavoro: Lavoro): Promise<void> {
  const [row] = await tx.delete(lavorazioni).where(held(lavoro)).returning({ id: lavorazioni.id })
  if (!row) throw new PresaPersa(lavoro.id)
}

/** When nothing is left to do on a file, it is ready, or says how many of its pages are not. */
export async function settleFile(tx: Tx, fileId: string): Promise<void> {
  const [left] = await tx
    .select({
      vive: sql<number>`count(*) filter (where stato <> 'morta')::int`,
      morte: sql<number>`count(*) filter (where stato = 'morta')::int`,
    })
    .from(lavorazioni)
    .where(and(eq(lavorazioni.ente, ENTE), eq(lavorazioni.fileId, fileId)))
  if (!left || left.vive > 0) return
  const { morte } = left
  await (morte > 0
    ? writeStato(tx, fileId, 'guasto', morte === 1 ? 'Una pagina non è riuscita' : `${morte} pagine non sono riuscite`)
    : writeStato(tx, fileId, 'pronto', null))
}

const writeStato = (tx: Tx, fileId: string, stato: 'pronto' | 'guasto', errore: string | null) =>
  tx
    .update(fileArchivio)
    .set({ stato, errore, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(fileArchivio.ente, ENTE), eq(fileArchivio.id, fileId)))

/** Puts files in the queue, at their arrival or to be made again. Those already there keep their place. */
export async function enqueueFile(tx: Pick<Tx, 'insert'>, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return
  await tx
    .insert(lavorazioni)
    .values(fileIds.map((fileId) => ({ ente: ENTE, fileId, fase: 'apertura' as const })))
    .onConflictDoNothing()
}
