/** Parts of a page that are covered for whoever may see the rest, and what is left of its text. Pure. */
import type { ParolaPagina } from './rules-digitale'
import { righeOf } from './rules-righe'

/** What an archivist may do to a page: close it whole, open it, cover parts of it, uncover them. */
export const ATTI_RISERVATEZZA = ['chiusa', 'aperta', 'oscurata', 'scoperta'] as const
export type AttoRiservatezza = (typeof ATTI_RISERVATEZZA)[number]

/** In pixels of the whole image. */
export type RegioneCoperta = [x: number, y: number, w: number, h: number]
export const REGIONI_MAX = 200

/** A word is gone when the cover touches it at all: half a name is still a name. */
export const isCoperta = ([, x, y, w, h]: ParolaPagina, regioni: readonly RegioneCoperta[]): boolean =>
  regioni.some(([rx, ry, rw, rh]) => x < rx + rw && rx < x + w && y < ry + rh && ry < y + h)

/** What stands in the transcription for what is covered. */
export const COPERTO = '[coperto]'

/**
 * The words and the text without what is covered. The text is made again from the words that are left, line by line, so
 * that nothing of it comes from where the words are not known.
 *
 * @param parole in the order in which they are read
 */
export function togliCoperte(
  parole: readonly ParolaPagina[],
  regioni: readonly RegioneCoperta[],
): { testo: string; parole: ParolaPagina[] } {
  const lines = righeOf(parole).map((line) =>
    line
      .map((i) => parole[i] as ParolaPagina)
      .map((parola) => (isCoperta(parola, regioni) ? COPERTO : parola[0]))
      .filter((word, i, all) => word !== COPERTO || all[i - 1] !== COPERTO)
      .join(' '),
  )
  return { testo: lines.join('\n'), parole: parole.filter((parola) => !isCoperta(parola, regioni)) }
}
