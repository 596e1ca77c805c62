import 'server-only'
import { withinAddressLimit, withinLimit } from '@/lib/auth/limits'
import type { Chi } from '../lettore'

/**
 * Counts a request about the archive, for the address it comes from and for the person who is signed in.
 * @param particella it is a search by parcel: fewer are allowed
 * @returns false when there were too many in this minute
 */
export async function withinArchivio(chi: Chi, ip: string | null, particella = false): Promise<boolean> {
  const address = await withinAddressLimit(particella ? 'particella' : 'porta', ip)
  const person = !chi || (await withinLimit(particella ? 'particella' : 'archivio', chi.personaId))
  return address && person
}
