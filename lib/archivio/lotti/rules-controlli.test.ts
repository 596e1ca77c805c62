import { expect, test } from 'vitest'
import { DPI_MINIMI, dpiSotto, SICUREZZA_MINIMA, soglieOf } from './rules-controlli'

test('without settings they are those proposed; a setting that makes no sense is none', () => {
  expect(soglieOf([])).toEqual({ dpi: 300, sicurezza: 70 })
  const set = (dpi: unknown, sicurezza: unknown) =>
    soglieOf([
      { chiave: DPI_MINIMI.chiave, valore: dpi },
      { chiave: SICUREZZA_MINIMA.chiave, valore: sicurezza },
    ])
  expect(set(400, 80)).toEqual({ dpi: 400, sicurezza: 80 })
  expect(set(0, 101)).toEqual({ dpi: 300, sicurezza: 70 })
  expect(set('400', 0.8)).toEqual({ dpi: 300, sicurezza: 70 })
})

test('a scan rounded by its scanner is not below', () => {
  expect([dpiSotto({ dpi: 300, sicurezza: 70 }), dpiSotto({ dpi: 400, sicurezza: 70 })]).toEqual([297, 396])
})
