import 'server-only'
import { LRUCache } from 'lru-cache'
import { type Filigrana, makeFiligrana } from '../iiif/filigrana'
import type { Limiti } from '../iiif/rules-richiesta'
import type { Chi } from '../lettore'
import { alPasso } from '../passo'
import { recordVista } from './commands-viste'
import { findLimiti, withinImmagini } from './limiti'
import { type Carte, findPagina, type Pagina, righeFiligrana } from './queries'
import { isFrancobollo, LIMITI_LIBERE, limitiRiservate } from './rules-limiti'

/** What somebody may see of a page, and what is burned into it. */
export type Vista = {
  chi: Chi
  carte: Carte
  pagina: Pagina & { immagine: NonNullable<Pagina['immagine']> }
  limiti: Limiti
  filigrana: Filigrana | null
  daPersona: number
}

/** How old the answer of the walls may be: a right that ends is gone within this time. Milliseconds. */
export const TENUTA_MS = 3000
/** A refusal serves those who ask together, no longer: who is let in sees every part at once. 0 would be for ever. */
const REFUSAL_MS = 1

type Ask = { chi: () => Promise<Chi>; paginaId: string; coperta: boolean }

/** By session, never by person or by page alone: what one may see is never another's. */
const kept = new LRUCache<string, { vista: Vista | null }, Ask>({
  max: 20_000,
  ttl: TENUTA_MS,
  ttlResolution: 0,
  fetchMethod: async (_key, _stale, { context, options }) => {
    const vista = await alPasso(() => askVista(context))
    if (vista === null) options.ttl = REFUSAL_MS
    return { vista }
  },
})

async function askVista({ chi: who, paginaId, coperta }: Ask): Promise<Vista | null> {
  const chi = await who()
  const found = await findPagina(chi, paginaId, coperta)
  if (!found?.pagina.immagine) return null
  const { carte, pagina } = found
  const limits = await findLimiti()
  return {
    chi,
    carte,
    pagina: { ...pagina, immagine: found.pagina.immagine },
    limiti: pagina.pubblica ? LIMITI_LIBERE : limitiRiservate(limits['archivio.visore.lato-riservate']),
    filigrana: pagina.pubblica || !chi ? null : await makeFiligrana(await righeFiligrana(chi, carte)),
    daPersona: limits['archivio.visore.immagini-al-minuto'],
  }
}

/**
 * Who is let in is asked about at most once in a few seconds for a session and a page: an image is sixty tiles.
 *
 * @param coperta the image with parts covered, also for who sees the whole
 * @param sessione what the browser brings, as it is kept; null: nobody known
 * @returns null alike for what is not there and what is not for them
 */
export async function findVista(sessione: string | null, chi: () => Promise<Chi>, paginaId: string, coperta = false) {
  const key = `${sessione ?? 'pubblico'}:${paginaId}:${coperta}`
  const { vista } = await kept.forceFetch(key, { context: { chi, paginaId, coperta } })
  return vista
}

/**
 * Before the pixels leave: who looks is written down, and who looks at too much waits.
 *
 * @param uscita size of the image that was asked for; `intera`: of the whole page
 */
export async function canMostrare(
  { chi, carte, pagina, daPersona }: Vista,
  uscita: { w: number; h: number },
  intera: boolean,
): Promise<boolean> {
  if (pagina.pubblica) return true
  if (!chi || !(await withinImmagini(chi.personaId, daPersona))) return false
  if (intera && isFrancobollo(uscita)) return true
  return recordVista(chi, carte, pagina)
}
