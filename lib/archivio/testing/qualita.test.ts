import { expect, test } from 'vitest'
import { esatte, paginaQualita, quotaOf } from './qualita'

const POSTI = [
  { classe: 'numero', posto: 0 },
  { classe: 'numero', posto: 1 },
  { classe: 'parole', posto: 9 },
  { classe: 'parole', posto: 10 },
  { classe: 'parole', posto: -1 },
]

test('the top is the first place, among ten the tenth is in and the eleventh is not', () => {
  expect(quotaOf('tutte', POSTI)).toEqual({ classe: 'tutte', domande: 5, primo: 0.2, dieci: 0.6 })
  expect(quotaOf('esatte', esatte(POSTI))).toMatchObject({ domande: 2, primo: 0.5, dieci: 1 })
})

test('a figure is cut, so that one that is missed is seen; what falls short is said', () => {
  const almost = [...Array(1999).fill({ classe: 'numero', posto: 0 }), { classe: 'numero', posto: -1 }]
  const page = paginaQualita(almost, { giorno: '2026-11-27', unita: 10, pagine: 3 })
  expect(page).toContain('| numero | 2000 | 0,999 | 0,999 |')
  expect(paginaQualita(POSTI, { giorno: '2026-11-27', unita: 10, pagine: 3 })).toContain('| 0,600 | ≥ 0,95 | no |')
})
