import 'server-only'
import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { type IsoDate, isIsoDate } from '@/lib/core/date'
import { env } from '@/lib/env'
import type { PayloadVerifica } from './rules'

/**
 * The seal of an act, or of a copy: what is checked, signed with the Province's Ed25519 key, which is never in the database.
 * Text of the seal: `1.<key id>.<payload>.<signature>`, the last two in base64url (RFC 4648 §5). The payload is a JSON
 * array, of an act values in the order of `FIELDS`; the signature covers everything before its dot.
 */
const VERSION = '1'

/** 80 random bits as 16 letters and digits that cannot be misread: what the QR carries and a person may type. */
const ALFABETO = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const newCodiceVerifica = (): string => [...randomBytes(16)].map((byte) => ALFABETO[byte % 32]).join('')

type Keys = { secret: KeyObject; id: string; open: ReadonlyMap<string, KeyObject> }
let cached: Keys | undefined

/** The key that seals, and all that open: its own first, then those used before it. */
function keys(): Keys {
  if (cached) return cached
  const secret = createPrivateKey({
    key: Buffer.from(env().VERIFICA_SIGNING_KEY, 'base64'),
    format: 'der',
    type: 'pkcs8',
  })
  const retired = env().VERIFICA_PUBLIC_KEYS_OLD.map((text) =>
    createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' }),
  )
  const own = createPublicKey(secret)
  cached = { secret, id: keyIdOf(own), open: new Map([own, ...retired].map((key) => [keyIdOf(key), key])) }
  return cached
}

/** First 8 hex characters of the SHA-256 of the raw public key. */
const keyIdOf = (open: KeyObject): string =>
  createHash('sha256')
    .update(open.export({ format: 'der', type: 'spki' }).subarray(-32))
    .digest('hex')
    .slice(0, 8)

/** The keys that check the seals, for anyone: the one in use first. */
export const listPublicKeys = (): { id: string; pem: string }[] =>
  [...keys().open].map(([id, key]) => ({ id, pem: key.export({ format: 'pem', type: 'spki' }).toString() }))

const FIELDS = ['v', 'e', 'n', 't', 'd', 'a', 'g', 'm', 'l', 's'] as const satisfies readonly (keyof PayloadVerifica)[]

const day = z.custom<IsoDate>(isIsoDate).nullable()
const whole = z.int().nullable()
const payload = z.tuple([
  z.literal(1),
  z.string(),
  z.string(),
  z.string(),
  day,
  day,
  z.array(z.string()),
  whole,
  z.tuple([whole, whole, whole]),
  z.string().regex(/^[0-9a-f]{16}$/),
])

/** Seals values that fit JSON. @returns letters, digits, '.', '-' and '_' only, fit for the fragment of an address */
export function sealValori(values: readonly unknown[]): string {
  const { secret, id } = keys()
  const signed = `${VERSION}.${id}.${Buffer.from(JSON.stringify(values)).toString('base64url')}`
  return `${signed}.${sign(null, Buffer.from(signed), secret).toString('base64url')}`
}

/** @returns what was sealed, not yet looked at; null when it is not whole, was changed, or another key made it */
export function openValori(text: string): unknown {
  const parts = text.split('.')
  const [version, id, body, signature] = parts
  if (parts.length !== 4 || version !== VERSION || !id || !body || !signature) return null
  const key = keys().open.get(id)
  if (!key || !verify(null, Buffer.from(`${version}.${id}.${body}`), key, Buffer.from(signature, 'base64url')))
    return null
  return JSON.parse(Buffer.from(body, 'base64url').toString())
}

export const sealAtto = (atto: PayloadVerifica): string => sealValori(payload.parse(FIELDS.map((field) => atto[field])))

/** @returns what the seal of an act says; null also when it is the seal of something else */
export function openSigillo(text: string): PayloadVerifica | null {
  const read = payload.safeParse(openValori(text))
  if (!read.success) return null
  return Object.fromEntries(FIELDS.map((field, i) => [field, read.data[i]])) as PayloadVerifica
}
