import { describe, expect, test } from 'vitest'
import type { ParolaPagina } from '../rules-digitale'
import { cercate, contornoOf, espressioneOf, inizioOf, scriviCercate, trovateIn } from './rules-trova'

const parole = (testo: string): ParolaPagina[] => testo.split(' ').map((one, i) => [one, i * 10, 0, 9, 9, 90])

describe('words looked for', () => {
  test('as the archive knows them, each once', () => {
    expect(cercate('Cemento, CEMENTO e perché')).toEqual([['cemento'], ['e'], ['perche']])
    expect(cercate(' … | ')).toEqual([])
    expect(cercate('12+300')).toEqual([['12'], ['300']])
  })
  test('any one of those that are written together will do, and an address carries them so', () => {
    const groups = [['capanna', 'capannone'], ['muro']]
    expect(cercate('Capanna|capannone muro')).toEqual(groups)
    expect(cercate(scriviCercate(groups))).toEqual(groups)
    expect(trovateIn(parole('un muro e un capannone'), groups)).toEqual([1, 4])
    expect(trovateIn(parole('un muro e una casa'), groups)).toEqual([])
  })
  test('are found by their root, with or without accents and marks', () => {
    const page = parole('Il «cemento» delle fondazioni, perché cementi diversi')
    expect(trovateIn(page, [['cemento']])).toEqual([1, 5])
    expect(trovateIn(page, [['perche']])).toEqual([4])
    expect(trovateIn(page, [['fondazione'], ['cemento']])).toEqual([1, 3, 5])
  })
  test('each must be on the page, or none counts; unless some are enough', () => {
    expect(trovateIn(parole('solo cemento'), [['cemento'], ['trave']])).toEqual([])
    expect(trovateIn(parole('solo cemento'), [['cemento'], ['trave']], true)).toEqual([1])
    expect(trovateIn(parole('solo cemento'), [])).toEqual([])
  })
  test('are shown with what stands around them', () => {
    const page = parole('a b c d e f g h i j k l m n')
    expect(contornoOf(page, 7)).toEqual({ prima: 'b c d e f g', dopo: 'i j k l m n' })
    expect(contornoOf(page, 0)).toEqual({ prima: '', dopo: 'b c d e f g' })
  })
})

test('what the database looks for misses no word that is found after', () => {
  const words = [
    'cemento',
    'cementi',
    'cementizio',
    'trave',
    'travi',
    'solaio',
    'solai',
    'c',
    'ca',
    'fondazioni',
    'fondazione',
    'perche',
    'ponte',
    'ponti',
    'strutturale',
    'strutture',
  ]
  for (const wanted of words)
    for (const word of words)
      if (trovateIn(parole(word), [[wanted]]).length > 0)
        expect([wanted, word, word.startsWith(inizioOf(wanted))]).toEqual([wanted, word, true])
  expect(espressioneOf(['ponte', 'fosso', 'ponti'])).toBe('\\mp[oòóôö][nñ]|\\mf[oòóôö]s')
})
