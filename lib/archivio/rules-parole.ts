/** Words as the search knows them: small letters and figures, without accents. */

/** No word is longer; what is, is cut, in the index as in the question: the database compares none beyond 255 characters. */
const MAX_PAROLA = 64

/** 'Riccò del Golfo, l’Aurelia' → ['ricco', 'del', 'golfo', 'l', 'aurelia'] */
export function paroleOf(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain text has nothing to take apart
  const plain = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')
  const found = plain.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return found.map((parola) => (parola.length > MAX_PAROLA ? parola.slice(0, MAX_PAROLA) : parola))
}

export const pianoOf = (text: string): string => paroleOf(text).join(' ')

/** 'SP 370 dir', 's.p. n. 370 dir', 'strada provinciale 370 dir': the initials of a road and its number. */
export const STRADA =
  /(?<![\p{L}\d])(?:(s)\.?\s?([psr])\.?|strada\s+(provinciale|statale|regionale))\s*(?:n(?:umero\b|[.°])?\s*)?(\d{1,3})(?:\s?(bis|ter|quater|dir|racc|var))?(?![\p{L}\d])/giu
const INTERA = new RegExp(`^\\s*${STRADA.source}\\s*$`, 'iu')

/** Of a match of `STRADA`: 'sp370dir'. */
export const stradaTrovata = ([, , iniziale, nome, numero, coda = '']: readonly (string | undefined)[]): string =>
  `s${(iniziale ?? nome?.[0] ?? '').toLowerCase()}${Number(numero)}${coda.toLowerCase()}`

/** As the index knows a road, however it is written; what is no road of these is its letters and figures. */
export function stradaOf(text: string): string {
  const found = INTERA.exec(text)
  return found ? stradaTrovata(found) : pianoOf(text).replaceAll(' ', '')
}

/** 'sp370dir' → 'SP 370 dir'; 'a12' → 'A12' */
export function nomeStrada(chiave: string): string {
  const found = /^s([psr])(\d+)([a-z]*)$/.exec(chiave)
  if (!found) return chiave.toUpperCase()
  const [, genere = '', numero, coda] = found
  return [`S${genere.toUpperCase()}`, numero, coda].filter(Boolean).join(' ')
}

/** Zeros in front are of the register, not of the number: '0345' is 345. */
const numeroOf = (text: string): string =>
  pianoOf(text)
    .replaceAll(' ', '')
    .replace(/^0+(?=\d)/, '')

/** Lexemes that are not words. A prefix and a colon: no word of a text has one. */
export const esatti = {
  segnatura: (segnatura: string) => `s:${segnatura.toLowerCase().replace(/\s+/g, '')}`,
  /** all that stands under a signature */
  sotto: (segnatura: string) => `${esatti.segnatura(segnatura)}/`,
  numero: (numero: string) => `n:${numeroOf(numero)}`,
  numeroAnno: (numero: string, anno: string | number) => `n:${numeroOf(numero)}/${anno}`,
  anno: (anno: string | number) => `a:${anno}`,
  strada: (strada: string) => `r:${stradaOf(strada)}`,
  /** @param km whole kilometre: 3 stands for 3+000 to 3+999 */
  stradaKm: (strada: string, km: number) => `r:${stradaOf(strada)}:${km}`,
  particella: (istat: string, foglio: string, mappale: string) =>
    `${esatti.fogli(istat)}${esatti.foglio(foglio)}:${pianoOf(mappale).replaceAll(' ', '')}`,
  /** how the parcels of a Comune begin */
  fogli: (istat: string) => `p:${istat}:`,
  foglio: (foglio: string) => pianoOf(foglio).replaceAll(' ', ''),
  /** two words of a name, in whatever order */
  coppia: (una: string, altra: string) => [una, altra].sort().join('+'),
}

const M_PER_KM = 1000
/** Whole kilometres that a stretch touches. */
export const kmOf = (daM: number, aM: number): number[] =>
  Array.from(
    { length: Math.floor(aM / M_PER_KM) - Math.floor(daM / M_PER_KM) + 1 },
    (_, i) => Math.floor(daM / M_PER_KM) + i,
  )
