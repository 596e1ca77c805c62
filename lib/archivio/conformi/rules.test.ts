import { expect, test } from 'vitest'
import { formatPagine, MAX_PAGINE_CONFORME, parsePagine } from './rules'

test('pages are read as people write them, each once and in order', () => {
  expect(parsePagine('5, 1-3', 12)).toEqual([1, 2, 3, 5])
  expect(parsePagine('1–2;2 12', 12)).toEqual([1, 2, 12])
  expect(parsePagine(`1-${MAX_PAGINE_CONFORME}`, 500)).toHaveLength(MAX_PAGINE_CONFORME)
})

test('what cannot be read, is not there or is too much is said', () => {
  expect(parsePagine('', 12)).toContain('Scrivi quali pagine')
  expect(parsePagine('tutte', 12)).toContain('«tutte»')
  for (const wrong of ['0', '13', '3-2', '1-13']) expect(parsePagine(wrong, 12)).toContain('da 1 a 12')
  expect(parsePagine(`1-${MAX_PAGINE_CONFORME + 1}`, 500)).toContain('Non più di')
})

test('and written again in runs', () => {
  expect(formatPagine([1, 2, 3, 5, 7, 8])).toBe('1–3, 5, 7–8')
})
