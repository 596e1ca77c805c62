import { expect, test } from 'vitest'
import { formatCents, toCents } from './money'

test('half a cent rounds up, also where binary fractions fall short of it', () => {
  expect(toCents(12.2574)).toBe(1226)
  expect(toCents(12.2549)).toBe(1225)
  expect(toCents(1.005)).toBe(101) // 1.005 × 100 is 100.49999… in binary
  expect(toCents(8.575)).toBe(858)
  expect(toCents(321.495)).toBe(32150)
  expect(toCents(0)).toBe(0)
})

test('amounts read as in Italian, grouped from one thousand', () => {
  expect(formatCents(1600)).toBe('16,00 €')
  expect(formatCents(107165)).toBe('1.071,65 €')
  expect(formatCents(5)).toBe('0,05 €')
})
