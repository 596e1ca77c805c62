import { describe, expect, test } from 'vitest'
import { gruppiOfCampi, gruppiOfTesto } from './rules-domanda'
import { esatti } from './rules-parole'

/** Of each group its alternatives, a word as it is. */
const asked = (testo: string) =>
  gruppiOfTesto(testo).map(({ alternative }) => alternative.map((one) => ('parola' in one ? one.parola : one.esatto)))

describe('the box', () => {
  test.each([
    ['muro di sostegno', [['muro'], ['di'], ['sostegno']]],
    ['SP 370', [['r:sp370']]],
    ['s.p. n. 370 dir', [['r:sp370dir']]],
    ['strada provinciale 62', [['r:sp62']]],
    ['Strada statale n° 1', [['r:ss1']]],
    ['SR432 bis', [['r:sr432bis']]],
    ['sp1 km 3+250', [['r:sp1:3'], ['r:sp1']]],
    ['0345', [['0345', 'n:345']]],
    ['345bis', [['345bis', 'n:345bis']]],
    ['1987', [['1987', 'n:1987', 'a:1987']]],
    [
      '345/1987',
      [
        ['345', 'n:345', 'n:345/1987'],
        ['1987', 'n:1987', 'a:1987', 'n:345/1987'],
      ],
    ],
    [
      'legge 1086/71',
      [['legge'], ['1086', 'n:1086', 'n:1086/1971', 'n:1086/2071'], ['71', 'n:71', 'n:1086/1971', 'n:1086/2071']],
    ],
    [
      'SIS/f1',
      [
        ['sis', 's:sis/f1', 's:sis/f1/'],
        ['f1', 's:sis/f1', 's:sis/f1/'],
      ],
    ],
  ])('%s', (testo, groups) => {
    expect(asked(testo)).toEqual(groups)
  })
  test('asp1re, asp 12 and sp 1234 are no roads', () => {
    expect(asked('asp 12').flat()).not.toContain('r:sp12')
    expect(asked('sp 1234').flat()).not.toContain('r:sp123')
  })
})

test('a road is one, however it is written', () => {
  for (const one of ['SP370', 'sp 370', 'S.P. n. 370', 'Strada provinciale 370'])
    expect(esatti.strada(one)).toBe('r:sp370')
  expect(esatti.strada('Variante Aurelia')).toBe('r:varianteaurelia')
  expect(gruppiOfCampi({ strada: 'strada provinciale n. 370', km: 4 })).toEqual([
    { alternative: [{ esatto: 'r:sp370:4' }] },
  ])
})
