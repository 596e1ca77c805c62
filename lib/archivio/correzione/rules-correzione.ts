/** The text of a page as a person corrects it, line by line; its words stay where they stand. Pure. */
import type { ParolaPagina } from '../rules-digitale'
import { righeOf } from '../rules-righe'

/** `corretta`: by hand; `ripresa`: back to what the machine read. */
export const ATTI_CORREZIONE = ['corretta', 'ripresa'] as const
export type AttoCorrezione = (typeof ATTI_CORREZIONE)[number]

/** A line as it was and as it is; `riga` from 1. */
export type RigaCambiata = { riga: number; da: string; a: string }

/** What a person wrote is certain. */
const CERTA = 100
export const RIGA_MAX = 1_000

type Riquadro = [x: number, y: number, w: number, h: number]

/** Lines of a page, each with its words. */
export const righeDiParole = (parole: readonly ParolaPagina[]): ParolaPagina[][] =>
  righeOf(parole).map((line) => line.map((i) => parole[i] as ParolaPagina))

export const testoDiRiga = (riga: readonly ParolaPagina[]): string => riga.map(([testo]) => testo).join(' ')

/** The rectangle around these words. */
function intornoA(parole: readonly ParolaPagina[]): Riquadro {
  const left = Math.min(...parole.map(([, x]) => x))
  const top = Math.min(...parole.map(([, , y]) => y))
  const right = Math.max(...parole.map(([, x, , w]) => x + w))
  const bottom = Math.max(...parole.map(([, , y, , h]) => y + h))
  return [left, top, right - left, bottom - top]
}

/** Divides a rectangle among words by their letters, from the left. */
function dividi([x, y, w, h]: Riquadro, words: readonly string[]): ParolaPagina[] {
  const letters = words.map((word) => word.length)
  const all = letters.reduce((sum, n) => sum + n + 1, -1)
  let before = 0
  return words.map((word, i): ParolaPagina => {
    const from = x + Math.round((w * before) / all)
    const to = x + Math.round((w * (before + (letters[i] as number))) / all)
    before += (letters[i] as number) + 1
    return [word, from, y, Math.max(1, to - from), h, CERTA]
  })
}

/** Room for words that replace none: between their neighbours, or on the nearer one when there is no room. */
function nelVuoto(left: ParolaPagina | undefined, right: ParolaPagina | undefined): Riquadro {
  if (left && right) {
    const from = left[1] + left[3]
    if (right[1] > from) {
      const [, y, , h] = intornoA([left, right])
      return [from, y, right[1] - from, h]
    }
  }
  const [, x, y, w, h] = (left ?? right) as ParolaPagina
  return [x, y, w, h]
}

/** Places of a longest list of words that both have, in order. */
function comuni(before: readonly string[], after: readonly string[]): [number, number][] {
  const width = after.length + 1
  const length = new Uint32Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      length[i * width + j] =
        before[i] === after[j]
          ? 1 + (length[(i + 1) * width + j + 1] as number)
          : Math.max(length[(i + 1) * width + j] as number, length[i * width + j + 1] as number)
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < before.length && j < after.length; )
    if (before[i] === after[j]) {
      pairs.push([i, j])
      i += 1
      j += 1
    } else if ((length[(i + 1) * width + j] as number) >= (length[i * width + j + 1] as number)) i += 1
    else j += 1
  return pairs
}

/**
 * The words of a line once it says `testo`. A word that is still there keeps its place and its confidence; the others take
 * the place of the words they stand for: one each when they are as many, else divided by their letters.
 *
 * @param riga at least one word
 */
export function allineaRiga(riga: readonly ParolaPagina[], testo: string): ParolaPagina[] {
  const after = testo.normalize('NFC').split(/\s+/).filter(Boolean)
  const before = riga.map(([word]) => word)
  const pairs = [...comuni(before, after), [riga.length, after.length] as [number, number]]
  const out: ParolaPagina[] = []
  let [i, j] = [0, 0]
  for (const [keptBefore, keptAfter] of pairs) {
    const gone = riga.slice(i, keptBefore)
    const come = after.slice(j, keptAfter)
    if (come.length === gone.length)
      out.push(...gone.map(([, x, y, w, h], n): ParolaPagina => [come[n] as string, x, y, w, h, CERTA]))
    else if (come.length > 0)
      out.push(...dividi(gone.length > 0 ? intornoA(gone) : nelVuoto(riga[i - 1], riga[keptBefore]), come))
    const kept = riga[keptBefore]
    if (kept) out.push(kept)
    i = keptBefore + 1
    j = keptAfter + 1
  }
  return out
}

/** Lines that the machine did not see, each in a band of what is left of the page under the text; of all of it without text. */
export function righeNuove(parole: readonly ParolaPagina[], righe: readonly string[], misura: Misura): ParolaPagina[] {
  const written = righe
    .map((riga) => riga.normalize('NFC').split(/\s+/).filter(Boolean))
    .filter((riga) => riga.length > 0)
  const bottom = parole.reduce((lowest, [, , y, , h]) => Math.max(lowest, y + h), 0)
  const top = misura.altezza - bottom >= written.length * RIGA_MIN ? bottom : 0
  const band = (misura.altezza - top) / Math.max(1, written.length)
  return written.flatMap((words, n) =>
    dividi([0, Math.round(top + n * band), misura.larghezza, Math.max(1, Math.floor(band))], words),
  )
}
type Misura = { larghezza: number; altezza: number }
/** Pixels: less is no line of writing. */
const RIGA_MIN = 12

export type Corretto = { testo: string; parole: ParolaPagina[]; cambiate: RigaCambiata[] }
export type Correzione = {
  /** one for each line of the page, in order (`righeDiParole`); one without words goes */
  righe: readonly string[]
  nuove: readonly string[]
  /** every word was looked at: none is uncertain any more */
  controllata: boolean
}

/**
 * The text of a page once its lines say this.
 *
 * @throws RangeError for another number of lines: a caller's bug
 */
export function correggi(
  parole: readonly ParolaPagina[],
  { righe, nuove, controllata }: Correzione,
  misura: Misura,
): Corretto {
  const before = righeDiParole(parole)
  if (before.length !== righe.length) throw new RangeError(`${righe.length} lines for ${before.length}`)
  const after = before.map((riga, n) => allineaRiga(riga, righe[n] as string))
  const added = righeDiParole(righeNuove(parole, nuove, misura))
  const cambiate = [
    ...before.flatMap((riga, n) => {
      const [da, a] = [testoDiRiga(riga), testoDiRiga(after[n] as ParolaPagina[])]
      return da === a ? [] : [{ riga: n + 1, da, a }]
    }),
    ...added.map((riga, n) => ({ riga: before.length + n + 1, da: '', a: testoDiRiga(riga) })),
  ]
  const left = [...after.filter((riga) => riga.length > 0), ...added]
  return {
    testo: left.map(testoDiRiga).join('\n'),
    parole: left
      .flat()
      .map(([testo, x, y, w, h, sure]): ParolaPagina => [testo, x, y, w, h, controllata ? CERTA : sure]),
    cambiate,
  }
}
