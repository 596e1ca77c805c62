/** National codes typed by people: cleaned of spaces, dots and hyphens, then checked by their own check characters. */
import { type Result, refuse, success } from './result'

/** Capitals, without the signs people put between groups: ' ab 123.cd ' → 'AB123CD'. */
export const cleanCodice = (text: string): string => text.toUpperCase().replace(/[\s.\-–—/_·]+/gu, '')

const LETTER_VALUES = 'BAKPLCQDREVOSFTGUHMINJWZYX' // odd places: the index in this row is the value (D.M. 23/12/1976)
const OMOCODIA = 'LMNPQRSTUV' // letters that stand for 0…9 when two people would share a code
const MONTHS = 'ABCDEHLMPRST'
const DIGIT_PLACES = [6, 7, 9, 10, 12, 13, 14] // where a digit may have become a letter
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** @param first15 of a codice fiscale, capitals · @returns its check letter */
export function checkLetter(first15: string): string {
  let sum = 0
  for (let i = 0; i < 15; i += 1) {
    const char = first15[i] as string
    const value = char >= 'A' ? char.charCodeAt(0) - 65 : Number(char)
    sum += i % 2 === 1 ? value : LETTER_VALUES.indexOf(String.fromCharCode(65 + value))
  }
  return String.fromCharCode(65 + (sum % 26))
}

/**
 * Codice fiscale of a person: 16 characters, with omocodia.
 * @returns the cleaned code, or what is wrong with it
 * @see D.M. 23 dicembre 1976
 */
export function checkCodiceFiscale(text: string): Result<string> {
  const code = cleanCodice(text)
  if (code.length !== 16) return refuse(`Il codice fiscale ha 16 caratteri: ne hai scritti ${code.length}`)
  if (!/^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/.test(code)) {
    return refuse('Il codice fiscale non ha la forma giusta: controlla lettere e cifre')
  }
  if (checkLetter(code) !== code[15])
    return refuse('Il codice fiscale non torna: controlla ogni carattere, anche l’ultima lettera')
  const plain = [...code]
    .map((char, i) => (DIGIT_PLACES.includes(i) && char >= 'A' ? OMOCODIA.indexOf(char) : char))
    .join('')
  const day = Number(plain.slice(9, 11)) % 40
  const month = MONTHS.indexOf(plain[8] as string)
  const second = Number(plain.slice(9, 11)) > 71 // 41…71 are women
  if (second || day < 1 || day > (DAYS_IN_MONTH[month] as number))
    return refuse('Il giorno di nascita nel codice fiscale non esiste')
  return success(code)
}

/** Luhn's digit, as in the partita IVA. @param digits 11 figures */
function luhnHolds(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < 11; i += 1) {
    const doubled = Number(digits[i]) * (i % 2 === 1 ? 2 : 1)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/**
 * Partita IVA, and codice fiscale of an organisation, which has the same form.
 * @see D.P.R. 633/1972 art. 35; D.M. 23 dicembre 1976 art. 7
 */
export function checkPartitaIva(text: string): Result<string> {
  const code = cleanCodice(text).replace(/^IT(?=\d)/, '')
  if (!/^\d{11}$/.test(code))
    return refuse(`La partita IVA ha 11 cifre: ne hai scritte ${code.replace(/\D/g, '').length}`)
  if (code === '00000000000' || !luhnHolds(code)) return refuse('La partita IVA non torna: controlla ogni cifra')
  return success(code)
}

/** Codice fiscale of a person or of an organisation. */
export const checkCodiceFiscaleOrEnte = (text: string): Result<string> =>
  /^\d/.test(cleanCodice(text)) ? checkPartitaIva(text) : checkCodiceFiscale(text)

/** Plates leave out I, O, Q and U. */
const L = '[A-HJ-NPR-TV-Z]'
/** Series in use, the more particular first. A plate may fit more than one: the first that fits names it. */
const TARGHE = {
  rimorchio: new RegExp(`^X${L}\\d{3}${L}{2}$`), // from 20-2-2013 (D.P.R. 198/2012)
  auto: new RegExp(`^${L}{2}\\d{3}${L}{2}$`), // from 1994
  rimorchio_1994: /^[A-Z]{2}\d{5}$/,
  agricola: new RegExp(`^${L}{2}\\d{3}${L}$`),
  operatrice: new RegExp(`^${L}{3}\\d{3}$`),
  provinciale: /^(ROMA|[A-Z]{2})(\d{6}|\d[A-Z]\d{4}|[A-Z]\d{5}|\d{4}[A-Z])R?$/, // until 1994: SP 123456, MI 1A2345
} as const
export type FormatoTarga = keyof typeof TARGHE | 'telaio'

/**
 * Reads an Italian plate, or the chassis number of a vehicle without one.
 * @returns null when no Italian series has this form: a foreign plate, or a slip of the pen
 * @see art. 100 CdS; artt. 255–256 D.P.R. 495/1992; ISO 3779 for the chassis number
 */
export function parseTarga(text: string): { targa: string; formato: FormatoTarga } | null {
  const targa = cleanCodice(text)
  if (/^[A-HJ-NPR-Z0-9]{17}$/.test(targa)) return { targa, formato: 'telaio' }
  for (const [formato, pattern] of Object.entries(TARGHE)) {
    if (pattern.test(targa)) return { targa, formato: formato as FormatoTarga }
  }
  return null
}

/** Foreign hauliers apply too: a plate of another country is accepted as written, Italian or not. */
export function checkTarga(text: string): Result<string> {
  const targa = cleanCodice(text)
  if (!targa) return refuse('Scrivi la targa, o il numero di telaio se il veicolo non ha targa')
  if (!/^[\p{Lu}\p{Nd}]{2,17}$/u.test(targa) || !/\d/.test(targa))
    return refuse('La targa ha solo lettere e cifre: per esempio AB 123 CD')
  return success(targa)
}
