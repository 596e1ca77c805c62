/** What a row of `INSERT INTO … VALUES` says, in the words of each program that writes dumps. */

/** `standard`: none of the others, and no sign is an escape. */
export const DIALETTI = ['mysql', 'postgresql', 'sqlserver', 'standard'] as const
export type Dialetto = (typeof DIALETTI)[number]

/** What only one of them writes. */
const SEGNI: readonly [Dialetto, RegExp][] = [
  ['mysql', /^-- (?:MySQL|MariaDB) dump|\/\*!\d{5}|(?:INTO|TABLE|EXISTS)\s+`|\bENGINE\s*=\s*\w/im],
  ['sqlserver', /\b(?:INTO|INSERT|TABLE)\s+\[|^GO\s*$|[(,]\s*N'|\bIDENTITY_INSERT\b/im],
  ['postgresql', /^-- PostgreSQL database dump|\bstandard_conforming_strings\b|[(,]\s*E'|'::\w|\bFROM stdin;/im],
]
/** A quote in the middle of a word after a backslash: only where a backslash is an escape. */
const APICE_DIFESO = /\p{L}\\'\p{L}/u
const TESTA = 1_000_000

/** @returns null when nothing tells them apart */
export function guessDialetto(sql: string): Dialetto | null {
  const head = sql.slice(0, TESTA)
  return SEGNI.find(([, segno]) => segno.test(head))?.[0] ?? (APICE_DIFESO.test(head) ? 'mysql' : null)
}

/** Whether a backslash is an escape in texts without a letter before. */
export const barreOf = (sql: string, dialetto: Dialetto): boolean =>
  dialetto === 'mysql' ||
  (dialetto === 'postgresql' && /\bstandard_conforming_strings\s*=\s*off\b/i.test(sql.slice(0, TESTA)))

const ESCAPES: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '',
  '0': '',
  Z: '',
  '%': '\\%', // as MySQL keeps them
  _: '\\_',
}
const DENTRO: Record<string, RegExp> = { "'": /[^'\\]*/y, '"': /[^"\\]*/y }

/** @param at of the opening quote @returns null when it never closes */
export function readTesto(sql: string, at: number, barre: boolean): { text: string; end: number } | null {
  const quote = sql[at] as string
  const plain = DENTRO[quote] as RegExp
  let text = ''
  for (let i = at + 1; ; ) {
    plain.lastIndex = i
    const run = plain.exec(sql)?.[0] ?? ''
    text += run
    i += run.length
    const char = sql[i]
    if (char === undefined) return null
    if (char === '\\') {
      const next = sql[i + 1] ?? ''
      text += barre ? (ESCAPES[next] ?? next) : char
      i += barre ? 2 : 1
    } else if (sql[i + 1] === quote) {
      text += quote
      i += 2
    } else return { text, end: i + 1 }
  }
}

/** Where what is no value ends: spaces and comments from `at` on. */
const VUOTO = /(?:\s|--[^\n]*|\/\*[\s\S]*?\*\/)*/y
export function skipVuoto(sql: string, at: number): number {
  VUOTO.lastIndex = at
  return at + (VUOTO.exec(sql)?.[0].length ?? 0)
}

type Difetto = { difetto: string }
/** A text stands for `\0` in what is around it. */
const SEGNAPOSTO = '\0'
const TESTO =
  /^(?:[NE]|_\w+\s*|DATE\s*|TIMESTAMP\s*|DATETIME\s*)?\0(?:\s*::[\w ".[\]]+(?:\(\d+\))?|\s+COLLATE\s+\S+)*$/i
const CONVERTITO =
  /^(?:TRY_)?(?:CAST|CONVERT|TO_DATE|TO_TIMESTAMP|STR_TO_DATE|DATE|DATETIME|TIMESTAMP)\s*\([^\0]*\0[^()]*(?:\([^()]*\)[^()]*)?\)$/i
const NUMERO_CONVERTITO =
  /^\(?(?:TRY_)?(?:CAST|CONVERT)\s*\((?:\s*\w+(?:\([\d, ]+\))?\s*,)?\s*(-?[\d.]+)\b[^()]*(?:\([^()]*\))?[^()]*\)\)?$/i
const PEZZO = String.raw`(?:N?\0|N?CHA?R\s*\(\s*\d+\s*\))`
const CONCATENATO = new RegExp(`^${PEZZO}(?:\\s*(?:\\|\\||\\+)\\s*${PEZZO})+$`, 'i')

/** @param around what is around the texts @returns null: something to compute, whose value is not here */
function valoreOf(around: string, testi: readonly string[]): string | null {
  if (testi.length === 0) {
    const number = NUMERO_CONVERTITO.exec(around)?.[1]
    if (number !== undefined) return number
    return /^null$/i.test(around) ? '' : around.includes('(') ? null : around
  }
  if (TESTO.test(around) || CONVERTITO.test(around)) return testi[0] ?? ''
  if (!CONCATENATO.test(around)) return null
  let next = 0
  return [...around.matchAll(/\0|CHA?R\s*\(\s*(\d+)\s*\)/gi)]
    .map(([, code]) => (code === undefined ? (testi[next++] ?? '') : String.fromCodePoint(Number(code))))
    .join('')
}

/** @param at where the value begins @returns where it ends: at a comma or at the closing bracket */
function readValore(
  sql: string,
  at: number,
  dialetto: Dialetto,
  barre: boolean,
): { valore: string | null; end: number } | Difetto {
  const testi: string[] = []
  let around = ''
  let depth = 0
  for (let i = at; i < sql.length; ) {
    const char = sql[i] as string
    const dollar = dialetto === 'postgresql' && char === '$' ? /^\$\w*\$/.exec(sql.slice(i, i + 64))?.[0] : undefined
    if (dollar) {
      const end = sql.indexOf(dollar, i + dollar.length)
      if (end < 0) break
      testi.push(sql.slice(i + dollar.length, end))
      around += SEGNAPOSTO
      i = end + dollar.length
    } else if (char === "'" || char === '"') {
      const read = readTesto(sql, i, barre || (dialetto === 'postgresql' && /(?:^|[^\w])E$/i.test(around)))
      if (!read) return { difetto: 'c’è un testo che non si chiude' }
      if (/[\p{L}\d]/u.test(sql[read.end] ?? ''))
        return { difetto: `dopo un testo c’è «${sql.slice(read.end, read.end + 10).trim()}»: un apice è di troppo` }
      testi.push(read.text)
      around += SEGNAPOSTO
      i = read.end
    } else if (sql.startsWith('--', i) || sql.startsWith('/*', i)) i = Math.max(skipVuoto(sql, i), i + 1)
    else if (depth === 0 && (char === ',' || char === ')')) return { valore: valoreOf(around.trim(), testi), end: i }
    else {
      if (char === '(') depth += 1
      if (char === ')') depth -= 1
      around += char
      i += 1
    }
  }
  return { difetto: 'manca la parentesi che la chiude' }
}

/**
 * Values of one row, past the closing bracket.
 *
 * @param at of the opening bracket
 * @returns `calcoli`: values that the program was to compute, left empty
 */
export function readRiga(
  sql: string,
  at: number,
  dialetto: Dialetto,
  barre: boolean,
): { valori: string[]; calcoli: number; end: number } | Difetto {
  const valori: string[] = []
  let calcoli = 0
  for (let i = at + 1; ; ) {
    const read = readValore(sql, i, dialetto, barre)
    if ('difetto' in read) return read
    if (read.valore === null) calcoli += 1
    valori.push(read.valore ?? '')
    if (sql[read.end] === ')') return { valori, calcoli, end: read.end + 1 }
    i = read.end + 1
  }
}
