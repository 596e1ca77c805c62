/** The basket of who is not signed in: ids in a cookie of their own browser, and nothing of it here. */
import 'server-only'
import { cookies } from 'next/headers'
import { cookieOptions, raccoltaCookie, raccoltaToltaCookie } from '@/lib/auth/cookies'
import { DURATA_OSPITE_S, type Elemento, fromCookie, RIPENSAMENTO_S, toCookie } from './rules'

async function write(name: string, elementi: readonly Elemento[], maxAge: number): Promise<void> {
  const store = await cookies()
  // a cookie of no time at all is one taken away
  store.set(name, toCookie(elementi), { ...cookieOptions(), maxAge: elementi.length > 0 ? maxAge : 0 })
}

export const readOspite = async (): Promise<Elemento[]> => fromCookie((await cookies()).get(raccoltaCookie())?.value)
export const readToltiOspite = async (): Promise<Elemento[]> =>
  fromCookie((await cookies()).get(raccoltaToltaCookie())?.value)

/** In an action or a route: pages cannot write. */
export const writeOspite = (elementi: readonly Elemento[]) => write(raccoltaCookie(), elementi, DURATA_OSPITE_S)
export const writeToltiOspite = (elementi: readonly Elemento[]) =>
  write(raccoltaToltaCookie(), elementi, RIPENSAMENTO_S)
