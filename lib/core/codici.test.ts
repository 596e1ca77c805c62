import { createRequire } from 'node:module'
import type CodiceFiscaleClass from 'codice-fiscale-js'
import { describe, expect, test } from 'vitest'
import {
  checkCodiceFiscale,
  checkCodiceFiscaleOrEnte,
  checkLetter,
  checkPartitaIva,
  checkTarga,
  cleanCodice,
  parseTarga,
} from './codici'

type CodiceFiscale = CodiceFiscaleClass
const { CodiceFiscale } = createRequire(import.meta.url)('codice-fiscale-js') as {
  CodiceFiscale: typeof CodiceFiscaleClass
} // its types speak of a default it does not have

/** Mulberry32: the same people at every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
const random = seeded(20260302)
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
const NAMES = ['Anna', 'Ugo', 'Èlia', 'Maria Grazia', 'Io', 'Bartolomeo', 'Zoë', 'Gianfranco', 'Ai', 'Ludovica']
const SURNAMES = ['Esempio', 'Fo', 'D’Angelo', 'De Santis', 'Ricci', 'Pazzi', 'Ng', 'Quaglia', 'Àlvares', 'Aa']
const PLACES = [
  ['La Spezia', 'SP'],
  ['Sarzana', 'SP'],
  ['Roma', 'RM'],
  ['Genova', 'GE'],
  ['Massa', 'MS'],
  ['Milano', 'MI'],
] as const
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

const people = Array.from({ length: 500 }, () => {
  const [birthplace, birthplaceProvincia] = pick(PLACES)
  return new CodiceFiscale({
    name: pick(NAMES),
    surname: pick(SURNAMES),
    gender: pick(['F', 'M'] as const),
    birthplace,
    birthplaceProvincia,
    day: 1 + Math.floor(random() * 28),
    month: 1 + Math.floor(random() * 12),
    year: 1930 + Math.floor(random() * 90),
  })
})

describe('codice fiscale (D.M. 23/12/1976), against codice-fiscale-js on 500 people', () => {
  test('every code and every omocodia of it is accepted, and the check letter is the same', () => {
    for (const person of people) {
      for (const code of [person.cf, ...person.omocodie()]) {
        expect(checkCodiceFiscale(code), code).toEqual({ ok: true, value: code })
        expect(checkLetter(code.slice(0, 15)), code).toBe(CodiceFiscale.getCheckCode(code.slice(0, 15)))
      }
    }
  })
  test('one character changed is refused whenever the check letter no longer agrees', () => {
    let refused = 0
    for (const { cf } of people) {
      const at = Math.floor(random() * 16)
      const changed = cf.slice(0, at) + pick([...ALPHABET].filter((char) => char !== cf[at])) + cf.slice(at + 1)
      const agrees =
        /^[A-Z]$/.test(changed[15] as string) && CodiceFiscale.getCheckCode(changed.slice(0, 15)) === changed[15]
      if (!agrees) {
        refused += 1
        expect(checkCodiceFiscale(changed).ok, changed).toBe(false)
      }
    }
    expect(refused).toBeGreaterThan(450)
  })
  const withCheck = (first15: string) => first15 + checkLetter(first15)
  test('day 31 is a day, 32 is not; 71 is a woman’s 31, 72 is not; 31 June and 30 February are not', () => {
    expect(checkCodiceFiscale(withCheck('SMPNNA80A31E463')).ok).toBe(true)
    expect(checkCodiceFiscale(withCheck('SMPNNA80A32E463')).ok).toBe(false)
    expect(checkCodiceFiscale(withCheck('SMPNNA80A71E463')).ok).toBe(true)
    expect(checkCodiceFiscale(withCheck('SMPNNA80A72E463')).ok).toBe(false)
    expect(checkCodiceFiscale(withCheck('SMPNNA80A00E463')).ok).toBe(false)
    expect(checkCodiceFiscale(withCheck('SMPNNA80A40E463')).ok).toBe(false)
    expect(checkCodiceFiscale(withCheck('SMPNNA80H31E463')).ok).toBe(false)
    expect(checkCodiceFiscale(withCheck('SMPNNA80B30E463')).ok).toBe(false)
  })
  test('it is cleaned of what people put in between, and each refusal says what to do', () => {
    const { cf } = people[0] as CodiceFiscale
    expect(checkCodiceFiscale(` ${cf.slice(0, 6).toLowerCase()} ${cf.slice(6, 11)}-${cf.slice(11)}. `)).toEqual({
      ok: true,
      value: cf,
    })
    expect(checkCodiceFiscale(cf.slice(1))).toMatchObject({
      ok: false,
      message: 'Il codice fiscale ha 16 caratteri: ne hai scritti 15',
    })
    expect(checkCodiceFiscale('')).toMatchObject({
      ok: false,
      message: 'Il codice fiscale ha 16 caratteri: ne hai scritti 0',
    })
    expect(checkCodiceFiscale('1234567890123456')).toMatchObject({
      ok: false,
      message: expect.stringContaining('forma'),
    })
  })
})

describe('partita IVA and codice fiscale of an organisation (Luhn)', () => {
  test('the check digit decides', () => {
    expect(checkPartitaIva('12345678903')).toEqual({ ok: true, value: '12345678903' }) // 1+3+5+7+9+3 = 28; 4+8+(12−9)+(16−9)+0 = 22; 50
    for (const last of '012456789') expect(checkPartitaIva(`1234567890${last}`).ok).toBe(false)
    expect(checkPartitaIva('IT 123 456 789 03')).toEqual({ ok: true, value: '12345678903' })
    expect(checkPartitaIva('00000000000').ok).toBe(false)
    expect(checkPartitaIva('1234567890')).toMatchObject({ message: 'La partita IVA ha 11 cifre: ne hai scritte 10' })
  })
  test('two neighbouring figures exchanged are found out', () => {
    expect(checkPartitaIva('21345678903').ok).toBe(false)
  })
  test('either of the two codes of a taxpayer', () => {
    expect(checkCodiceFiscaleOrEnte('12345678903').ok).toBe(true)
    expect(checkCodiceFiscaleOrEnte((people[1] as CodiceFiscale).cf).ok).toBe(true)
    expect(checkCodiceFiscaleOrEnte('1234').ok).toBe(false)
  })
})

describe('plates', () => {
  test.each([
    ['AB 123 CD', 'auto'],
    ['ab-123-cd', 'auto'],
    ['XA 123 BC', 'rimorchio'],
    ['AB 12345', 'rimorchio_1994'],
    ['SP12345', 'rimorchio_1994'],
    ['BC 123 D', 'agricola'],
    ['AE A123', 'operatrice'],
    ['SP 123456', 'provinciale'],
    ['ROMA 123456', 'provinciale'],
    ['MI 1A2345', 'provinciale'],
    ['ZFA22300005556777', 'telaio'],
  ])('%s is %s', (text, formato) => {
    expect(parseTarga(text)).toEqual({ targa: cleanCodice(text), formato })
  })
  test('I, O, Q, U are not in the series, nor in a chassis number', () => {
    for (const text of ['AI123CD', 'AB123CO', 'QB123CD', 'AB123UD', 'ZFA2230000555677O', 'AB123CDE', ''])
      expect(parseTarga(text), text).toBeNull()
  })
  test('a foreign plate is accepted as written; signs and words are not', () => {
    expect(checkTarga('M-AB 1234')).toEqual({ ok: true, value: 'MAB1234' })
    for (const text of ['', '   ', 'TARGA', 'AB123CD;DROP', '<b>1</b>', `${'A'.repeat(17)}1`])
      expect(checkTarga(text).ok, text).toBe(false)
  })
})
