/** The officer's queue: its views, filters and orders, as they stand in the address of the page. */
import { STATI, type StatoPratica } from './rules'

export const VISTE = ['da_prendere', 'mie', 'in_scadenza', 'in_attesa', 'in_decisione', 'aperte', 'concluse'] as const
export type Vista = (typeof VISTE)[number]
export const NOMI_VISTE: Record<Vista, string> = {
  da_prendere: 'Da prendere',
  mie: 'Mie',
  in_scadenza: 'In scadenza',
  in_attesa: 'In attesa',
  in_decisione: 'Da decidere',
  aperte: 'Tutte',
  concluse: 'Concluse',
}
/** A pratica is «in scadenza» when so many days, or fewer, are left. */
export const GIORNI_IN_SCADENZA = 5

export const ORDINI = ['scadenza', 'numero', 'richiedente', 'massa'] as const
export type Ordine = (typeof ORDINI)[number]
export const PER_PAGINA = [25, 50, 100] as const
/** Deeper pages are not walked: a filter finds sooner. */
export const MAX_PAGINA = 400

export type FiltroCoda = {
  vista: Vista
  q: string
  tipo: string | null
  stato: StatoPratica | null
  procedimento: string | null
  assegnatarioId: string | null
  massaMinT: number | null
  ordina: Ordine
  verso: 'asc' | 'desc'
  pagina: number
  perPagina: number
}

const one = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim().slice(0, 200)
const among = <T extends string>(list: readonly T[], value: string): T | null =>
  list.includes(value as T) ? (value as T) : null
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const integer = (value: string, min: number, max: number): number | null => {
  const n = Number(value)
  return value !== '' && Number.isInteger(n) && n >= min && n <= max ? n : null
}

/** Reads the filter from the address; whatever does not fit is left out, never an error. */
export function parseFiltro(params: Record<string, string | string[] | undefined>): FiltroCoda {
  const perPagina = integer(one(params.per), 25, 100)
  return {
    vista: among(VISTE, one(params.vista)) ?? 'da_prendere',
    q: one(params.q),
    tipo: /^[a-z_]{1,40}$/.test(one(params.tipo)) ? one(params.tipo) : null,
    stato: among(STATI, one(params.stato)),
    procedimento: /^[a-z0-9-]{1,80}$/.test(one(params.servizio)) ? one(params.servizio) : null,
    assegnatarioId: UUID.test(one(params.assegnatario)) ? one(params.assegnatario) : null,
    massaMinT: integer(one(params.massa), 1, 1000),
    ordina: among(ORDINI, one(params.ordina)) ?? 'scadenza',
    verso: one(params.verso) === 'desc' ? 'desc' : 'asc',
    pagina: integer(one(params.pagina), 1, MAX_PAGINA) ?? 1,
    perPagina: perPagina !== null && (PER_PAGINA as readonly number[]).includes(perPagina) ? perPagina : 25,
  }
}

/** The address of the same queue with some things changed; the page goes back to the first unless it is what changes. */
export function filtroToQuery(filtro: FiltroCoda, change: Partial<FiltroCoda> = {}): string {
  const next = { ...filtro, pagina: 1, ...change }
  const query = new URLSearchParams()
  const set = (key: string, value: string | number | null, usual: string | number | null = null) => {
    if (value !== null && value !== '' && value !== usual) query.set(key, String(value))
  }
  set('vista', next.vista, 'da_prendere')
  set('q', next.q)
  set('tipo', next.tipo)
  set('stato', next.stato)
  set('servizio', next.procedimento)
  set('assegnatario', next.assegnatarioId)
  set('massa', next.massaMinT)
  set('ordina', next.ordina, 'scadenza')
  set('verso', next.verso, 'asc')
  set('pagina', next.pagina, 1)
  set('per', next.perPagina, 25)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
