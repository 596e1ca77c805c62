/** A question in the address of a page, and back: results are bookmarks. */
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
  return Object.fromEntries(Object.entries(domanda).filter(([, value]) => value !== undefined))
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
