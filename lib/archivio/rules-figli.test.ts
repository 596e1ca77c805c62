import { expect, test } from 'vitest'
import { puntoOf } from './rules-figli'

test('an address says where to begin; what makes no sense is the beginning', () => {
  expect(puntoOf({ dopo: '49' })).toEqual({ dopo: 49 })
  expect(puntoOf({ prima: '0' })).toEqual({ prima: 0 })
  expect(puntoOf({ vai: '  b012 ', dopo: '3' })).toEqual({ vai: 'b012' })
  expect(puntoOf({ dopo: ['1', '2'] })).toEqual({ dopo: 2 })
  for (const none of [{}, { dopo: '' }, { dopo: 'x' }, { prima: '1.5' }, { vai: '  ' }, { dopo: '1e99' }])
    expect(puntoOf(none)).toBeNull()
})
