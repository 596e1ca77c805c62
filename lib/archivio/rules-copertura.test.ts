import { describe, expect, test } from 'vitest'
import { COPERTO, isCoperta, togliCoperte } from './rules-copertura'
import type { ParolaPagina } from './rules-digitale'
import { type MotivoProposta, proponiCoperture } from './rules-proposte'
import { righeOf } from './rules-righe'

/** Words a hundred wide, lines forty high. */
const pagina = (...righe: string[]): ParolaPagina[] =>
  righe.flatMap((riga, y) => riga.split(' ').map((testo, x): ParolaPagina => [testo, x * 100, y * 40, 90, 30, 90]))

describe('lines', () => {
  test('are words beside one another, in the order of reading', () => {
    expect(righeOf(pagina('a b c', 'd e'))).toEqual([
      [0, 1, 2],
      [3, 4],
    ])
  })
  test('a second column begins a line of its own', () => {
    const words: ParolaPagina[] = [
      ['uno', 0, 0, 90, 30, 90],
      ['due', 0, 40, 90, 30, 90],
      ['tre', 500, 0, 90, 30, 90],
    ]
    expect(righeOf(words)).toEqual([[0], [1], [2]])
  })
})

describe('what is covered', () => {
  test('takes with it every word that it touches, even by a pixel', () => {
    const [word] = pagina('Rossi')
    expect(isCoperta(word as ParolaPagina, [[89, 0, 10, 10]])).toBe(true)
    expect(isCoperta(word as ParolaPagina, [[90, 0, 10, 10]])).toBe(false) // beside it
    expect(isCoperta(word as ParolaPagina, [[0, 30, 90, 10]])).toBe(false) // under it
  })

  test('leaves its sign once in the text, and nothing in the words', () => {
    const left = togliCoperte(pagina('Il signor Mario Rossi chiede', 'il permesso'), [[200, 0, 190, 30]])
    expect(left.testo).toBe(`Il signor ${COPERTO} chiede\nil permesso`)
    expect(left.parole.map(([testo]) => testo)).toEqual(['Il', 'signor', 'chiede', 'il', 'permesso'])
  })
})

describe('proposals', () => {
  const proposed = (...righe: string[]) =>
    proponiCoperture(pagina(...righe)).map(({ motivo, testo }) => [motivo, testo])

  test.each<[string, MotivoProposta, string]>([
    ['codice fiscale RSSMRA45C12E463I, residente', 'codice_fiscale', 'RSSMRA45C12E463I,'],
    ['RSSMRA45C12E463X', 'codice_fiscale', 'RSSMRA45C12E463X'], // a letter read wrongly
    ['C.F. RSS MRA 45C12 E463I', 'codice_fiscale', 'RSS MRA 45C12 E463I'],
    ['nato a Sarzana il 12/03/1945 e residente', 'nascita', 'nato a Sarzana il 12/03/1945'],
    ['nata alla Spezia nel 1938', 'nascita', 'nata alla Spezia nel 1938'],
    ['affetto da silicosi', 'salute', 'affetto da'],
    ['una diagnosi recente', 'salute', 'diagnosi'],
    ['tel. 0187 123456', 'telefono', 'tel. 0187 123456'],
    ['chiamare 347 1234567 dopo', 'telefono', '347 1234567'],
    ['autocarro targato AB123CD', 'targa', 'AB123CD'],
    ['autocarro SP 123456', 'targa', 'SP 123456'],
    ['IBAN IT60X0542811101000000123456', 'iban', 'IT60X0542811101000000123456'],
    ['IT60 X054 2811 1010 0000 0123 456', 'iban', 'IT60 X054 2811 1010 0000 0123 456'],
  ])('%s', (text, motivo, testo) => expect(proposed(text)).toContainEqual([motivo, testo]))

  test.each([
    'foglio 12 mappale 345 del 12/03/1985',
    'travi 30 x 50 in cemento armato, 1.250.000 lire',
    'RSSMRA45C12E46', // cut
    'strada provinciale SP 1 km 12+300',
    'il fabbricato è nato come deposito',
    'pratica 1987/123456789012345',
    'salubrità e igiene dei locali',
  ])('nothing in: %s', (text) => expect(proposed(text)).toEqual([]))

  test('cover the words whole, with a margin, within the page', () => {
    expect(proponiCoperture(pagina('tel. 0187 123456'))[0]?.regione).toEqual([0, 0, 294, 34])
  })
})
