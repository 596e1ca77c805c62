import { expect, test } from 'vitest'
import { formatKm, parseKm, stradaOf } from './rules'

test.each([
  ['3+200', 3200],
  ['3 + 20', 3020],
  ['3,2', 3200],
  ['3.25', 3250],
  ['km 12', 12000],
  ['0', 0],
])('%s is %i metres from the start', (testo, metri) => {
  expect(parseKm(testo)).toBe(metri)
})
test.each(['', '3+', '3+2000', '-1', 'tre', '1234'])('«%s» is no kilometre', (testo) => {
  expect(parseKm(testo)).toBeNull()
})
test('metres are written one way', () => {
  expect([formatKm(3200), formatKm(3020), formatKm(0)]).toEqual(['3+200', '3+020', '0+000'])
})
test.each([
  ['sp370', 'SP 370'],
  ['S.P. 1', 'SP 1'],
  ['ss 1 bis', 'SS 1 bis'],
  ['Strada dei Santuari', 'Strada dei Santuari'],
])('%s is %s', (testo, strada) => {
  expect(stradaOf(testo)).toBe(strada)
})
