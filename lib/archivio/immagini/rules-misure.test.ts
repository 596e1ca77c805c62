import { describe, expect, test } from 'vitest'
import { letturaOf, MAX_LATO, MAX_PIXEL, misuraOf } from './rules-misure'

describe('how large a page is read', () => {
  test.each([
    ['A4 as an office scans it', { larghezza: 2480, altezza: 3508, dpi: 300 }, { scala: 1, dpi: 300, tavola: false }],
    ['A4 scanned coarsely is read larger', { larghezza: 595, altezza: 842, dpi: 72 }, { scala: 0.24, dpi: 300 }],
    ['A4 scanned finely is read smaller', { larghezza: 4960, altezza: 7016, dpi: 600 }, { scala: 2, dpi: 300 }],
    [
      'a photo whose camera wrote 72 is read as it is',
      { larghezza: 4000, altezza: 3000, dpi: 72 },
      { scala: 1, dpi: 300 },
    ],
    ['nothing declared', { larghezza: 2480, altezza: 3508, dpi: null }, { scala: 1, dpi: 300 }],
    ['a drawing', { larghezza: 9933, altezza: 14043, dpi: 300 }, { scala: 1.5, dpi: 200, tavola: true }],
    ['a roll longer than recognition takes', { larghezza: 64_000, altezza: 2000, dpi: 200 }, { scala: 2, dpi: 100 }],
  ])('%s', (_, page, expected) => {
    expect(letturaOf(page)).toMatchObject(expected)
  })
})

describe('how large a page of a PDF is drawn', () => {
  const A4 = [595, 842] as const
  const figura = (side: number) => ({ larghezzaPt: 595, altezzaPt: 842, pixelLarghezza: side, pixelAltezza: side })

  test('a sheet as an office scans it; a drawing as large as a wall with fewer dots to the inch', () => {
    expect(misuraOf(...A4, [])).toMatchObject({ larghezza: 2479, altezza: 3508, dpi: 300 })
    const parete = misuraOf(5669, 5669, []) // two metres by two
    expect(parete?.dpi).toBe(254)
    expect((parete?.larghezza ?? 0) * (parete?.altezza ?? 0)).toBeLessThanOrEqual(MAX_PIXEL)
  })

  test.each([
    ['two hundred metres by two hundred', misuraOf(566_929, 566_929, [])],
    ['no width', misuraOf(0, 842, [])],
    ['a strip that no index can count', misuraOf(72 * (MAX_LATO / 72 + 1), 1, [])],
    ['not a number', misuraOf(Number.NaN, 842, [])],
    ['a picture of more pixels than there may be', misuraOf(...A4, [figura(20_001)])],
    ['the same, small on the page', misuraOf(...A4, [{ ...figura(20_001), larghezzaPt: 1, altezzaPt: 1 }])],
  ])('is refused: %s', (_, misura) => {
    expect(misura).toBeNull()
  })

  test('on the edge', () => {
    const side = 72 * (MAX_LATO / 72)
    expect(misuraOf(side, 72, [])).toMatchObject({ larghezza: MAX_LATO, dpi: 72 })
    expect(misuraOf(...A4, [figura(20_000)])).not.toBeNull()
  })
})
