/** Where a practice is, as far as its answers say it: what the archive is asked for files about the same places. */
import type { Alternativa, Domanda } from './rules-domanda'
import { esatti, kmOf, paroleOf } from './rules-parole'

const STRADA = /^\s*(s\.?\s?[ps]\.?)\s?(\d{1,3})\b/i
/** Longer than this, a stretch is its whole road. */
const KM_MAX = 40
const MAX_INDIZI = 200

type Oggetto = Record<string, unknown>
const isOggetto = (value: unknown): value is Oggetto =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const testo = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''

/** A place that the answers of a practice name: a road, with its kilometres when they are said, or a whole parcel. */
type Luogo =
  | { strada: string; sigla: string; km: number[]; tratto: { daM: number; aM: number } | null }
  | { comune: string; foglio: string; mappale: string }

/** Wherever they stand in the answers: `{ strada, daM, aM }`, and `{ foglio, mappale }` with a Comune (ISTAT) beside them or above. */
export function* luoghiOf(value: unknown, comune = ''): Generator<Luogo> {
  if (Array.isArray(value)) for (const one of value) yield* luoghiOf(one, comune)
  if (!isOggetto(value)) return
  const own = [value.comuneIstat, value.comune].map(testo).find((one) => /^\d{6}$/.test(one)) ?? comune
  const road = STRADA.exec(testo(value.strada))
  if (road) {
    const kind = /^s\.?\s?s/i.test(road[1] ?? '') ? 'ss' : 'sp'
    const { daM, aM } = value
    const tratto =
      typeof daM === 'number' && typeof aM === 'number' ? { daM: Math.min(daM, aM), aM: Math.max(daM, aM) } : null
    const km = tratto ? kmOf(tratto.daM, tratto.aM) : []
    const strada = `${kind.toUpperCase()} ${road[2]}`
    yield { strada, sigla: `${kind}${road[2]}`, km: km.length > KM_MAX ? [] : km, tratto }
  }
  const [foglio, mappale] = [testo(value.foglio), testo(value.mappale ?? value.particella)]
  if (own && foglio && mappale) yield { comune: own, foglio, mappale }
  for (const one of Object.values(value)) yield* luoghiOf(one, own)
}

/** @returns ways of finding a unit, any of which will do; [] when the practice has no place */
export function indiziOf(dati: unknown): Alternativa[] {
  const found = new Map<string, Alternativa>()
  for (const luogo of luoghiOf(dati)) {
    if (found.size >= MAX_INDIZI) break
    const own =
      'foglio' in luogo
        ? [esatti.particella(luogo.comune, luogo.foglio, luogo.mappale)]
        : luogo.km.length === 0
          ? [esatti.strada(luogo.sigla)]
          : luogo.km.map((km) => esatti.stradaKm(luogo.sigla, km))
    for (const esatto of own) found.set(esatto, { esatto })
  }
  return [...found.values()]
}

const MAX_RICERCHE = 6

/** The same places as searches of the archive that a person may go on with: whole roads, one kilometre when it is one, parcels. */
export function ricercheOf(dati: unknown): { nome: string; domanda: Domanda }[] {
  const found = new Map<string, Domanda>()
  for (const luogo of luoghiOf(dati)) {
    if (found.size >= MAX_RICERCHE) break
    if ('foglio' in luogo) found.set(`foglio ${luogo.foglio}, mappale ${luogo.mappale}`, luogo)
    else {
      const [km, other] = luogo.km
      const one = km !== undefined && other === undefined
      found.set(one ? `${luogo.strada}, km ${km}` : luogo.strada, { strada: luogo.strada, ...(one && { km }) })
    }
  }
  return [...found].map(([nome, domanda]) => ({ nome, domanda }))
}

/** Kinds of company: written in as many ways as there are hands. */
const FORME = new Set('srl srls spa snc sas sapa scarl soc coop societa ditta impresa'.split(' '))
const MIN_NOME = 6

/** The words of a name by which it is looked for; null: too few to mean one person or one company. */
export function testoDelNome(nome: string): string | null {
  const words = paroleOf(nome.replace(/(?<=\b\p{L})\.\s?(?=\p{L}\b)/gu, '')).filter(
    (word) => word.length > 1 && !FORME.has(word),
  )
  return words.length > 1 || (words[0]?.length ?? 0) >= MIN_NOME ? words.join(' ') : null
}
