/** Where a practice is, as far as its answers say it: what the archive is asked for files about the same places. */
import type { Alternativa } from './rules-domanda'
import { esatti, kmOf } from './rules-parole'

const STRADA = /^\s*(s\.?\s?[ps]\.?)\s?(\d{1,3})\b/i
/** Longer than this, a stretch is its whole road. */
const KM_MAX = 40
const MAX_INDIZI = 200

type Oggetto = Record<string, unknown>
const isOggetto = (value: unknown): value is Oggetto =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const testo = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''

/**
 * Roads with their kilometres, and whole parcels, wherever they stand in the answers: `{ strada, daM, aM }`, and
 * `{ foglio, mappale }` with a Comune (ISTAT) beside them or above.
 *
 * @returns ways of finding a unit, any of which will do; [] when the practice has no place
 */
export function indiziOf(dati: unknown): Alternativa[] {
  const found = new Map<string, Alternativa>()
  const add = (esatto: string) => found.set(esatto, { esatto })
  const walk = (value: unknown, comune: string): void => {
    if (found.size >= MAX_INDIZI) return
    if (Array.isArray(value)) for (const one of value) walk(one, comune)
    if (!isOggetto(value)) return
    const own = [value.comuneIstat, value.comune].map(testo).find((one) => /^\d{6}$/.test(one)) ?? comune
    const road = STRADA.exec(testo(value.strada))
    if (road) {
      const sigla = `${/^s\.?\s?s/i.test(road[1] ?? '') ? 'ss' : 'sp'}${road[2]}`
      const { daM, aM } = value
      const km = typeof daM === 'number' && typeof aM === 'number' ? kmOf(Math.min(daM, aM), Math.max(daM, aM)) : []
      if (km.length === 0 || km.length > KM_MAX) add(esatti.strada(sigla))
      else for (const one of km) add(esatti.stradaKm(sigla, one))
    }
    const [foglio, mappale] = [testo(value.foglio), testo(value.mappale ?? value.particella)]
    if (own && foglio && mappale) add(esatti.particella(own, foglio, mappale))
    for (const one of Object.values(value)) walk(one, own)
  }
  walk(dati, '')
  return [...found.values()]
}
