import { describe, expect, test } from 'vitest'
import { letturaOf } from './rules-misure'

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
