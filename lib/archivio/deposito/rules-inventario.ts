/** What a count shows: one list at a time, narrowed, a page at a time. */
import { ESITI_LETTURA, type EsitoLettura, NOMI_ESITO } from './rules'

/** From what needs a hand to what is in order. */
export const VISTE_INVENTARIO = ['non_letti', 'fuori_posto', 'risulta_fuori', 'sconosciuto', 'al_posto'] as const
export type VistaInventario = (typeof VISTE_INVENTARIO)[number]
export const NOMI_VISTA: Record<VistaInventario, string> = { non_letti: 'Non letti', ...NOMI_ESITO }
export const isEsito = (vista: VistaInventario): vista is EsitoLettura =>
  (ESITI_LETTURA as readonly string[]).includes(vista)

/** Why a label that is expected was not read. */
export const STATI_NON_LETTO = ['mancante', 'fuori'] as const
export type StatoNonLetto = (typeof STATI_NON_LETTO)[number]
export const NOMI_NON_LETTO: Record<StatoNonLetto, string> = {
  mancante: 'Dovrebbero essere qui',
  fuori: 'Risultano fuori',
}

export const RIGHE_INVENTARIO = 50
/** On one page, to be printed, and in one file. */
export const RIGHE_MAX = 20_000

export type FiltroInventario = {
  vista: VistaInventario
  /** of those not read */
  stato: StatoNonLetto | null
  /** id of a place inside the one that is counted */
  luogoId: string | null
  /** part of a code */
  q: string
  /** from 1; null: all, to be printed */
  pagina: number | null
}

type Chiesto = Record<string, string | string[] | undefined>
const last = (value: string | string[] | undefined): string => [value].flat().at(-1) ?? ''
const among = <T extends string>(words: readonly T[], text: string): T | null =>
  words.find((word) => word === text) ?? null
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MAX_CODICE = 120

/** From the address; what is not a word of ours is left out. */
export function parseFiltro(chiesto: Chiesto): FiltroInventario {
  const [luogo, pagina] = [last(chiesto.luogo), Number(last(chiesto.pagina) || 1)]
  return {
    vista: among(VISTE_INVENTARIO, last(chiesto.mostra)) ?? 'non_letti',
    stato: among(STATI_NON_LETTO, last(chiesto.stato)),
    luogoId: UUID.test(luogo) ? luogo : null,
    q: last(chiesto.q).trim().slice(0, MAX_CODICE),
    pagina:
      last(chiesto.pagina) === 'tutte' ? null : Number.isInteger(pagina) && pagina > 0 && pagina < 1e6 ? pagina : 1,
  }
}

/** '?mostra=non_letti&stato=fuori&pagina=2'; nothing for what is usual. */
export function filtroToQuery({ vista, stato, luogoId, q, pagina }: FiltroInventario): string {
  const query = new URLSearchParams()
  if (vista !== 'non_letti') query.set('mostra', vista)
  if (stato && vista === 'non_letti') query.set('stato', stato)
  if (luogoId) query.set('luogo', luogoId)
  if (q) query.set('q', q)
  if (pagina !== 1) query.set('pagina', pagina === null ? 'tutte' : String(pagina))
  return query.size > 0 ? `?${query}` : ''
}
