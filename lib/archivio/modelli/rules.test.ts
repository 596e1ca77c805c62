import { expect, test } from 'vitest'
import { segnaturaPiana } from '../doppioni/rules'
import { segnaturaDopo } from './rules'

test.each([
  ['IT/SIS/1987/b012/f0345', 'IT/SIS/1987/b012/f0346'],
  ['IT/SIS/f0999', 'IT/SIS/f1000'],
  ['IT/SIS/f99', 'IT/SIS/f100'],
  ['IT/SIS/carteggio', 'IT/SIS/carteggio'],
])('after %s comes %s', (before, after) => {
  expect(segnaturaDopo(before)).toBe(after)
})
test('two ways of writing a signature are one; two numbers are not', () => {
  expect(segnaturaPiana('IT-SP-PROV/SIS/1987/b012/f0345')).toBe(segnaturaPiana('it sp prov, SIS 1987 B12 F345'))
  expect(segnaturaPiana('SIS/f0340')).not.toBe(segnaturaPiana('SIS/f034'))
  expect(segnaturaPiana('SIS/f100')).not.toBe(segnaturaPiana('SIS/f10'))
})
