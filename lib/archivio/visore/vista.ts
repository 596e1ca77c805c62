import 'server-only'
import { LRUCache } from 'lru-cache'
import { type Filigrana, makeFiligrana } from '../iiif/filigrana'
import type { Limiti } from '../iiif/rules-richiesta'
import type { Chi } from '../lettore'
import { recordVista } from './commands-viste'
import { findLimiti, withinImmagini } from './limiti'
import { type Carte, findPagina, type Pagina, righeFiligrana } from './queries'
import { LIMITI_LIBERE, limitiRiservate } from './rules-limiti'

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

type Ask = { chi: () => Promise<Chi>; paginaId: string }

/** By session, never by person or by page alone: what one may see is never another's. */
const kept = new LRUCache<string, { vista: Vista | null }, Ask>({
  max: 20_000,
  ttl: TENUTA_MS,
  ttlResolution: 0,
  fetchMethod: async (_key, _stale, { context }) => ({ vista: await askVista(context) }),
})

async function askVista({ chi: who, paginaId }: Ask): Promise<Vista | null> {
  const chi = await who()
  const found = await findPagina(chi, paginaId)
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
 * The walls, asked at most once in a few seconds for a session and a page: an image is sixty tiles.
 *
 * @param sessione what the browser brings, as it is kept; null: nobody known
 * @returns null alike for what is not there and what is not for them
 */
export async function findVista(sessione: string | null, chi: () => Promise<Chi>, paginaId: string) {
  const { vista } = await kept.forceFetch(`${sessione ?? 'pubblico'}:${paginaId}`, { context: { chi, paginaId } })
  return vista
}

/** Before the pixels leave: who looks is written down, and who looks at too much waits. */
export async function canMostrare({ chi, carte, pagina, daPersona }: Vista): Promise<boolean> {
  if (pagina.pubblica) return true
  if (!chi || !withinImmagini(chi.personaId, daPersona)) return false
  return recordVista(chi, carte, pagina)
}
