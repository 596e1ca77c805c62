/** The lines of a page, from where its words stand. Pure. */
import type { ParolaPagina } from './rules-digitale'

/**
 * Words beside one another are one line, in the order in which they were read.
 * @returns places in `parole`
 */
export function righeOf(parole: readonly ParolaPagina[]): number[][] {
  const lines: number[][] = []
  let last: ParolaPagina | null = null
  for (const [i, parola] of parole.entries()) {
    const [, x, y, , h] = parola
    const beside = last !== null && y < last[2] + last[4] / 2 && last[2] < y + h / 2 && x >= last[1]
    const line = beside ? lines.at(-1) : undefined
    if (line) line.push(i)
    else lines.push([i])
    last = parola
  }
  return lines
}

/** Below this a word may well be another: 0–100, of the program that read it. */
export const CONFIDENZA_INCERTA = 60
export const isIncerta = (parola: ParolaPagina): boolean => parola[5] < CONFIDENZA_INCERTA
