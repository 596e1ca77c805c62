import 'server-only'
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { env } from '@/lib/env'

const NONCE = 12
const TAG = 16

/** Master keys of the files, by id; what is derived here opens no file. */
function keyOf(id: string): Buffer {
  const { FILES_MASTER_KEY, FILES_MASTER_KEY_ID, FILES_MASTER_KEYS_OLD } = env()
  const known = [{ id: FILES_MASTER_KEY_ID, key: FILES_MASTER_KEY }, ...FILES_MASTER_KEYS_OLD]
  const master = known.find((one) => one.id === id)
  if (!master) throw new Error(`La chiave ${id} del registro degli accessi non è tra quelle configurate`)
  return Buffer.from(hkdfSync('sha256', Buffer.from(master.key, 'base64'), '', 'portale.registro-accessi.1', 32))
}

/**
 * Seals a text of the register of accesses: AES-256-GCM, bound to the row it is written in.
 *
 * @returns 'key id:base64'
 */
export function seal(text: string, row: string): string {
  const { FILES_MASTER_KEY_ID: id } = env()
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(id), nonce)
  cipher.setAAD(Buffer.from(row))
  const body = Buffer.concat([cipher.update(gzipSync(text)), cipher.final()])
  return `${id}:${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64')}`
}

/** @throws Error when it was changed, moved from another row, or sealed with a key no longer configured */
export function unseal(sealed: string, row: string): string {
  const at = sealed.indexOf(':')
  const bytes = Buffer.from(sealed.slice(at + 1), 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(sealed.slice(0, at)), bytes.subarray(0, NONCE), {
    authTagLength: TAG,
  })
  decipher.setAAD(Buffer.from(row))
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG))
  const body = Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()])
  return gunzipSync(body).toString('utf8')
}
