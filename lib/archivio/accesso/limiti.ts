import 'server-only'
import { withinAddressLimit, withinLimit } from '@/lib/auth/limits'
import type { Chi } from '../lettore'

/**
 * Counts a request about the archive: for the person who is signed in, wherever they are, since an office has one address;
 * for the address of who is not.
 * @param particella it is a search by parcel: fewer are allowed
 * @returns false when there were too many in this minute
 */
export async function withinArchivio(chi: Chi, ip: string | null, particella = false): Promise<boolean> {
  return chi
    ? withinLimit(particella ? 'particella' : 'archivio', chi.personaId)
    : withinAddressLimit(particella ? 'particella' : 'porta', ip)
}
