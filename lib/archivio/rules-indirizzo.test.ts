import { describe, expect, test } from 'vitest'
import { parseDomanda } from './rules-indirizzo'

describe('a parcel written in the box', () => {
  test.each([
    ['foglio 12 mappale 345 Sarzana', { comune: '011027', foglio: '12', mappale: '345' }],
    ['muro nel comune di La Spezia, fg. 3 mapp. 21', { testo: 'muro', comune: '011015', foglio: '3', mappale: '21' }],
    ['Riccò del Golfo foglio n. 7, particella 88', { comune: '011023', foglio: '7', mappale: '88' }],
    ['fg 4 p.lla 5 a Ortonovo', { comune: '011020', foglio: '4', mappale: '5' }],
  ])('%s', (q, expected) => {
    expect(parseDomanda({ q })).toEqual(expected)
  })
  test('takes the Comune that was chosen; without one it is words', () => {
    expect(parseDomanda({ q: 'foglio 12 mappale 345', comune: '011001' })).toEqual({
      comune: '011001',
      foglio: '12',
      mappale: '345',
    })
    for (const q of ['foglio 12 mappale 345', 'foglio illustrativo Sarzana', 'mappale 3 Lerici'])
      expect(parseDomanda({ q })).toEqual({ testo: q })
  })
  test('does not touch the fields that were filled in', () => {
    const query = { q: 'foglio 1 mappale 2 Lerici', foglio: '9', mappale: '8', comune: '011001' }
    expect(parseDomanda(query)).toEqual({ testo: query.q, foglio: '9', mappale: '8', comune: '011001' })
  })
})
