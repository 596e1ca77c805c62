/**
 * Parts of a page that should probably be covered, from what is written there. A proposal: an archivist decides. Pure.
 *
 * @see Reg. UE 2016/679 artt. 9, 10; D.Lgs. 196/2003 art. 2-septies; D.Lgs. 42/2004 art. 122
 */
import type { RegioneCoperta } from './rules-copertura'
import type { ParolaPagina } from './rules-digitale'
import { paroleOf } from './rules-parole'
import { righeOf } from './rules-righe'

export const MOTIVI_PROPOSTA = {
  codice_fiscale: 'codice fiscale',
  nascita: 'luogo o data di nascita',
  salute: 'salute',
  telefono: 'telefono',
  targa: 'targa',
  iban: 'conto corrente',
} as const
export type MotivoProposta = keyof typeof MOTIVI_PROPOSTA

export type Proposta = { motivo: MotivoProposta; regione: RegioneCoperta; testo: string }

/** Roots of words that tell of somebody's health. */
const SALUTE =
  /^(affett[aei]|affetto da|ammalat|anamnes|asbestos|cardiopat|cartella clinica|cecit|certificato medico|chemioterap|clinic|cronic|dement|depression|diabet|diagnos|disabil|epiless|gravidanz|handicap|infart|inferm|inabil|invalid|malatt|menoma|neoplas|oncolog|ospedalier|patolog|prognos|psichiatr|psicolog|ricover|sanitari|silicos|sieropositiv|sordomut|tossicodipend|tubercol|tumor)/
const NASCITA = /^nat[oaie]$/
/** How many words after «nato» are where and when. */
const DOPO_NATO = 7
const GIORNO = /^(0?[1-9]|[12]\d|3[01])([./-])(0?[1-9]|1[0-2])\2((?:18|19|20)?\d{2})$/
const PREFISSI_TELEFONO = /^(tel|telefono|cell|cellulare|fax)$/
const CIFRE = /^[\d./-]+$/
/** Plates in use since 1994, before, and of provinces: 'AB123CD', 'SP123456', 'SPA12345' of trucks. */
const TARGA = /^([A-HJ-NPR-TV-Z]{2}\d{3}[A-HJ-NPR-TV-Z]{2}|(?:SP|GE|IM|SV|MS|PI|LU|PR|MI|TO|FI|BO|ROMA)[A-Z]?\d{5,6})$/

const plain = (text: string) => text.replace(/^[^\p{L}\d+]+|[^\p{L}\d]+$/gu, '')
const upper = (text: string) => plain(text).toUpperCase()

/** By their shape alone: a letter read wrongly fails the check figures, and is of a person all the same. */
const CODICE_FISCALE = /^[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/
const IBAN = /^IT\d{2}[A-Z]\d{10}[A-Z\d]{12}$/

/** Which words, by their place in a line, a rule takes: first and last, both counted. */
type Trova = (words: readonly string[], at: number) => number | null

/** Words from `at` on that, put together, are one thing; how many. */
const together =
  (test: (joined: string) => boolean, most: number): Trova =>
  (words, at) => {
    for (let n = 1; n <= most && at + n <= words.length; n += 1)
      if (
        test(
          words
            .slice(at, at + n)
            .map(upper)
            .join(''),
        )
      )
        return n
    return null
  }

function nascita(words: readonly string[], at: number): number | null {
  if (!NASCITA.test(plain(words[at] ?? '').toLowerCase())) return null
  const rest = words.slice(at + 1, at + 1 + DOPO_NATO)
  const date = rest.findIndex((word) => GIORNO.test(plain(word)))
  if (date >= 0) return date + 2
  const year = rest.findIndex((word) => /^(18|19|20)\d{2}$/.test(plain(word)))
  return year >= 0 ? year + 2 : null
}

function telefono(words: readonly string[], at: number): number | null {
  const first = plain(words[at] ?? '')
  const named = PREFISSI_TELEFONO.test(first.toLowerCase())
  let n = named ? 1 : 0
  let digits = ''
  while (at + n < words.length && CIFRE.test((words[at + n] ?? '').replace(/^\+|[.,;:]$/g, ''))) {
    digits += (words[at + n] ?? '').replace(/\D/g, '')
    n += 1
  }
  const long = digits.length >= (named ? 5 : 9) && digits.length <= 13
  const italian = named || /^(39)?(0\d|3\d)/.test(digits)
  return long && italian && !GIORNO.test(first) ? n : null
}

function salute(words: readonly string[], at: number): number | null {
  const two = words.slice(at, at + 2).map((word) => paroleOf(word).join(''))
  if (SALUTE.test(two.join(' ')) && /cartella clinica|certificato medico|affetto da/.test(two.join(' '))) return 2
  return SALUTE.test(two[0] ?? '') ? 1 : null
}

const REGOLE: readonly [MotivoProposta, Trova][] = [
  ['codice_fiscale', together((text) => CODICE_FISCALE.test(text), 5)],
  ['iban', together((text) => IBAN.test(text), 8)],
  ['nascita', nascita],
  ['targa', together((text) => TARGA.test(text), 3)],
  ['telefono', telefono],
  ['salute', salute],
]

const MARGINE = 4
function regionOf(words: readonly ParolaPagina[]): RegioneCoperta {
  const left = Math.min(...words.map(([, x]) => x)) - MARGINE
  const top = Math.min(...words.map(([, , y]) => y)) - MARGINE
  const right = Math.max(...words.map(([, x, , w]) => x + w)) + MARGINE
  const bottom = Math.max(...words.map(([, , y, , h]) => y + h)) + MARGINE
  return [Math.max(0, left), Math.max(0, top), right - Math.max(0, left), bottom - Math.max(0, top)]
}

/** @param parole of the page, in the order in which they are read */
export function proponiCoperture(parole: readonly ParolaPagina[]): Proposta[] {
  return righeOf(parole).flatMap((line) => {
    const words = line.map((i) => parole[i] as ParolaPagina)
    const texts = words.map(([testo]) => testo)
    const found: Proposta[] = []
    for (let at = 0; at < words.length; ) {
      const hit = REGOLE.map(([motivo, trova]) => [motivo, trova(texts, at)] as const).find(([, n]) => n !== null)
      const n = hit?.[1] ?? 1
      if (hit)
        found.push({
          motivo: hit[0],
          regione: regionOf(words.slice(at, at + n)),
          testo: texts.slice(at, at + n).join(' '),
        })
      at += n
    }
    return found
  })
}
