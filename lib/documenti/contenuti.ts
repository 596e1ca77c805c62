import 'server-only'
import { and, asc, eq, gt, inArray, isNotNull, ne, type SQL } from 'drizzle-orm'
import { fileConformi } from '@/drizzle/schema/archivio-conformi'
import { derivatiPagina, fileArchivio } from '@/drizzle/schema/archivio-digitale'
import { fileLotto } from '@/drizzle/schema/archivio-lotti'
import { documenti } from '@/drizzle/schema/pratiche'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { keyColumns } from './content'

/** Tables whose rows name sealed bytes that are kept: a new one belongs here, or its bytes are swept away. */
const CONSERVATE = [documenti, fileArchivio, derivatiPagina, fileConformi] as const
/** Those too whose rows name bytes for a while: a batch that is going in. */
const TABELLE = [...CONSERVATE, fileLotto] as const
type Tabella = (typeof TABELLE)[number]

/** Rows whose bytes must be in the store and whole. */
const intere = (table: (typeof CONSERVATE)[number]): SQL | undefined =>
  table === documenti ? eq(documenti.stato, 'pronto') : isNotNull(table.sha256)

/** A row claims its bytes until they are gone: `chiave_maestra` is the last thing it forgets. */
export async function claimedAmong(ids: string[]): Promise<Set<string>> {
  const claimed = new Set<string>()
  for (const table of TABELLE) {
    const rows = await dbAs('sistema')
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.ente, ENTE), inArray(table.id, ids), isNotNull(table.chiaveMaestra)))
    for (const { id } of rows) claimed.add(id)
  }
  return claimed
}

export type ChiaveAvvolta = { tabella: Tabella; id: string; wrapped: string; masterKeyId: string }

/** Keys wrapped by another master key than `master`, at most `limit` of each table. */
export async function listWrappedByOthers(master: string, limit: number): Promise<ChiaveAvvolta[]> {
  const found: ChiaveAvvolta[] = []
  for (const tabella of TABELLE) {
    const rows = await dbAs('sistema')
      .select({ id: tabella.id, wrapped: tabella.chiaveCifrata, masterKeyId: tabella.chiaveMaestra })
      .from(tabella)
      .where(and(eq(tabella.ente, ENTE), isNotNull(tabella.chiaveCifrata), ne(tabella.chiaveMaestra, master)))
      .limit(limit)
    for (const { id, wrapped, masterKeyId } of rows)
      if (wrapped && masterKeyId) found.push({ tabella, id, wrapped, masterKeyId })
  }
  return found
}

/** Writes a key wrapped anew, unless somebody has changed it meanwhile. */
export async function writeWrapped(
  { tabella, id, wrapped }: ChiaveAvvolta,
  fresh: Parameters<typeof keyColumns>[0],
): Promise<void> {
  await dbAs('sistema')
    .update(tabella)
    .set(keyColumns(fresh))
    .where(and(eq(tabella.ente, ENTE), eq(tabella.id, id), eq(tabella.chiaveCifrata, wrapped)))
}

/** Every row whose bytes must be whole, table by table, in batches by id. */
export async function* readCollocazioni(batch: number) {
  for (const table of CONSERVATE)
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const rows = await dbAs('sistema')
        .select({
          id: table.id,
          byte: table.byte,
          sha256: table.sha256,
          deposito: table.deposito,
          chiaveCifrata: table.chiaveCifrata,
          chiaveMaestra: table.chiaveMaestra,
        })
        .from(table)
        .where(and(eq(table.ente, ENTE), intere(table), gt(table.id, after)))
        .orderBy(asc(table.id))
        .limit(batch)
      if (rows.length === 0) break
      yield rows
      after = rows.at(-1)?.id ?? after
    }
}
