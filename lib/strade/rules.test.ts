import { expect, test } from 'vitest'
import { LIMITI, PROPRIETA, STRADE } from './elenco'
import { compareStrade, describeLimite } from './rules'

test('roads are in road order, not in alphabetical order', () => {
  expect(['SP 10', 'SP 566 DIR', 'SP 9', 'A12', 'SP 566'].sort(compareStrade)).toEqual([
    'A12',
    'SP 9',
    'SP 10',
    'SP 566',
    'SP 566 DIR',
  ])
})

test('a limit is said in words with its unit', () => {
  expect(describeLimite({ massaMaxKg: 26_000, altezzaMaxCm: null, larghezzaMaxCm: null })).toBe('massimo 26 t')
  expect(describeLimite({ massaMaxKg: 7_500, altezzaMaxCm: 350, larghezzaMaxCm: null })).toBe(
    'massimo 7,5 t, altezza massima 3,50 m',
  )
})

test('every road has an owner, every owner and limit a road of the list', () => {
  const codici = STRADE.map((strada) => strada.codice)
  expect(new Set(codici).size).toBe(codici.length)
  for (const codice of codici)
    expect(
      PROPRIETA.some((row) => row.strada === codice),
      codice,
    ).toBe(true)
  for (const row of [...PROPRIETA, ...LIMITI]) expect(codici).toContain(row.strada)
})

test('a road that two sources give to different owners is never certain', () => {
  for (const codice of STRADE.map((strada) => strada.codice)) {
    const rows = PROPRIETA.filter((row) => row.strada === codice)
    if (new Set(rows.map((row) => row.proprietario)).size > 1)
      expect(
        rows.every((row) => row.daConfermare),
        codice,
      ).toBe(true)
  }
})
