import { expect, test } from 'vitest'
import { holds, isAnswered, setAt, valueAt } from './rules-condizioni'

const dati = {
  tipo: 'rinnovo',
  viaggi: 3,
  urgenza: { richiesta: false },
  giorni: ['lun', 'mar'],
  vuoto: '',
  assi: [{ massaKg: 8000 }],
}

test('paths reach groups and blocks, and never a prototype', () => {
  expect(valueAt(dati, 'assi.0.massaKg')).toBe(8000)
  expect(valueAt(dati, 'assi.1.massaKg')).toBeUndefined()
  expect(valueAt(dati, 'constructor.name')).toBeUndefined()
  expect(valueAt(dati, 'tipo.length.x')).toBeUndefined()
  const made: Record<string, unknown> = {}
  setAt(made, 'a.0.b', 1)
  expect(made).toEqual({ a: [{ b: 1 }] })
})

test('comparisons: no answer is equal to nothing and different from everything', () => {
  expect(holds({ campo: 'tipo', op: 'uguale', valore: 'rinnovo' }, dati, {})).toBe(true)
  expect(holds({ campo: 'manca', op: 'uguale', valore: 'x' }, dati, {})).toBe(false)
  expect(holds({ campo: 'manca', op: 'diverso', valore: 'x' }, dati, {})).toBe(true)
  expect(holds({ campo: 'viaggi', op: 'maggiore', valore: 2 }, dati, {})).toBe(true)
  expect(holds({ campo: 'viaggi', op: 'maggiore', valore: 3 }, dati, {})).toBe(false)
  expect(holds({ campo: 'viaggi', op: 'minore', valore: 4 }, dati, {})).toBe(true)
  expect(holds({ campo: 'manca', op: 'minore', valore: 4 }, dati, {})).toBe(false)
  expect(holds({ campo: 'tipo', op: 'tra', valori: ['rinnovo', 'proroga'] }, dati, {})).toBe(true)
  expect(holds({ campo: 'giorni', op: 'uguale', valore: 'mar' }, dati, {})).toBe(true)
  expect(holds({ campo: 'giorni', op: 'diverso', valore: 'mar' }, dati, {})).toBe(false)
})

test('false and zero are answers, empty texts and lists are not', () => {
  expect(holds({ campo: 'urgenza.richiesta', op: 'presente' }, dati, {})).toBe(true)
  expect(holds({ campo: 'vuoto', op: 'assente' }, dati, {})).toBe(true)
  expect([0, false, 'x', [1]].every(isAnswered)).toBe(true)
  expect([null, undefined, '', []].some(isAnswered)).toBe(false)
})

test('conditions nest, and name the predicates of a rule set', () => {
  const predicati = { pesante: () => true }
  const cond = {
    tutte: [
      { regola: 'pesante' },
      {
        una: [
          { campo: 'viaggi', op: 'uguale' as const, valore: 9 },
          { non: { campo: 'tipo', op: 'uguale' as const, valore: 'singola' } },
        ],
      },
    ],
  }
  expect(holds(cond, dati, predicati)).toBe(true)
  expect(() => holds({ regola: 'toString' }, dati, {})).toThrow(RangeError)
})
