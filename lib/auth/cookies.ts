import 'server-only'
import type { CookiesOptions } from 'next-auth'
import { env } from '@/lib/env'

const isSecure = () => env().BASE_URL.startsWith('https:')

/** `__Host-`: only this host, only https, whole site (S10). Plain http exists only on loopback, where it cannot be had. */
const nameOf = (name: string) => (isSecure() ? `__Host-${name}` : name)

export const sessionCookie = () => nameOf('sportello-sessione')
/** Ties the sign-in to the browser that began it. */
export const stateCookie = () => nameOf('sportello-accesso')
/** What somebody who is not signed in puts aside in the archive, and what they have just taken away from there. */
export const raccoltaCookie = () => nameOf('sportello-raccolta')
export const raccoltaToltaCookie = () => nameOf('sportello-raccolta-tolta')

/** Lax: a link from a letter finds the person signed in; a form of another site does not. */
export const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() }) as const

/** The names and options that next-auth is to use. */
export function authCookies(): Partial<CookiesOptions> {
  const named = (name: string) => ({ name: nameOf(name), options: cookieOptions() })
  return {
    sessionToken: named('sportello-sessione'),
    state: named('sportello-accesso'),
    csrfToken: named('sportello-modulo'),
    callbackUrl: named('sportello-ritorno'),
  }
}
