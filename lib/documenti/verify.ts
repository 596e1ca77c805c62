import 'server-only'
import { createHash } from 'node:crypto'
import { and, asc, eq, gt } from 'drizzle-orm'
import { documenti } from '@/drizzle/schema/pratiche'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { DamagedFileError } from './cipher'
import { findOrphans } from './commands-pulizia'
import { readContent } from './content'
import { MissingObjectError } from './storage'

const BATCH = 100
const AT_ONCE = 4
const HOUR_MS = 3_600_000

/** Reads every ready document to its end and compares its SHA-256 (S48, I7). @returns ids of those that are not as received */
export async function listMissingFiles(): Promise<string[]> {
  const missing: string[] = []
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await dbAs('sistema')
      .select({
        id: documenti.id,
        byte: documenti.byte,
        sha256: documenti.sha256,
        deposito: documenti.deposito,
        chiaveCifrata: documenti.chiaveCifrata,
        chiaveMaestra: documenti.chiaveMaestra,
      })
      .from(documenti)
      .where(and(eq(documenti.ente, ENTE), eq(documenti.stato, 'pronto'), gt(documenti.id, after)))
      .orderBy(asc(documenti.id))
      .limit(BATCH)
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const checked = await Promise.all(
        rows.slice(at, at + AT_ONCE).map(async (row) => ((await isAsReceived(row)) ? null : row.id)),
      )
      missing.push(...checked.filter((id) => id !== null))
    }
    const last = rows.at(-1)
    if (!last) return missing
    after = last.id
  }
}

async function isAsReceived({
  sha256,
  ...file
}: Parameters<typeof readContent>[0] & { sha256: string | null }): Promise<boolean> {
  const hash = createHash('sha256')
  try {
    for await (const piece of readContent(file)) hash.update(piece)
  } catch (error) {
    if (error instanceof DamagedFileError || error instanceof MissingObjectError) return false
    throw error
  }
  return hash.digest('hex') === sha256
}

/** @returns ids of bytes in the store, older than an hour, that no document claims (I7) */
export async function listOrphanFiles(): Promise<string[]> {
  const ids: string[] = []
  for await (const id of findOrphans(HOUR_MS)) ids.push(id)
  return ids
}
