import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COMUNI, nomeComune } from './rules-comuni'

test('the 32 Comuni have one ISTAT and one cadastral code each', () => {
  expect(COMUNI).toHaveLength(32)
  expect(new Set(COMUNI.map((comune) => comune.istat)).size).toBe(32)
  expect(new Set(COMUNI.map((comune) => comune.catastale)).size).toBe(32)
  for (const comune of COMUNI) {
    expect(comune.istat).toMatch(/^0110(0[1-9]|[12]\d|3[0-2])$/)
    expect(comune.catastale).toMatch(/^[A-M]\d{3}$/)
  }
  expect(nomeComune('011020')).toBe('Luni')
  expect(nomeComune('011099')).toBeNull()
})

test('codes are those of the map of the Province', () => {
  const map = JSON.parse(readFileSync(new URL('./comuni-spezia.geojson', import.meta.url), 'utf8')) as {
    features: { properties: { com_istat_code: string; com_catasto_code: string } }[]
  }
  const drawn = map.features
    .map(({ properties }) => `${properties.com_istat_code} ${properties.com_catasto_code}`)
    .sort()
  expect(COMUNI.map((comune) => `${comune.istat} ${comune.catastale}`).sort()).toEqual(drawn)
})
