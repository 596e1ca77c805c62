import 'server-only'
import { createHash } from 'node:crypto'
import { DamagedFileError } from './cipher'
import { findOrphans } from './commands-pulizia'
import { readContent } from './content'
import { readCollocazioni } from './contenuti'
import { MissingObjectError } from './storage'

const BATCH = 100
const AT_ONCE = 4
const HOUR_MS = 3_600_000

/**
 * Reads every file to its end and compares its SHA-256 (S48, I7): documents of practices, papers of the archive as they
 * were delivered, images of their pages.
 *
 * @returns ids of those that are not as they were stored
 */
export async function listMissingFiles(): Promise<string[]> {
  const missing: string[] = []
  for await (const rows of readCollocazioni(BATCH))
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const checked = await Promise.all(
        rows.slice(at, at + AT_ONCE).map(async (row) => ((await isAsReceived(row)) ? null : row.id)),
      )
      missing.push(...checked.filter((id) => id !== null))
    }
  return missing
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

/** @returns ids of bytes in the store, older than an hour, that no row claims (I7) */
export async function listOrphanFiles(): Promise<string[]> {
  const ids: string[] = []
  for await (const id of findOrphans(HOUR_MS)) ids.push(id)
  return ids
}
