import 'server-only'
import { LRUCache } from 'lru-cache'
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

const counted = new LRUCache<string, { n: number }>({ max: 10_000, ttl: 60_000, ttlResolution: 0 })

/** Counts an image for a person, in this process and in this minute. @returns false when there were too many */
export function withinImmagini(personaId: string, max: number): boolean {
  const one = counted.get(personaId) ?? { n: 0 }
  if (one.n === 0) counted.set(personaId, one)
  one.n += 1
  return one.n <= max
}
