import 'server-only'
import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'

/** Where the copy of a registry given by address is kept: the worker writes it, the portal reads it. */
export const copyFileOf = (url: string): string =>
  path.join(
    /*turbopackIgnore: true*/ env().DATA_DIR,
    'spid',
    'copie',
    `${createHash('sha256').update(url).digest('hex').slice(0, 16)}.xml`,
  )

/** The files of a source of metadata: its copy when it is an address, itself, or what a folder holds. */
export async function filesOf(source: string): Promise<string[]> {
  if (/^https?:/.test(source)) return [copyFileOf(source)]
  const folder = /*turbopackIgnore: true*/ path.resolve(source)
  const info = await stat(folder)
  if (!info.isDirectory()) return [folder]
  const names = await readdir(folder)
  return names
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => path.join(folder, name))
}
