import 'server-only'
import { decode, encode } from 'next-auth/jwt'
import { env } from '@/lib/env'
import { stateCookie } from './cookies'
import { newToken } from './token'

/** Id of our provider in next-auth; part of its callback address. */
export const PROVIDER = 'spid'
const STATE_SECONDS = 15 * 60

/** Reads the cookie as next-auth will at the end of the sign-in. */
async function readState(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null
  try {
    const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET, salt: stateCookie() })
    return token?.provider === PROVIDER && typeof token.value === 'string' ? token.value : null
  } catch {
    return null // forged, expired, or of another installation: the same as none
  }
}

/**
 * The state that binds a sign-in to this browser. A browser that has begun another one keeps its state, so that two tabs
 * do not spoil each other.
 *
 * @param cookie value of the state cookie, if it came
 * @returns the state, and the cookie to set, signed as next-auth signs it
 */
export async function stateFor(cookie: string | undefined): Promise<{ stato: string; cookie: string; maxAge: number }> {
  const stato = (await readState(cookie)) ?? newToken()
  const token = { value: stato, provider: PROVIDER }
  const signed = await encode({ token, secret: env().NEXTAUTH_SECRET, salt: stateCookie(), maxAge: STATE_SECONDS })
  return { stato, cookie: signed, maxAge: STATE_SECONDS }
}
