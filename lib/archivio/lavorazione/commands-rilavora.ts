/** Pages made again from the files as they were delivered: what a person wrote or covered stays (esiti.ts). */
import 'server-only'
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { unitaArchivistiche as unita } from '@/drizzle/schema/archivio'
import { fileArchivio, lavorazioniArchivio as lavorazioni } from '@/drizzle/schema/archivio-digitale'
import { type Accaduto, attoreOf, recorded, SISTEMA } from '@/lib/audit/record'
import type { Funzionario } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { type Result, refuse, success } from '@/lib/core/result'
import { asSistema, type Tx } from '@/lib/db/transaction'
import { enqueueFile } from './coda'

/** Not there, not theirs and without files are the same. */
const SENZA_FILE = 'Qui non ci sono file di cui rifare le pagine: torna all’archivio'
const IN_LAVORAZIONE = 'Queste pagine sono già in lavorazione: aspetta che finiscano'

const rifatte = (unitaId: string, file: readonly string[]): Accaduto => ({
  azione: 'archivio.pagine_rifatte',
  soggettoTipo: 'unita_archivistica',
  soggettoId: unitaId,
  dati: { file },
})

/**
 * Puts the files of a unit in the queue once more.
 *
 * @param fileId one of them; null: all
 * @returns how many
 */
export async function rebuildPagine(
  actor: Funzionario,
  unitaId: string,
  fileId: string | null,
): Promise<Result<{ n: number }>> {
  return recorded(attoreOf(actor), async (tx, record) => {
    const [cura] = await tx.execute<{ si: boolean }>(sql`select cura_archivio() as si`)
    const visible = cura?.si ? await listFileIds(tx, unitaId, fileId) : []
    if (visible.length === 0) return refuse(SENZA_FILE)
    const queued = await asSistema(tx, () => queueAgain(tx, visible))
    if (queued.length === 0) return refuse(IN_LAVORAZIONE)
    await record(rifatte(unitaId, queued))
    return success({ n: queued.length })
  })
}

/** From the machine: by its signature. */
export async function rebuildUnita(segnatura: string): Promise<Result<{ n: number }>> {
  return recorded(SISTEMA, async (tx, record) => {
    const [row] = await tx
      .select({ id: unita.id })
      .from(unita)
      .where(and(eq(unita.ente, ENTE), eq(unita.segnatura, segnatura)))
    const files = row ? await listFileIds(tx, row.id, null) : []
    if (!row || files.length === 0) return refuse(`«${segnatura}» non c’è, o non ha file: controlla la segnatura`)
    const queued = await queueAgain(tx, files)
    if (queued.length === 0) return refuse(IN_LAVORAZIONE)
    await record(rifatte(row.id, queued))
    return success({ n: queued.length })
  })
}

async function listFileIds(tx: Tx, unitaId: string, fileId: string | null): Promise<string[]> {
  const rows = await tx
    .select({ id: fileArchivio.id })
    .from(fileArchivio)
    .where(
      and(
        eq(fileArchivio.ente, ENTE),
        eq(fileArchivio.unitaId, unitaId),
        fileId ? eq(fileArchivio.id, fileId) : undefined,
      ),
    )
  return rows.map((row) => row.id)
}

/** Those on which nothing is being done. What had failed on them is tried with the rest. */
async function queueAgain(tx: Tx, fileIds: string[]): Promise<string[]> {
  const mine = and(eq(fileArchivio.ente, ENTE), inArray(fileArchivio.id, fileIds))
  await tx.select({ id: fileArchivio.id }).from(fileArchivio).where(mine).orderBy(asc(fileArchivio.id)).for('update')
  const busy = await tx
    .selectDistinct({ id: lavorazioni.fileId })
    .from(lavorazioni)
    .where(and(eq(lavorazioni.ente, ENTE), inArray(lavorazioni.fileId, fileIds), ne(lavorazioni.stato, 'morta')))
  const taken = new Set(busy.map((row) => row.id))
  const free = fileIds.filter((id) => !taken.has(id)).sort()
  if (free.length === 0) return []
  await tx.delete(lavorazioni).where(and(eq(lavorazioni.ente, ENTE), inArray(lavorazioni.fileId, free)))
  await enqueueFile(tx, free)
  await tx
    .update(fileArchivio)
    .set({
      stato: sql`case when pagine is null then 'da_lavorare' else 'in_lavorazione' end`,
      errore: null,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(and(eq(fileArchivio.ente, ENTE), inArray(fileArchivio.id, free)))
  return free
}
