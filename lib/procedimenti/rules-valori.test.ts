import { expect, test } from 'vitest'
import type { Foglia } from './rules-campi'
import { checkValore, cleanText, missingMessage, readNumero, readValore, sayValore, typedValore } from './rules-valori'

const massa: Foglia = {
  genere: 'numero',
  nome: 'massaKg',
  etichetta: 'Massa',
  unita: 't',
  decimali: 3,
  scala: 1000,
  min: 0.1,
  max: 60,
  facoltativo: false,
}
const viaggi: Foglia = {
  genere: 'numero',
  nome: 'viaggi',
  etichetta: 'Viaggi',
  decimali: 0,
  scala: 1,
  min: 2,
  max: 999,
  facoltativo: false,
}
const giorno: Foglia = {
  genere: 'data',
  nome: 'dal',
  etichetta: 'Primo giorno',
  nonPrimaDi: 'oggi',
  facoltativo: false,
}

test.each([
  ['72,5', 72.5],
  ['72.5', 72.5],
  ['1.234,5', 1234.5],
  ['1.234', 1234],
  ['12.50', 12.5],
  [' 72 t', 72],
  ['72,5 t', 72.5],
  ['1 200', 1200],
  ['-3', -3],
  ['0,05', 0.05],
  ['007', 7],
  ['1,', 1],
])('%s is read as %d', (text, value) => expect(readNumero(text)).toBe(value))

test.each(['abc', '1,2,3', '1.23.4', '12e3', '--1', '', ',', '0x10', 'Infinity', '١٢'])('%s is not a number', (text) =>
  expect(readNumero(text)).toBeNull(),
)

test('tonnes are typed with the comma and kept in kilograms', () => {
  expect(readValore(massa, ['72,5'])).toEqual({ valore: 72500 })
  expect(readValore(massa, ['8,001'])).toEqual({ valore: 8001 })
  expect(readValore(massa, ['']).valore).toBeNull()
  expect(readValore(massa, ['8,0005'])).toEqual({
    valore: null,
    testo: '8,0005',
    errore: 'Scrivi al massimo 3 decimali',
  })
  expect(readValore(massa, ['otto'])).toEqual({
    valore: null,
    testo: 'otto',
    errore: 'Scrivi un numero, con la virgola per i decimali',
  })
  expect(readValore(viaggi, ['2,5']).errore).toBe('Scrivi un numero intero')
  expect(readValore(viaggi, ['99999999999999']).errore).toBe('Il numero è troppo grande')
  expect(typedValore(massa, 72500)).toBe('72,5')
  expect(sayValore(massa, 72000)).toBe('72,0 t')
})

test('bounds are said in the unit that is typed', () => {
  expect(checkValore(massa, 60000, '2027-03-01')).toBeNull()
  expect(checkValore(massa, 60001, '2027-03-01')).toBe('Massa: il massimo è 60 t')
  expect(checkValore(massa, 99, '2027-03-01')).toBe('Massa: il minimo è 0,1 t')
})

test('a day comes from three boxes; what is wrong says which', () => {
  expect(readValore(giorno, ['1', '3', '2027'])).toEqual({ valore: '2027-03-01' })
  expect(readValore(giorno, ['1', 'marzo', '2027'])).toEqual({ valore: '2027-03-01' })
  expect(readValore(giorno, ['2027-03-01'])).toEqual({ valore: '2027-03-01' })
  expect(readValore(giorno, ['', '', ''])).toEqual({ valore: null })
  expect(readValore(giorno, ['29', '2', '2027']).errore).toBe('Questa data non esiste: controlla giorno, mese e anno')
  expect(readValore(giorno, ['29', '', '2027'])).toEqual({
    valore: null,
    testo: '29||2027',
    errore: 'Completa la data con il mese',
  })
  expect(readValore(giorno, ['29', '2', '27']).errore).toBe('L’anno deve avere 4 cifre, per esempio 2027')
  expect(checkValore(giorno, '2027-02-28', '2027-03-01')).toBe('Primo giorno: scegli oggi o un giorno futuro')
  expect(checkValore(giorno, '2027-03-01', '2027-03-01')).toBeNull()
  expect(sayValore(giorno, '2027-03-01')).toBe('1 marzo 2027')
})

test('choices outside the list are no answer', () => {
  const scelta: Foglia = {
    genere: 'scelta',
    nome: 'a',
    etichetta: 'A',
    forma: 'radio',
    facoltativo: false,
    opzioni: [
      { valore: 'x', etichetta: 'Ics' },
      { valore: 'y', etichetta: 'Ipsilon' },
    ],
  }
  const scelte: Foglia = { genere: 'scelte', nome: 'b', etichetta: 'B', facoltativo: true, opzioni: scelta.opzioni }
  expect(readValore(scelta, ['z']).valore).toBeNull()
  expect(readValore(scelta, ['x']).valore).toBe('x')
  expect(readValore(scelte, ['', 'y', 'z', 'y']).valore).toEqual(['y'])
  expect(sayValore(scelte, ['x', 'y'])).toBe('Ics, Ipsilon')
})

test('texts that a database refuses are cleaned', () => {
  expect(cleanText(' a\u0000b\r\nc\ud800 ')).toBe('ab\nc\ufffd')
})

test('codes are cleaned when read and judged when checked', () => {
  const targa: Foglia = { genere: 'targa', nome: 'targa', etichetta: 'Targa', facoltativo: false }
  expect(readValore(targa, ['ab 123-cd']).valore).toBe('AB123CD')
  expect(checkValore(targa, 'AB123CD', '2027-01-01')).toBeNull()
  expect(checkValore(targa, '?', '2027-01-01')).toContain('targa')
  const piva: Foglia = { genere: 'partita_iva', nome: 'p', etichetta: 'Partita IVA', facoltativo: false }
  expect(checkValore(piva, '1234', '2027-01-01')).toContain('11 cifre')
})

test('a missing answer says what to do', () => {
  expect(missingMessage({ ...massa, seManca: 'Inserisci la massa dell’asse' })).toBe('Inserisci la massa dell’asse')
  expect(missingMessage(massa)).toBe('Inserisci massa')
  expect(missingMessage({ genere: 'si_no', nome: 'x', etichetta: 'È urgente?', facoltativo: false })).toBe(
    'Rispondi alla domanda: È urgente?',
  )
})
