import { expect, test } from 'vitest'
import { indiziOf, ricercheOf, testoDelNome } from './rules-precedenti'

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

test('the same places are searches to go on with: each road once, one kilometre when it is one, parcels whole', () => {
  const tratti = [
    { strada: 'SP 370 delle Cinque Terre', daM: 2_900, aM: 4_100 },
    { strada: 'S.P. 370', daM: 9_000, aM: 9_500 },
    { strada: 'sp 370', daM: 9_000, aM: 50_000 },
    { strada: 'S.S. 1' },
  ]
  expect(ricercheOf({ tratti, immobile: { comune: '011024', foglio: '12', mappale: 'A 7' } })).toEqual([
    { nome: 'SP 370', domanda: { strada: 'SP 370' } },
    { nome: 'SP 370, km 9', domanda: { strada: 'SP 370', km: 9 } },
    { nome: 'SS 1', domanda: { strada: 'SS 1' } },
    { nome: 'foglio 12, mappale A 7', domanda: { comune: '011024', foglio: '12', mappale: 'A 7' } },
  ])
  expect(ricercheOf(Array.from({ length: 20 }, (_, i) => ({ strada: `SP ${i}` })))).toHaveLength(6)
  expect(ricercheOf({ nota: 'SP 1' })).toEqual([])
})

test.each([
  ['Anna Esempio', 'anna esempio'],
  ['Trasporti Esempio S.r.l.', 'trasporti esempio'],
  ['TRASPORTI ESEMPIO SRL', 'trasporti esempio'],
  ['Edilmare S.p.A.', 'edilmare'],
  ['Rossi', null],
  ['S.r.l.', null],
  ['', null],
])('a name is looked for by its words, whatever the kind of company: %s', (nome, testo) => {
  expect(testoDelNome(nome)).toBe(testo)
})
