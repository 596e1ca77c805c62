import 'server-only'
import { today } from '@/lib/db/clock'
import type { Conosciuta } from '../conosciute'
import type { Chi } from '../lettore'
import { indirizzoPermanente } from '../permanente'
import { listPresenti } from '../raccolta/queries'
import type { Elemento } from '../raccolta/rules'
import type { Citabile } from './rules'

type Citata = { unita: Conosciuta; paginaId: string | null; pagina: Citabile['pagina'] }

async function citabileOf({ unita, paginaId, pagina }: Citata): Promise<Citabile> {
  const { id, livello, tipologia, titolo, segnatura, data, dal, al, certezza, produttore, antenati } = unita
  const facts = { livello, tipologia, titolo, segnatura, data, dal, al, certezza, produttore, antenati }
  const indirizzo = indirizzoPermanente(id, pagina && paginaId)
  return { ...facts, unitaId: id, pagina, indirizzo, consultatoIl: await today() }
}

export const citabiliOf = (all: readonly Citata[]): Promise<Citabile[]> => Promise.all(all.map(citabileOf))

/**
 * What this reader may cite of a unit, or of a page of it that they may open.
 * @returns null for what is not there and what they may not know of, alike
 */
export async function findCitabile(chi: Chi, elemento: Elemento): Promise<Citabile | null> {
  const [one] = await listPresenti(chi, [elemento])
  return one && (elemento.paginaId === null || one.pagina) ? citabileOf(one) : null
}
