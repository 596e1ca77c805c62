import { expect, test } from 'vitest'
import { canScarto, computeTermineScarto, STATI_SCARTO } from './rules'

test('a term ends with the day of its last paper, and disposal may be proposed from the next', () => {
  expect(computeTermineScarto('2015-03-14', 10)).toBe('2025-03-15')
  expect(computeTermineScarto('2016-02-29', 1)).toBe('2017-03-01')
  expect(computeTermineScarto('2015-12-31', 5)).toBe('2021-01-01')
})
test('what is kept for ever, or has no date, is never proposed', () => {
  expect([computeTermineScarto('1900-01-01', null), computeTermineScarto(null, 1)]).toEqual([null, null])
})
test('nothing is destroyed before the authorisation, nor twice (D.Lgs. 42/2004 art. 21)', () => {
  expect(STATI_SCARTO.filter((stato) => canScarto('destroy', stato))).toEqual(['autorizzata'])
  expect(STATI_SCARTO.filter((stato) => canScarto('authorise', stato))).toEqual(['proposta'])
})
