import { expect, test } from 'vitest'
import { livelloRichiesto, whyLivello } from './rules-livello'

test('a service that says nothing asks for the second level', () => {
  expect(livelloRichiesto({})).toBe(2)
  expect(livelloRichiesto({ livello: 3 })).toBe(3)
})

test.each([
  [undefined, 1, '2'],
  [undefined, 2, null],
  [undefined, 3, null],
  [3, 2, '3'],
  [3, 3, null],
] as const)('asked %s, given %i (art. 6 DPCM 24-10-2014)', (livello, dato, atteso) => {
  expect(whyLivello({ livello }, dato)?.livello ?? null).toBe(atteso)
})
