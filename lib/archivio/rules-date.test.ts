import { expect, test } from 'vitest'
import { formatEstremi, parseEstremi } from './rules-date'

test.each([
  ['s.d.', 'senza_data', null, null, 's.d.'],
  ['SD', 'senza_data', null, null, 's.d.'],
  ['1974', 'certa', '1974-01-01', '1974-12-31', '1974'],
  ['ca. 1974', 'circa', '1974-01-01', '1974-12-31', 'ca. 1974'],
  ['circa 1974', 'circa', '1974-01-01', '1974-12-31', 'ca. 1974'],
  ['[1974]', 'attribuita', '1974-01-01', '1974-12-31', '[1974]'],
  ['1974-1978', 'certa', '1974-01-01', '1978-12-31', '1974–1978'],
  ['ca. 1974 – 1978', 'circa', '1974-01-01', '1978-12-31', 'ca. 1974–1978'],
  ['14/03/1968', 'certa', '1968-03-14', '1968-03-14', '14 marzo 1968'],
  ['29/02/1984', 'certa', '1984-02-29', '1984-02-29', '29 febbraio 1984'],
])('%s', (text, certezza, dal, al, shown) => {
  const read = parseEstremi(text)
  expect(read).toEqual({ certezza, dal, al })
  expect(read && formatEstremi(read)).toBe(shown)
})

test.each(['31/02/1974', '29/02/1985', '1978-1974', '74', 'marzo', ''])('%s is no date', (text) => {
  expect(parseEstremi(text)).toBeNull()
})
