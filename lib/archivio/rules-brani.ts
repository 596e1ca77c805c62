/** The piece of a text that shows why it was found, with the words marked. */
import { paroleOf } from './rules-parole'

export type Brano = { testo: string; segnato: boolean }[]

const CONTORNO = 90
/** A short word changes its last letter, a longer one its ending. */
const CORTA = 5
const FINALE = { corta: 1, lunga: 3 }
const RADICE_MIN = 3

/** Do two words have the same root? Near enough to mark: the index has decided already what is found. */
export function stessaRadice(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  const ending = shorter <= CORTA ? FINALE.corta : FINALE.lunga
  const root = Math.max(RADICE_MIN, shorter - ending)
  return shorter > RADICE_MIN && Math.abs(a.length - b.length) <= ending && a.slice(0, root) === b.slice(0, root)
}

/**
 * @param parole as typed, without accents
 * @returns the text, or about two lines of it around the first word found; marked words apart
 */
export function computeBrano(testo: string, parole: readonly string[], intero = false): Brano {
  const pieces = testo.split(/(\s+|[.,;:()«»’'"/–-]+)/)
  const hit = (piece: string) => {
    const words = paroleOf(piece)
    return words.length > 0 && words.some((word) => parole.some((parola) => stessaRadice(word, parola)))
  }
  const marked = pieces.map((testo) => ({ testo, segnato: hit(testo) }))
  const shown = intero ? marked : around(marked)
  return shown.reduce<Brano>((all, piece) => {
    const last = all.at(-1)
    if (last && last.segnato === piece.segnato) last.testo += piece.testo
    else all.push({ ...piece })
    return all
  }, [])
}

function around(pieces: Brano): Brano {
  const first = Math.max(
    0,
    pieces.findIndex((piece) => piece.segnato),
  )
  let from = first
  for (let room = CONTORNO; from > 0 && room > 0; from -= 1) room -= pieces[from - 1]?.testo.length ?? 0
  let to = first
  for (let room = CONTORNO * 2; to < pieces.length && room > 0; to += 1) room -= pieces[to]?.testo.length ?? 0
  return [
    ...(from > 0 ? [{ testo: '… ', segnato: false }] : []),
    ...pieces.slice(from, to),
    ...(to < pieces.length ? [{ testo: ' …', segnato: false }] : []),
  ]
}
