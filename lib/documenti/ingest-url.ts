import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'

/**
 * Origin that the upload SDK believes it uploads to. Never dialled: it is taken off the addresses that the browser gets,
 * which are then relative, and put back to check their signature. So it works behind any proxy.
 */
export const INGEST_ORIGIN = 'http://ingest.internal'
export const INGEST_PATH = '/api/ingest'

/** HMAC of the SDK's wire format (uploadthing 7.7). */
export const sign = (text: string): string =>
  `hmac-sha256=${createHmac('sha256', env().UPLOADTHING_SECRET).update(text).digest('hex')}`

const sameText = (a: string, b: string): boolean => {
  const one = Buffer.from(a)
  const other = Buffer.from(b)
  return one.length === other.length && timingSafeEqual(one, other)
}

export type SignedUpload = { id: string; slug: string; nome: string; mime: string; byte: number }

/**
 * Reads an address made by the SDK for one upload. Its values are encoded twice.
 *
 * @param now epoch ms
 * @returns null when it was not signed by us, was changed, or has expired
 */
export function readSignedUrl(url: URL, key: string, now: number): SignedUpload | null {
  if (!/^[\w-]{10,120}$/.test(key)) return null
  const params = new URLSearchParams(url.searchParams)
  const signature = params.get('signature') ?? ''
  params.delete('signature')
  if (!sameText(signature, sign(`${INGEST_ORIGIN}${INGEST_PATH}/${key}?${params}`))) return null
  if (!(Number(params.get('expires')) > now)) return null
  const value = (name: string) => decodeURIComponent(params.get(`x-ut-${name}`) ?? '')
  return {
    id: value('custom-id'),
    slug: value('slug'),
    nome: value('file-name'),
    mime: value('file-type'),
    byte: Number(value('file-size')),
  }
}
