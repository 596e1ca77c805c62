import 'server-only'
import { and, eq, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { bozze, documenti } from '@/drizzle/schema/pratiche'
import { recorded, SISTEMA } from '@/lib/audit/record'
import { ENTE } from '@/lib/core/ente'
import { refuse, success } from '@/lib/core/result'
import { dbAs } from '@/lib/db/client'
import { unwrapKey, wrapKey } from './cipher'
import { claimedAmong, listWrappedByOthers, writeWrapped } from './contenuti'
import { currentDeposito, currentMaster, masters, storageOf } from './stores'

/** An unfinished upload may be resumed for a day (R07). */
const RESUMABLE = sql`interval '24 hours'`
const BATCH = 200
const WALK_EVERY_MS = 30 * 60_000
/** Bytes without a row older than this belong to a transaction that did not happen: none lasts so long. */
const ORPHAN_MS = 20 * 60_000
let walkedAt = Number.NEGATIVE_INFINITY

/**
 * What uploads leave behind: stale ones end, keys of removed documents are already gone and their bytes follow, bytes
 * without a row are removed, keys under a retired master key are wrapped anew. Safe to repeat and to run twice at once.
 *
 * @returns how many documents or files were dealt with
 */
export async function sweepUploads(): Promise<number> {
  const swept = (await discardStale()) + (await deleteDestroyed()) + (await rewrapKeys())
  if (performance.now() - walkedAt < WALK_EVERY_MS) return swept
  walkedAt = performance.now()
  return swept + (await deleteOrphans())
}

/** Uploads that nobody resumed, and files of drafts that were thrown away or filed without them. */
async function discardStale(): Promise<number> {
  const stale = and(eq(documenti.stato, 'in_arrivo'), lt(documenti.updatedAt, sql`now() - ${RESUMABLE}`))
  const unused = and(
    isNull(documenti.praticaId),
    inArray(documenti.stato, ['in_arrivo', 'pronto', 'rifiutato']),
    sql`exists (select 1 from ${bozze} where ${bozze.ente} = ${documenti.ente} and ${bozze.id} = ${documenti.bozzaId} and (${bozze.eliminataAt} is not null or ${bozze.praticaId} is not null))`,
  )
  const rows = await dbAs('sistema')
    .select({ id: documenti.id })
    .from(documenti)
    .where(and(eq(documenti.ente, ENTE), or(stale, unused)))
    .limit(BATCH)
  for (const { id } of rows) await discard(id, or(stale, unused))
  return rows.length
}

async function discard(id: string, still: SQL | undefined): Promise<void> {
  await recorded(SISTEMA, async (tx, record) => {
    const [row] = await tx
      .update(documenti)
      .set({ stato: 'eliminato', chiaveCifrata: null, updatedAt: sql`clock_timestamp()` })
      .where(and(eq(documenti.ente, ENTE), eq(documenti.id, id), still))
      .returning({ id: documenti.id })
    if (!row) return refuse('Il documento è già cambiato')
    await record({ azione: 'documento.scartato', soggettoTipo: 'documento', soggettoId: id })
    return success(null)
  })
}

/** Bytes whose key was destroyed: they can no longer be read, and now they go. */
async function deleteDestroyed(): Promise<number> {
  const rows = await dbAs('sistema')
    .select({ id: documenti.id, deposito: documenti.deposito })
    .from(documenti)
    .where(and(eq(documenti.ente, ENTE), isNull(documenti.chiaveCifrata), isNotNull(documenti.chiaveMaestra)))
    .limit(BATCH)
  for (const row of rows) await deleteBytes(row.id, row.deposito)
  return rows.length
}

/** The last step of a removal: after it nothing is left but the row. */
export async function deleteBytes(id: string, deposito: string): Promise<void> {
  await storageOf(deposito).delete(id)
  await dbAs('sistema')
    .update(documenti)
    .set({ chiaveMaestra: null })
    .where(and(eq(documenti.ente, ENTE), eq(documenti.id, id), isNull(documenti.chiaveCifrata)))
}

/** After a change of master key: the files stay as they are, their keys are wrapped by the new one (S47). */
async function rewrapKeys(): Promise<number> {
  const master = currentMaster()
  const rows = await listWrappedByOthers(master.id, BATCH)
  for (const row of rows) await writeWrapped(row, wrapKey(row.id, unwrapKey(row.id, row, masters()), master))
  return rows.length
}

/** Ids of bytes in the store that no row claims, older than `olderThanMs`. */
export async function* findOrphans(olderThanMs: number): AsyncGenerator<string> {
  let batch: string[] = []
  for await (const { id, changedAt } of storageOf(currentDeposito()).list()) {
    if (Date.now() - changedAt.getTime() < olderThanMs) continue
    batch.push(id)
    if (batch.length < BATCH) continue
    yield* await unclaimed(batch)
    batch = []
  }
  yield* await unclaimed(batch)
}

async function unclaimed(ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const claimed = await claimedAmong(ids)
  return ids.filter((id) => !claimed.has(id))
}

async function deleteOrphans(): Promise<number> {
  let deleted = 0
  for await (const id of findOrphans(ORPHAN_MS)) {
    await storageOf(currentDeposito()).delete(id)
    deleted += 1
  }
  return deleted
}
