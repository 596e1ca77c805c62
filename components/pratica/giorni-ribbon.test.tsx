import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { addDays, type IsoDate } from '@/lib/core/date'
import { toneOfDays } from './days-bar'
import { countGiorni, GiorniRibbon, type GiornoTermine } from './giorni-ribbon'

// 25 November 2026 + 15 days, 9 of them suspended: the last day is 19 December.
const giorni: GiornoTermine[] = Array.from({ length: 24 }, (_, i) => {
  const il = addDays('2026-11-26' as IsoDate, i)
  if (i >= 5 && i < 14) return { il, tipo: 'sospeso', n: null, nota: 'aspettavamo lo schema di carico' }
  const n = i < 5 ? i + 1 : i - 8
  return { il, tipo: i === 23 ? 'ultimo' : i < 18 ? 'trascorso' : 'futuro', n, nota: null }
})
const oggi = '2026-12-13' as IsoDate

test('the legend says in figures what the colours show', () => {
  expect(countGiorni(giorni, oggi)).toEqual({
    trascorsi: 9,
    sospesi: 9,
    note: ['aspettavamo lo schema di carico'],
    restano: 6,
    totale: 15,
  })
})

test('on the last day nothing is left', () => {
  expect(
    countGiorni(
      giorni.map((g) => (g.tipo === 'futuro' ? { ...g, tipo: 'trascorso' } : g)),
      '2026-12-19',
    ),
  ).toMatchObject({
    trascorsi: 15,
    restano: 0,
  })
})

test('the ribbon has a sentence, a table of every day, today outlined and no style attribute', () => {
  const html = renderToStaticMarkup(<GiorniRibbon giorni={giorni} oggi={oggi} scadeIl={'2026-12-19' as IsoDate} />)
  expect(html).toContain(
    '9 giorni trascorsi su 15, 9 giorni sospesi, ne restano 6. L’ultimo giorno è il 19 dicembre 2026.',
  )
  expect(html.match(/<tr/g)).toHaveLength(25)
  expect(html.match(/day-today/g)).toHaveLength(1)
  expect(html).not.toMatch(/\sstyle=/)
})

test('red only on the last day, amber from two fifths of the term', () => {
  expect(toneOfDays(1, 15)).toBe('bar-red')
  expect(toneOfDays(2, 15)).toBe('bar-amber')
  expect(toneOfDays(6, 15)).toBe('bar-amber')
  expect(toneOfDays(7, 15)).toBe('bar-blue')
})
