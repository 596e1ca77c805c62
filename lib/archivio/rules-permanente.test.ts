import { expect, test } from 'vitest'
import { codiceOf, LUNGHEZZA_CODICE, uuidOf } from './rules-permanente'

test('an id is written in 26 characters and read back', () => {
  for (const id of [
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  ]) {
    expect(codiceOf(id)).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
    expect(uuidOf(codiceOf(id))).toBe(id)
  }
  expect(codiceOf('00000000-0000-0000-0000-000000000021')).toBe(`${'0'.repeat(24)}11`)
  expect(codiceOf('ffffffff-ffff-ffff-ffff-ffffffffffff')).toBe(`7${'z'.repeat(25)}`)
})

test('what is misread from paper is understood', () => {
  const id = '00000000-0000-0000-0000-000000000020'
  expect(uuidOf('OOOOOOOO-OOOO-OOOO-OOOO-OOOOLO')).toBe(id)
  expect(uuidOf('ooooooooooooooooooooooooi0')).toBe(id)
})

test('what is no code is nothing', () => {
  for (const text of [
    '',
    '0',
    '8'.padEnd(LUNGHEZZA_CODICE, '0'),
    'u'.padStart(26, '0'),
    '0'.repeat(27),
    '%'.repeat(26),
  ])
    expect(uuidOf(text)).toBeNull()
})
