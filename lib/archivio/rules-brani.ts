/** The piece of a text that shows why it was found, with the words marked. */
import { paroleOf } from './rules-parole'

export type Brano = { testo: string; segnato: boolean }[]

/** About two lines: so much before the first word, and in all. */
const PRIMA = 90
const LUNGO = 280
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

type Segnata = { da: number; a: number; parola: number }

/**
 * @param parole as typed, without accents
 * @returns the text, or about two lines of it around the most words found close together; marked words apart
 */
export function computeBrano(testo: string, parole: readonly string[], intero = false): Brano {
  const text = testo.includes('\n') ? testo.replace(/\s+/g, ' ') : testo
  const marks = segna(text, parole)
  const [from, to] = intero ? [0, text.length] : finestra(text, marks)
  const shown: Brano = []
  const say = (piece: string, segnato: boolean) => {
    if (piece !== '') shown.push({ testo: piece, segnato })
  }
  let at = from
  if (from > 0) say('… ', false)
  for (const { da, a } of marks) {
    if (da < at || a > to) continue
    say(text.slice(at, da), false)
    say(text.slice(da, a), true)
    at = a
  }
  say(text.slice(at, to), false)
  if (to < text.length) say(' …', false)
  return shown.reduce<Brano>((all, piece) => {
    const last = all.at(-1)
    if (last && last.segnato === piece.segnato) last.testo += piece.testo
    else all.push({ ...piece })
    return all
  }, [])
}

const PAROLA = /[\p{L}\p{M}\p{N}]/u
const ASCII = 0x80
const asciiDiParola = Uint8Array.from({ length: ASCII }, (_, code) =>
  /[a-z0-9]/i.test(String.fromCharCode(code)) ? 1 : 0,
)
const altriDiParola = new Map<number, boolean>()

function isDiParola(code: number): boolean {
  if (code < ASCII) return asciiDiParola[code] === 1
  let is = altriDiParola.get(code)
  if (is === undefined) {
    is = PAROLA.test(String.fromCodePoint(code))
    altriDiParola.set(code, is)
  }
  return is
}

/**
 * Where words begin and end, two numbers each, of those that begin with one of some letters or with a letter that may be one
 * of them with an accent. Twenty pages of text are gone through at each search: letter by letter it takes less than half of
 * what a regular expression does.
 * @param prime small letters, as codes
 */
function confini(text: string, prime: ReadonlySet<number>): number[] {
  const found: number[] = []
  let at = 0
  while (at < text.length) {
    const first = text.codePointAt(at) as number
    const from = at
    at += first > 0xffff ? 2 : 1
    if (!isDiParola(first)) continue
    for (let code = text.codePointAt(at); code !== undefined && isDiParola(code); code = text.codePointAt(at))
      at += code > 0xffff ? 2 : 1
    if (first >= ASCII || prime.has(first | 0x20)) found.push(from, at)
  }
  return found
}

function segna(text: string, parole: readonly string[]): Segnata[] {
  if (parole.length === 0) return []
  const beginnings = new Set(parole.map((one) => one.slice(0, 2)))
  const known = new Map<string, number>()
  const found: Segnata[] = []
  const places = confini(text, new Set(parole.map((one) => one.charCodeAt(0))))
  for (let i = 0; i < places.length; i += 2) {
    const [da, a] = [places[i] as number, places[i + 1] as number]
    const word = text.slice(da, a)
    let which = known.get(word)
    if (which === undefined) {
      const [plain = ''] = paroleOf(word)
      which = beginnings.has(plain.slice(0, 2)) ? parole.findIndex((parola) => stessaRadice(plain, parola)) : -1
      known.set(word, which)
    }
    if (which >= 0) found.push({ da, a, parola: which })
  }
  return found
}

/** Where to cut: at words, around the place where most different words stand together. */
function finestra(text: string, marks: readonly Segnata[]): [number, number] {
  let best = 0
  let most = 0
  for (const [i, { da }] of marks.entries()) {
    const near = new Set<number>()
    for (let j = i; j < marks.length && (marks[j]?.a ?? 0) - da < LUNGO - PRIMA; j += 1)
      near.add(marks[j]?.parola ?? -1)
    if (near.size > most) [best, most] = [da, near.size]
  }
  const start = best - PRIMA <= 0 ? 0 : text.lastIndexOf(' ', best - PRIMA + 1) + 1
  const end = start + LUNGO >= text.length ? text.length : Math.max(text.lastIndexOf(' ', start + LUNGO), best + 1)
  return [start, end]
}
