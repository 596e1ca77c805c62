import { describe, expect, test } from 'vitest'
import type { ParolaPagina } from '../rules-digitale'
import { allineaRiga, correggi, righeDiParole, righeNuove, testoDiRiga } from './rules-correzione'

// one line of three words, 100 wide each and 20 apart, and one of two under it
const RIGA: ParolaPagina[] = [
  ['Rclazione', 0, 10, 100, 30, 41],
  ['sul', 120, 10, 100, 30, 95],
  ['cemento', 240, 10, 100, 30, 90],
]
const ALTRA: ParolaPagina[] = [
  ['armato', 0, 60, 100, 30, 88],
  ['325', 120, 60, 100, 30, 35],
]
const PAGINA = [...RIGA, ...ALTRA]
const MISURA = { larghezza: 400, altezza: 600 }

describe('a line that was corrected', () => {
  test('keeps the place and the confidence of the words that are the same', () => {
    expect(allineaRiga(RIGA, 'Rclazione sul cemento')).toEqual(RIGA)
  })

  test('a word for a word takes its place', () => {
    expect(allineaRiga(RIGA, 'Relazione sul cemento')).toEqual([['Relazione', 0, 10, 100, 30, 100], RIGA[1], RIGA[2]])
  })

  test('one word for two takes the room of both; two for one divide it by their letters', () => {
    expect(allineaRiga(RIGA, 'Rclazione sulcemento')[1]).toEqual(['sulcemento', 120, 10, 220, 30, 100])
    const [, second, third] = allineaRiga(RIGA, 'Rclazione su l cemento')
    expect(second).toEqual(['su', 120, 10, 50, 30, 100])
    expect(third).toEqual(['l', 195, 10, 25, 30, 100])
  })

  test('a word that was missed takes the gap, or its neighbour where there is none', () => {
    expect(allineaRiga(RIGA, 'Rclazione tecnica sul cemento')[1]).toEqual(['tecnica', 100, 10, 20, 30, 100])
    expect(allineaRiga(RIGA, 'Rclazione sul cemento armato')[3]).toEqual(['armato', 240, 10, 100, 30, 100])
    expect(allineaRiga(RIGA, 'La Rclazione sul cemento')[0]).toEqual(['La', 0, 10, 100, 30, 100])
  })

  test('a word that is not there goes, and an empty line has none', () => {
    expect(allineaRiga(RIGA, 'sul cemento')).toEqual([RIGA[1], RIGA[2]])
    expect(allineaRiga(RIGA, '  ')).toEqual([])
  })

  test('the same word twice is matched in order', () => {
    const twice: ParolaPagina[] = [
      ['di', 0, 0, 10, 10, 90],
      ['x', 20, 0, 10, 10, 30],
      ['di', 40, 0, 10, 10, 90],
    ]
    expect(allineaRiga(twice, 'di ferro di')).toEqual([twice[0], ['ferro', 20, 0, 10, 10, 100], twice[2]])
  })
})

describe('a page that was corrected', () => {
  test('says which lines changed, and reads as it was written', () => {
    const { testo, parole, cambiate } = correggi(
      PAGINA,
      { righe: ['Relazione sul cemento', 'armato 325'], nuove: [], controllata: false },
      MISURA,
    )
    expect(testo).toBe('Relazione sul cemento\narmato 325')
    expect(cambiate).toEqual([{ riga: 1, da: 'Rclazione sul cemento', a: 'Relazione sul cemento' }])
    expect(parole.map((one) => one[5])).toEqual([100, 95, 90, 88, 35])
  })

  test('once it was checked no word is uncertain', () => {
    const { parole } = correggi(
      PAGINA,
      { righe: ['Rclazione sul cemento', 'armato 325'], nuove: [], controllata: true },
      MISURA,
    )
    expect(parole.every((one) => one[5] === 100)).toBe(true)
  })

  test('lines that were not seen stand under the others; on a page without text they share it', () => {
    const { testo, parole, cambiate } = correggi(
      PAGINA,
      { righe: ['Rclazione sul cemento', ''], nuove: ['Visto il', 'Genio civile'], controllata: false },
      MISURA,
    )
    expect(testo).toBe('Rclazione sul cemento\nVisto il\nGenio civile')
    expect(cambiate.map((one) => [one.riga, one.a])).toEqual([
      [2, ''],
      [3, 'Visto il'],
      [4, 'Genio civile'],
    ])
    expect(parole.slice(3).every(([, , y]) => y >= 90)).toBe(true)
    const alone = righeNuove([], ['uno due', '', 'tre'], MISURA)
    expect(righeDiParole(alone).map(testoDiRiga)).toEqual(['uno due', 'tre'])
    expect(alone.at(-1)).toEqual(['tre', 0, 300, 400, 300, 100])
  })

  test('lines that are not those of the page are a mistake of the program', () => {
    expect(() => correggi(PAGINA, { righe: ['una'], nuove: [], controllata: false }, MISURA)).toThrow(RangeError)
  })
})
