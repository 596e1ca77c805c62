import { expect, test } from 'vitest'
import { formatBytes } from './file-upload-row'
import { listPages } from './pagination'

test('a gap of one page is filled, a longer one is left out', () => {
  expect(listPages(1, 1)).toEqual([1])
  expect(listPages(3, 5)).toEqual([1, 2, 3, 4, 5])
  expect(listPages(6, 40)).toEqual([1, null, 5, 6, 7, null, 40])
  expect(listPages(4, 40)).toEqual([1, 2, 3, 4, 5, null, 40])
  expect(listPages(40, 40)).toEqual([1, null, 39, 40])
})

test('sizes are said as the file manager says them', () => {
  expect(formatBytes(999)).toBe('999 byte')
  expect(formatBytes(1_000)).toBe('1 kB')
  expect(formatBytes(1_340_000)).toBe('1,3 MB')
})
