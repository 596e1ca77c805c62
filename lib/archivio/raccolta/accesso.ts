/** What somebody put aside before signing in comes with them. */
import 'server-only'
import { findSessione } from '@/lib/auth/queries'
import { tokenHash } from '@/lib/auth/token'
import { putAside } from './commands'
import { readOspite, writeOspite } from './ospite'

/**
 * In the route that has just opened a session. What does not fit stays in the cookie, and so does everything when it cannot
 * be joined now: nobody is kept out for that, and the page of the basket offers to do it.
 */
export async function joinAtSignIn(token: string, ip: string | null): Promise<void> {
  const guest = await readOspite()
  if (guest.length === 0) return
  try {
    const person = await findSessione(tokenHash(token))
    if (!person) return
    const result = await putAside({ ...person, ip }, guest)
    await writeOspite(result.ok ? result.value : [])
  } catch (error) {
    console.error(JSON.stringify({ errore: 'raccolta', causa: (error as Error).message.slice(0, 300) }))
  }
}
