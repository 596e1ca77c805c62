import { expect, test } from 'vitest'
import { computeBrano, stessaRadice } from './rules-brani'

test.each([
  ['muri', 'muro', true],
  ['muro', 'murales', false],
  ['scuole', 'scuola', true],
  ['consolidamenti', 'consolidamento', true],
  ['sp', 'sr', false],
  ['piscina', 'piscine', true],
  ['ponte', 'fonte', false],
])('%s and %s: %s', (a, b, same) => {
  expect(stessaRadice(a, b)).toBe(same)
})

const marked = (testo: string, parole: string[], intero = false) =>
  computeBrano(testo, parole, intero)
    .map((piece) => (piece.segnato ? `[${piece.testo}]` : piece.testo))
    .join('')

test('the words are marked as they are written, with their accents', () => {
  expect(marked('Muri a Riccò, opere di sostegno', ['muro', 'ricco'], true)).toBe('[Muri] a [Riccò], opere di sostegno')
})

test('of a long text, what is around the first word; all of it when nothing is marked and it is short', () => {
  const long = `${'prima '.repeat(60)}bersaglio ${'dopo '.repeat(90)}`
  const shown = marked(long, ['bersaglio'])
  expect(shown).toMatch(/^… prima .*\[bersaglio\] dopo .* …$/)
  expect(shown.length).toBeLessThan(320)
  expect(marked('Tre parole sole', ['altro'])).toBe('Tre parole sole')
})
