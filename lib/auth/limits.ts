import 'server-only'
import { sql } from 'drizzle-orm'
import { contatori } from '@/drizzle/schema/soggetti'
import { dbAs } from '@/lib/db/client'
import { env } from '@/lib/env'
import { TENTATIVI_AL_MINUTO } from './rules-fattore'
import { pseudonym } from './token'

/** Requests a minute (S35), for an address or a person. */
export const LIMITI = {
  accesso: 10,
  invio: 10,
  caricamento: 60,
  porta: 60, // public actions, search
  codice: 10, // look-up of a protocol number or of an act
  archivio: 60, // searches and descriptions of the archive, for a person wherever they are
  carte: 120, // pages of papers turned, their manifests and searches in them, for a person
  particella: 10, // searches by parcel, for a person, or for an address of strangers
  immagini: 1500, // images of papers that are not everybody's, for a person; what holds is a setting
  copie: 6, // whole units, or lists of them, made into one file
  fattore: TENTATIVI_AL_MINUTO, // codes of the second factor, right or wrong
} as const
export type Limite = keyof typeof LIMITI

const isLoopback = () => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(env().BASE_URL).hostname)
/** On one's own machine everybody has the same address: several browsers, and the tests, share one counter. */
const LOOPBACK_FACTOR = 100

/**
 * Counts one request in the window of this minute, by the database's clock: all instances count together. It never locks
 * anyone out: the next minute begins at zero.
 *
 * @param who IP address or persona id; stored as a pseudonym
 * @returns false when there were too many
 */
export const withinLimit = async (limite: Limite, who: string, max: number = LIMITI[limite]): Promise<boolean> =>
  (await addToLimit(limite, who)) <= max

/** Counts some requests at once. @returns how many there were in this minute, in all processes */
export async function addToLimit(limite: Limite, who: string, quante = 1): Promise<number> {
  const chiave = `${limite}:${pseudonym(who)}`
  const [row] = await dbAs('pubblico')
    .insert(contatori)
    .values({ chiave, finestraAt: sql`date_trunc('minute', now())` as unknown as Date, conto: quante })
    .onConflictDoUpdate({
      target: [contatori.chiave, contatori.finestraAt],
      set: { conto: sql`${contatori.conto} + ${quante}` },
    })
    .returning({ conto: contatori.conto })
  return row?.conto ?? 0
}

/** The same, for a network address. `null` (a call inside the server) is not limited. */
export const withinAddressLimit = async (limite: Limite, ip: string | null): Promise<boolean> =>
  ip === null || withinLimit(limite, ip, LIMITI[limite] * (isLoopback() ? LOOPBACK_FACTOR : 1))

/**
 * Address of the caller: the last one in `X-Forwarded-For`, written by the nearest proxy (or by the server itself, from
 * the connection). Earlier ones are whatever the caller wrote.
 */
export const clientIp = (headers: Headers): string | null =>
  headers.get('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, 45) || null
