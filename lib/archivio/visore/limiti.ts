import 'server-only'
import { LRUCache } from 'lru-cache'
import { addToLimit } from '@/lib/auth/limits'
import { today } from '@/lib/db/clock'
import { listImpostazioni } from '@/lib/procedimenti/queries'
import { type ChiaveLimite, LIMITI_VISORE } from './rules-limiti'

const KEPT_MS = 60_000
const PREFIX = 'archivio.visore.'

const kept = new LRUCache<typeof PREFIX, Record<ChiaveLimite, number>>({
  max: 1,
  ttl: KEPT_MS,
  fetchMethod: async () => {
    const settings = await listImpostazioni(PREFIX, await today())
    const of = (chiave: ChiaveLimite) => {
      const value = settings.find((one) => one.chiave === chiave)?.valore
      return typeof value === 'number' && value > 0 ? value : LIMITI_VISORE[chiave]
    }
    const keys = Object.keys(LIMITI_VISORE) as ChiaveLimite[]
    return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<ChiaveLimite, number>
  },
})

/** The limits of today, at most a minute old. */
export const findLimiti = (): Promise<Record<ChiaveLimite, number>> => kept.forceFetch(PREFIX)

/** To read them again now. */
export const forgetLimiti = (): void => kept.clear()

/** Images counted here before the database is told of them, all at once. */
export const LOTTO_IMMAGINI = 25
type Conto = { nuove: number; totale: number }
const counted = new LRUCache<string, Conto>({ max: 10_000, ttl: 60_000, ttlResolution: 0 })

/**
 * Counts an image for a person in this minute, in all processes together: each tells the database of so many at a time, so
 * that a page of sixty tiles is two statements. What other processes have not told yet may pass: at most 24 each.
 *
 * @param minuto tells one minute from another
 * @returns false when there were too many
 */
export async function withinImmagini(
  personaId: string,
  max: number,
  minuto = Math.floor(Date.now() / 60_000),
): Promise<boolean> {
  const key = `${personaId}:${minuto}`
  const one = counted.get(key) ?? { nuove: 0, totale: 0 }
  if (one.nuove === 0 && one.totale === 0) counted.set(key, one)
  one.nuove += 1
  const within = one.totale + one.nuove <= max
  if (one.nuove < LOTTO_IMMAGINI) return within
  const told = one.nuove
  one.nuove = 0
  one.totale += told // meanwhile others of the same page ask
  one.totale = Math.max(one.totale, await addToLimit('immagini', personaId, told))
  return within && one.totale <= max
}

/** As another process: nothing of what was counted here is known. */
export const forgetImmagini = (): void => counted.clear()
