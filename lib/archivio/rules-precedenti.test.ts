import { expect, test } from 'vitest'
import { indiziOf } from './rules-precedenti'

const esatti = (dati: unknown) => indiziOf(dati).map((one) => ('esatto' in one ? one.esatto : one))

test('a route is its roads, kilometre by kilometre where it says them', () => {
  const tratti = [
    { strada: 'SP 370 delle Cinque Terre', da: 'bivio', a: 'Riomaggiore', daM: 2_900, aM: 4_100 },
    { strada: 'S.S. 1', da: 'Sarzana', a: 'La Spezia' },
    { strada: 'via Muccini' },
  ]
  expect(esatti({ percorso: { tratti } })).toEqual(['r:sp370:2', 'r:sp370:3', 'r:sp370:4', 'r:ss1'])
})

test('a parcel needs its Comune, beside it or above', () => {
  const immobile = {
    comune: '011024',
    particelle: [
      { foglio: '12', mappale: 'A 7' },
      { foglio: '13', particella: 8 },
    ],
  }
  expect(esatti({ immobile })).toEqual(['p:011024:12:a7', 'p:011024:13:8'])
  expect(esatti({ foglio: '12', mappale: '7' })).toEqual([])
})

test('a practice without places asks nothing', () => {
  expect(esatti({ nome: 'SP', note: ['SP 1 scritta in una nota'], vuoto: null })).toEqual([])
})
