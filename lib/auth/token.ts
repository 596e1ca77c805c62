import 'server-only'
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'

/** 256 random bits, safe in a cookie and in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** SHA-256 in hex: what is stored of a token, so that a copy of the database opens nothing. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

const keyed = (purpose: string, text: string): string =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`${purpose}\n${text}`).digest('base64url')

/** An address or a person as a counter knows them: cannot be turned back. */
export const pseudonym = (text: string): string => keyed('contatore', text).slice(0, 22)

/** Hidden field of plain forms that post to a route handler (S31): dies with the session. */
export const formToken = (sessioneHash: string): string => keyed('modulo', sessioneHash)

export const isFormToken = (sessioneHash: string, given: unknown): boolean => isSame(formToken(sessioneHash), given)

/** RelayState of a logout that we begin: with the answer it comes back, and tells that we asked. Nothing is stored. */
export const logoutToken = (requestId: string, idp: string): string => keyed('uscita', `${requestId}\n${idp}`)

export const isLogoutToken = (requestId: string, idp: string, given: unknown): boolean =>
  isSame(logoutToken(requestId, idp), given)

function isSame(text: string, given: unknown): boolean {
  const expected = Buffer.from(text)
  const offered = Buffer.from(typeof given === 'string' ? given : '')
  return offered.length === expected.length && timingSafeEqual(offered, expected)
}
