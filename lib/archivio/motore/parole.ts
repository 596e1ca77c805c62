/** Words of the index: which begin so, which are written almost so, and whether a word finds anything for this reader. */
import type { Lettore } from '../rules-visibilita'
import { type Combinazioni, eccezioniOf } from './combinazioni'
import { CLASSI_PAROLE, LESSICO } from './documento'
import { lettereDi, mancano } from './lettere'
import { leggiProprie } from './lettura'
import { aperteDa, listeOf } from './liste'
import { radiceOf } from './radici'
import type { Segmento } from './segmento'

export type Nota = { parola: string; vuota: boolean; nota: boolean; inizi: string[]; simili: string[] }

const INIZIO_MIN = 3
const SIMILE_MIN = 4
const LUNGA = 6
/** Of each piece, how many are put together with those of the others. */
const DI_OGNI_PEZZO = 64
const CLASSI = CLASSI_PAROLE.length

/** Classes of words this reader may be told of. */
function classiOf(lettore: Lettore): number[] {
  if (lettore.ufficio) return [LESSICO.tutti, LESSICO.registrati, LESSICO.nomi, LESSICO.carte]
  return lettore.registrato ? [LESSICO.tutti, LESSICO.registrati] : [LESSICO.tutti]
}

const contoOf = (segmento: Segmento, word: number, classi: readonly number[]): number => {
  let sum = 0
  for (const classe of classi) sum += segmento.parti.lessico.conti[word * CLASSI + classe] as number
  return sum
}

/** @param tronche words of which the beginnings are wanted even when they are found as they are */
export function noteOf(
  segmenti: readonly Segmento[],
  combinazioni: Combinazioni,
  lettore: Lettore,
  parole: readonly string[],
  tronche: readonly string[],
  inizi: number,
  simili: number,
): Nota[] {
  const classi = classiOf(lettore)
  return parole.map((parola) => {
    const vuota = radiceOf(parola) === null
    const nota = vuota || segmenti.some((one) => trova(one, combinazioni, lettore, parola))
    const whole = nota && !tronche.includes(parola)
    const begins = whole || parola.length < INIZIO_MIN ? [] : iniziDi(segmenti, parola, classi, inizi)
    // a number written wrong is another number
    const near =
      nota || begins.length > 0 || parola.length < SIMILE_MIN || !/^[a-z]+$/.test(parola)
        ? []
        : similiA(segmenti, parola, classi, simili)
    return { parola, vuota, nota, inizi: begins, simili: near }
  })
}

/** Does the word find a unit that this reader may know to have it? */
function trova(segmento: Segmento, combinazioni: Combinazioni, lettore: Lettore, parola: string): boolean {
  const segni = combinazioni.segniOf(lettore)
  const extra = eccezioniOf(segmento, combinazioni, lettore)
  const told = (doc: number, segno: number): boolean => {
    const allowed = (segni[segmento.combinazione[doc] as number] as number) | (extra.get(doc) ?? 0)
    return (allowed & segno) !== 0 && (allowed & 1) !== 0 && segmento.morte[doc] === 0
  }
  const own = Uint32Array.from(extra.keys()).sort()
  const liste = listeOf({ alternative: [{ parola }] })
  for (const { lessema, segno, proprie } of aperteDa(liste, combinazioni.usabiliOf(lettore), lettore)) {
    const at = proprie && own.length === 0 ? -1 : segmento.parti.lessemi.indexOf(lessema)
    if (at < 0 || segmento.parti.conti[at] === 0) continue
    let found = false
    if (!proprie) found = segmento.some(at, (doc) => told(doc, segno))
    else
      leggiProprie(segmento, at, own, (doc) => {
        found ||= told(doc, segno)
      })
    if (found) return true
  }
  return false
}

/** Words in the order of how many units have them, put together from all pieces. */
function piuFrequenti(
  segmenti: readonly Segmento[],
  found: Iterable<string>,
  classi: readonly number[],
  distanza: (parola: string) => number,
  quante: number,
): string[] {
  const all = [...new Set(found)].map((parola) => ({
    parola,
    d: distanza(parola),
    n: segmenti.reduce((sum, one) => {
      const at = one.parti.lessico.parole.indexOf(parola)
      return at < 0 ? sum : sum + contoOf(one, at, classi)
    }, 0),
  }))
  return all
    .sort((a, b) => a.d - b.d || b.n - a.n || (a.parola < b.parola ? -1 : 1))
    .slice(0, quante)
    .map((one) => one.parola)
}

function iniziDi(segmenti: readonly Segmento[], parola: string, classi: readonly number[], quante: number): string[] {
  const found: string[] = []
  for (const segmento of segmenti) {
    const { parole } = segmento.parti.lessico
    const from = parole.from(Buffer.from(parola))
    const to = parole.from(Buffer.from(`${parola}{`)) // after z
    const best: { at: number; n: number }[] = []
    for (let at = from; at < to; at += 1) {
      const n = contoOf(segmento, at, classi)
      if (n === 0 || (best.length === DI_OGNI_PEZZO && n <= (best.at(-1)?.n ?? 0))) continue
      if (best.length === DI_OGNI_PEZZO) best.pop()
      let place = best.length
      while (place > 0 && (best[place - 1]?.n ?? 0) < n) place -= 1
      best.splice(place, 0, { at, n })
    }
    for (const { at } of best) found.push(parole.get(at))
  }
  return piuFrequenti(segmenti, found, classi, () => 0, quante)
}

function similiA(segmenti: readonly Segmento[], parola: string, classi: readonly number[], quante: number): string[] {
  const errori = parola.length >= LUNGA ? 2 : 1
  const typed = Buffer.from(parola)
  const letters = lettereDi(typed, 0, typed.length)
  const lontana = lontananzaDa(typed, errori)
  const found: string[] = []
  for (const segmento of segmenti) {
    const { parole } = segmento.parti.lessico
    const { quali, una, piu, da } = segmento.perLunghezza
    const last = Math.min(typed.length + errori + 1, da.length - 1)
    for (let length = Math.max(1, typed.length - errori); length < last; length += 1) {
      // a letter more is one error already, and takes none away: of the longer, fewer letters may be lost
      const perse = errori - Math.max(0, length - typed.length)
      const nuove = errori - Math.max(0, typed.length - length)
      for (let i = da[length] as number; i < (da[length + 1] as number); i += 1) {
        const u = una[i] as number
        const p = piu[i] as number
        if (mancano(letters.una, letters.piu, u, p) > perse || mancano(u, p, letters.una, letters.piu) > nuove) continue
        const at = quali[i] as number
        if (contoOf(segmento, at, classi) === 0) continue
        if (lontana(parole.testi, parole.inizi[at] as number, length) <= errori) found.push(parole.get(at))
      }
    }
  }
  const distance = (one: string) => {
    const bytes = Buffer.from(one)
    return lontana(bytes, 0, bytes.length) * 2 + (one[0] === parola[0] ? 0 : 1)
  }
  return piuFrequenti(segmenti, found, classi, distance, quante)
}

/** Bits of a number. */
const CORTA = 32

/**
 * The distance of many words from one, as `lontananza` counts it: a column of its table at a time, as the bits of a number.
 * @see H. Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit distances, 2003
 */
export function lontananzaDa(a: Uint8Array, errori: number): (b: Uint8Array, from: number, length: number) => number {
  if (a.length === 0 || a.length > CORTA) return (b, from, length) => lontananza(a, b, from, length, errori)
  const places = new Int32Array(0x100) // of each letter in the word, as bits
  for (const [i, letter] of a.entries()) places[letter] = (places[letter] as number) | (1 << i)
  const last = 1 << (a.length - 1)
  return (b, from, length) => {
    let more = -1
    let less = 0
    let same = 0
    let before = 0
    let distance = a.length
    for (let j = from; j < from + length; j += 1) {
      const here = places[b[j] as number] as number
      const exchanged = ((~same & here) << 1) & before
      same = ((((here & more) + more) | 0) ^ more) | here | less | exchanged
      let right = less | ~(same | more)
      const left = same & more
      if ((right & last) !== 0) distance += 1
      else if ((left & last) !== 0) distance -= 1
      right = (right << 1) | 1
      more = (left << 1) | ~(same | right)
      less = right & same
      before = here
    }
    return Math.min(distance, errori + 1)
  }
}

const LONGEST = 70
const rows = [new Uint8Array(LONGEST), new Uint8Array(LONGEST), new Uint8Array(LONGEST)] as const

/** Letters added, lost, changed or exchanged with the next; more than `errori` is not counted further. */
export function lontananza(a: Uint8Array, b: Uint8Array, from: number, length: number, errori: number): number {
  if (length >= LONGEST) return errori + 1
  let [two, one, now] = rows as [Uint8Array, Uint8Array, Uint8Array]
  for (let j = 0; j <= length; j += 1) one[j] = j
  for (let i = 1; i <= a.length; i += 1) {
    now[0] = i
    let least = i
    for (let j = 1; j <= length; j += 1) {
      const same = a[i - 1] === b[from + j - 1]
      let value = Math.min((one[j] as number) + 1, (now[j - 1] as number) + 1, (one[j - 1] as number) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[from + j - 2] && a[i - 2] === b[from + j - 1])
        value = Math.min(value, (two[j - 2] as number) + 1)
      now[j] = value
      if (value < least) least = value
    }
    if (least > errori) return errori + 1
    const spare = two
    two = one
    one = now
    now = spare
  }
  return one[length] as number
}
