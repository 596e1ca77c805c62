/** Reads a page, and finds out by reading whether it was scanned turned. */
import type { Foglio } from '@/lib/archivio/immagini/documento'
import { type Lettura, makeLettura, makePiramide } from '@/lib/archivio/immagini/piramide'
import {
  diFianco,
  dimezza,
  forseGirata,
  GIRI,
  type Giro,
  giraGrigi,
  giroMigliore,
  punteggio,
  sommaGiri,
} from '@/lib/archivio/immagini/rules-giro'
import type { EsitoTesto } from './messaggi'
import type { Motore } from './motore'

/** The page as it stands once it is turned: as all that is made of it sees it. */
export function giraFoglio(foglio: Foglio, giro: Giro): Foglio {
  if (giro === 0) return foglio
  const { larghezza, altezza } = foglio
  return {
    ...foglio,
    ...(diFianco(giro) ? { larghezza: altezza, altezza: larghezza } : {}),
    apri: () => foglio.apri().rotate(giro),
  }
}

/** Dots to the inch below which a halved page cannot be read any more. */
const DPI_PROVA = 140

/**
 * Reads the page as it stands; when that goes badly, tries the other turns on a smaller image and reads again the one that
 * is plainly better.
 *
 * @param giro the page is turned by so much already
 * @returns with the image of the page, when it has to be turned
 */
export async function leggiDritta(foglio: Foglio, giro: Giro, motore: Motore): Promise<EsitoTesto> {
  const shown = giraFoglio(foglio, giro)
  const lettura = await makeLettura(shown)
  const found = await motore.recognise(lettura)
  if (!forseGirata(found.righe.flat())) return found
  const small = lettura.dpi / 2 >= DPI_PROVA ? dimezza(lettura) : lettura
  const prove = new Map<Giro, number>()
  for (const one of GIRI) {
    const dpi = small === lettura ? lettura.dpi : lettura.dpi / 2
    const { righe } = await motore.recognise({ ...lettura, ...giraGrigi(small, one), dpi })
    prove.set(one, punteggio(righe.flat()))
  }
  const more = giroMigliore(prove)
  if (more === 0) return found
  const turned: Lettura = { ...lettura, ...giraGrigi(lettura, more) }
  const again = await motore.recognise(turned)
  if (punteggio(again.righe.flat()) <= punteggio(found.righe.flat())) return found
  const whole = giraFoglio(foglio, sommaGiri(giro, more))
  const { larghezza, altezza } = whole
  return { ...again, girata: { giro: sommaGiri(giro, more), tiff: await makePiramide(whole), larghezza, altezza } }
}
