/** A question in the address of a page, and back: results are bookmarks. */
import { comuneScritto } from '@/lib/comuni/rules-comuni'
import { isUuid } from '@/lib/core/uuid'
import { TIPOLOGIE } from './rules'
import { LIVELLI_ACCESSO } from './rules-consultabilita'
import type { Domanda } from './rules-domanda'

type Query = Record<string, string | string[] | undefined>

const MAX_CAMPO = 300
const ANNO_MAX = 2100
const KM_MAX = 999
const TESTI = ['testo', 'numero', 'strada', 'foglio', 'mappale'] as const
const NUMERI = { dal: ANNO_MAX, al: ANNO_MAX, anno: ANNO_MAX, decennio: ANNO_MAX, km: KM_MAX } as const

/** What the address asks, whatever was typed into it: what is no value of a field is left out. */
export function parseDomanda(query: Query): Domanda {
  const given = (key: string) =>
    [query[key === 'testo' ? 'q' : key]].flat().at(-1)?.trim().slice(0, MAX_CAMPO) || undefined
  const among = (key: string, words: readonly string[]) => {
    const value = given(key)
    return value && words.includes(value) ? value : undefined
  }
  const fondo = given('fondo')
  const comune = given('comune')
  const domanda: Domanda = {
    ...Object.fromEntries(TESTI.map((key) => [key, given(key)])),
    ...Object.fromEntries(
      Object.entries(NUMERI).map(([key, max]) => {
        const value = given(key)
        return [key, value && /^\d{1,4}$/.test(value) && Number(value) <= max ? Number(value) : undefined]
      }),
    ),
    fondo: fondo && isUuid(fondo) ? fondo : undefined,
    comune: comune && /^\d{6}$/.test(comune) ? comune : undefined,
    tipologia: among('tipologia', TIPOLOGIE),
    accesso: among('accesso', LIVELLI_ACCESSO),
  }
  return Object.fromEntries(Object.entries(leggiParticella(domanda)).filter(([, value]) => value !== undefined))
}

const PARTICELLA =
  /\b(?:foglio|fgl?\.?)\s*(?:n\.?\s*)?([a-z]?\d{1,5})[\s,;.-]*(?:mappale|mapp?\.?|particella|part\.?|p\.?lla)\s*(?:n\.?\s*)?(\w{1,8})\b/i
const DAVANTI = /(?:^|\s)(?:nel|del|in|a|di)\s*$/i
const NOME_PAROLE = 5

/** A parcel that is written in the box, with its Comune, is searched for as such: by the same rules, and in the audit. */
function leggiParticella(domanda: Domanda): Domanda {
  const found = domanda.foglio || domanda.mappale ? null : PARTICELLA.exec(domanda.testo ?? '')
  if (!found) return domanda
  const rest = (domanda.testo ?? '').replace(found[0], ' ')
  const named = domanda.comune ? { comune: domanda.comune, testo: rest } : trovaComune(rest)
  if (!named) return domanda
  const testo = named.testo.replace(/[\s,;]+/g, ' ').trim() || undefined
  return { ...domanda, testo, comune: named.comune, foglio: found[1], mappale: found[2] }
}

/** The longest name of a Comune that is written there, and what is left without it. */
function trovaComune(text: string): { comune: string; testo: string } | null {
  const words = [...text.matchAll(/[\p{L}.’']+/gu)]
  for (let many = NOME_PAROLE; many > 0; many -= 1)
    for (const [i, first] of words.entries()) {
      const last = words[i + many - 1]
      if (!last) break
      const end = last.index + last[0].length
      const comune = comuneScritto(text.slice(first.index, end))
      if (comune)
        return { comune: comune.istat, testo: `${text.slice(0, first.index).replace(DAVANTI, '')} ${text.slice(end)}` }
    }
  return null
}

/** '?q=muro&comune=011024', or nothing. */
export function domandaToQuery(domanda: Domanda, pagina = 1): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(domanda))
    if (value !== undefined && value !== '') query.set(key === 'testo' ? 'q' : key, String(value))
  if (pagina > 1) query.set('pagina', String(pagina))
  return query.size > 0 ? `?${query}` : ''
}

const PAGINE_MAX = 100
export function parsePagina(query: Query): number {
  const value = [query.pagina].flat().at(-1) ?? ''
  return /^\d{1,3}$/.test(value) ? Math.min(Math.max(Number(value), 1), PAGINE_MAX) : 1
}
