import 'server-only'
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/env'
import { readUrl } from '@/lib/rete/client'
import { MAX_REGISTRY_BYTES, parseIdpMetadata } from './idp'
import { copyFileOf } from './idp-files'
import { isLoopback } from './sp'

const HOUR_MS = 3_600_000
const RETRY_MS = 600_000
const FIRST_RETRY_MS = 60_000
const TIMEOUT_MS = 30_000
/** A copy older than this means that nobody is refreshing it. */
const STALE_MS = 48 * HOUR_MS

const esito = z.object({ tentataAt: z.coerce.date(), errore: z.string().nullable() })
type Esito = z.output<typeof esito>

const outcomeFileOf = (url: string) => copyFileOf(url).replace(/\.xml$/, '.json')

const absent = (error: NodeJS.ErrnoException) => {
  if (error.code === 'ENOENT') return null
  throw error
}

async function readEsito(url: string): Promise<Esito | null> {
  const text = await readFile(outcomeFileOf(url), 'utf8').catch(absent)
  const parsed = esito.safeParse(text === null ? null : JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** Whole or not at all: the portal may be reading it. */
async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const fresh = `${file}.${process.pid}.${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
  await writeFile(fresh, text, { mode: 0o600 })
  await rename(fresh, file)
}

const urls = (): string[] =>
  [...env().SPID_IDP_METADATA, ...env().CIE_IDP_METADATA].filter((source) => /^https?:/.test(source))

async function refreshCopia(url: string, now: Date): Promise<number> {
  const saved = await stat(copyFileOf(url)).catch(absent)
  const last = await readEsito(url)
  const pause = last?.errore == null ? HOUR_MS : saved ? RETRY_MS : FIRST_RETRY_MS
  if (last && (saved || last.errore) && now.getTime() - last.tentataAt.getTime() < pause) return 0
  let errore: string | null = null
  try {
    const text = await readUrl(url, {
      hosts: urls().map((one) => new URL(one).host),
      allowLoopback: isLoopback(env().BASE_URL),
      maxBytes: MAX_REGISTRY_BYTES,
      timeoutMs: TIMEOUT_MS,
    })
    if (parseIdpMetadata(text).length === 0) throw new Error('nessun gestore di identità')
    await writeWhole(copyFileOf(url), text)
  } catch (error) {
    errore = (error as Error).message.slice(0, 200)
    console.warn(JSON.stringify({ avviso: 'metadata-idp', fonte: url, errore, copia: saved?.mtime ?? null }))
  }
  await writeWhole(outcomeFileOf(url), JSON.stringify({ tentataAt: now, errore }))
  return errore ? 0 : 1
}

/**
 * Scheduled: keeps here a copy of each federation registry named by its address. One that cannot be read, is no metadata
 * or holds no provider leaves the copy before it in use.
 *
 * @returns copies made anew
 */
export async function refreshCopie(now = new Date()): Promise<number> {
  let done = 0
  for (const url of urls()) done += await refreshCopia(url, now)
  return done
}

/** A registry whose copy is missing, old, or was not refreshed the last time. */
export type CopiaVecchia = { url: string; copiaAt: Date | null; tentataAt: Date | null; errore: string | null }

export async function listCopieVecchie(now = new Date()): Promise<CopiaVecchia[]> {
  const all = await Promise.all(
    urls().map(async (url) => {
      const [saved, last] = await Promise.all([stat(copyFileOf(url)).catch(absent), readEsito(url)])
      return {
        url,
        copiaAt: saved?.mtime ?? null,
        tentataAt: last?.tentataAt ?? null,
        errore: last?.errore ?? null,
      }
    }),
  )
  return all.filter(({ copiaAt, errore }) => errore || !copiaAt || now.getTime() - copiaAt.getTime() > STALE_MS)
}
