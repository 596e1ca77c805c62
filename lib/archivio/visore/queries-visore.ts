import 'server-only'
import { openImmagine } from '../iiif/immagine'
import type { Chi } from '../lettore'
import type { ParolaPagina } from '../rules-digitale'
import { recordVista } from './commands-viste'
import { type Carte, listPagine, type Pagina } from './queries'
import { cercaNelleCarte, listTestiPagine } from './queries-testo'
import { cercate, trovateIn } from './rules-trova'

/** Pages shown in the strip before and after the one that is open. */
const STRISCIA = 8

/** What stands in the place of an image that is not shown. */
export type Senza = 'chiusa' | 'in_lavorazione' | 'guasta' | 'troppe'

/** An open page, as the browser needs it. */
export type PaginaAperta = Pick<
  Pagina,
  'id' | 'numero' | 'etichetta' | 'larghezza' | 'altezza' | 'bianca' | 'riservata' | 'consultabileDal'
> & {
  /** scales of its image, from the whole down; or why it is not shown */
  livelli: number | null
  senza: Senza | null
  /** parts of it are covered */
  coperta: boolean
  testo: string
  parole: ParolaPagina[]
  /** places in `parole` of the words that are looked for */
  trovate: number[]
}

type Wanted = { q: string; alcune: boolean }

async function openPagina(chi: Chi, carte: Carte, pagina: Pagina, { q, alcune }: Wanted): Promise<PaginaAperta> {
  const { id, numero, etichetta, larghezza, altezza, bianca, riservata, consultabileDal, immagine } = pagina
  const coperta = immagine?.tipo === 'oscurata'
  const base = { id, numero, etichetta, larghezza, altezza, bianca, riservata, consultabileDal, coperta }
  const nothing = { livelli: null, testo: '', parole: [], trovate: [] }
  if (!immagine && pagina.chiusa) return { ...base, ...nothing, senza: 'chiusa' }
  if (!(await recordVista(chi, carte, pagina))) return { ...base, ...nothing, senza: 'troppe' }
  const [text] = await listTestiPagine(chi, carte, [numero])
  const parole = text?.parole ?? []
  const read = { testo: text?.testo ?? '', parole, trovate: trovateIn(parole, cercate(q), alcune) }
  if (!immagine) return { ...base, ...read, livelli: null, senza: 'in_lavorazione' }
  try {
    const { piramide } = await openImmagine(immagine)
    return { ...base, ...read, livelli: piramide.length, senza: null }
  } catch (error) {
    console.error(`The image ${immagine.id} of the page ${id} does not open`, error)
    return { ...base, ...read, livelli: null, senza: 'guasta' }
  }
}

export type Visore = {
  carte: Carte
  aperta: PaginaAperta
  /** beside it, to compare */
  seconda: PaginaAperta | null
  striscia: Pick<Pagina, 'id' | 'numero' | 'etichetta' | 'larghezza' | 'altezza' | 'bianca' | 'riservata'>[]
  conImmagine: ReadonlySet<string>
  ricerca: Ricerca | null
}

export type Ricerca = {
  q: string
  /** no page has all the words: those are told that have some */
  alcune: boolean
  /** in all these papers */
  totale: number
  pagine: { numero: number; n: number }[]
  /** which of them is looked at, from 0 */
  corrente: number | null
  /** page of each of them, in order */
  dove: number[]
}

/**
 * The papers open at a page.
 *
 * @param ask numero null: the first page, or that of the first word found; `quale` of the words found, from 0
 */
export async function openVisore(
  chi: Chi,
  carte: Carte,
  ask: { numero: number | null; q: string; quale: number | null; con: number | null },
): Promise<Visore | null> {
  const q = cercate(ask.q).length > 0 ? ask.q : ''
  const found = q ? await cercaNelleCarte(chi, carte, q) : []
  const alcune = found[0]?.alcune ?? false
  const dove = found.map((one) => one.numero)
  const wanted = ask.numero ?? dove[0] ?? 1
  const numero = Math.max(1, Math.min(wanted, carte.pagine))
  const around = await listPagine(chi, carte, numero - STRISCIA, numero + STRISCIA)
  const pagina = around.find((one) => one.numero >= numero) ?? around.at(-1)
  if (!pagina) return null
  // beside itself a page would be there twice
  const [seconda] = ask.con === null || ask.con === pagina.numero ? [] : await listPagine(chi, carte, ask.con, ask.con)
  const first = dove.indexOf(pagina.numero)
  const corrente = ask.quale !== null && dove[ask.quale] === pagina.numero ? ask.quale : first < 0 ? null : first
  const counts = Map.groupBy(dove, (one) => one)
  return {
    carte,
    aperta: await openPagina(chi, carte, pagina, { q, alcune }),
    seconda: seconda ? await openPagina(chi, carte, seconda, { q, alcune }) : null,
    striscia: around,
    conImmagine: new Set(around.filter((one) => one.immagine).map((one) => one.id)),
    ricerca: q
      ? {
          q,
          alcune,
          totale: dove.length,
          pagine: [...counts].map(([n, all]) => ({ numero: n, n: all.length })),
          corrente,
          dove,
        }
      : null,
  }
}
