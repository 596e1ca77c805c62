import { describe, expect, test } from 'vitest'
import { isRifiuto, parseRichiesta } from './rules-richiesta'

// IIIF Image API 3.0: sections 4.1 (region), 4.2 (size), 4.3 (rotation), 4.4 (quality), 4.5 (format), 4.7 (canonical form).

const LIMITI = { lato: 4000, area: 12_000_000 }
const ask = (address: string, image = { w: 6000, h: 4000 }, limits = LIMITI) => {
  const [regione = '', dimensione = '', rotazione = '', file = ''] = address.split('/')
  const r = parseRichiesta({ regione, dimensione, rotazione, file }, image, limits)
  return isRifiuto(r) ? 'no' : r
}
const region = (text: string) => {
  const r = ask(`${text}/10,10/0/default.jpg`)
  return r === 'no' ? r : [r.regione.x, r.regione.y, r.regione.w, r.regione.h]
}
const size = (text: string, from = '0,0,300,200') => {
  const r = ask(`${from}/${text}/0/default.jpg`)
  return r === 'no' ? r : [r.uscita.w, r.uscita.h]
}

describe('region', () => {
  test.each([
    ['full', [0, 0, 6000, 4000]],
    ['square', [1000, 0, 4000, 4000]],
    ['125,15,120,140', [125, 15, 120, 140]],
    ['5900,3900,200,200', [5900, 3900, 100, 100]], // cut at the edge
    ['pct:41.6,7.5,40,70', [2496, 300, 2400, 2800]],
    ['pct:41.6,7.5,66.6,100', [2496, 300, 3504, 3700]],
    ['6000,0,10,10', 'no'], // beyond the image
    ['0,0,0,10', 'no'],
    ['-1,0,10,10', 'no'],
    ['1.5,0,10,10', 'no'],
    ['0,0,10', 'no'],
    ['pct:0,0,0,10', 'no'],
    ['pct:101,0,10,10', 'no'],
    ['FULL', 'no'],
    ['', 'no'],
  ])('%s', (text, expected) => expect(region(text)).toEqual(expected))
})

describe('size', () => {
  test.each([
    ['max', [300, 200]],
    ['150,', [150, 100]],
    [',150', [225, 150]],
    ['pct:50', [150, 100]],
    ['225,100', [225, 100]],
    ['!225,100', [150, 100]],
    ['!900,900', [300, 200]], // as large as possible, not larger than the region
    ['^!900,900', [900, 600]],
    ['^360,', [360, 240]],
    ['^,240', [360, 240]],
    ['^pct:120', [360, 240]],
    ['^360,360', [360, 360]],
    ['^150,', [150, 100]],
    ['360,', 'no'],
    [',201', 'no'],
    ['pct:101', 'no'],
    ['301,200', 'no'],
    ['^4001,', 'no'],
    ['0,', 'no'],
    ['!0,10', 'no'],
    ['pct:0', 'no'],
    ['pct:', 'no'],
    [',', 'no'],
    ['full', 'no'], // of version 2
    ['1,2,3', 'no'],
    ['^', 'no'],
    ['10.5,', 'no'],
  ])('%s of 300 × 200', (text, expected) => expect(size(text)).toEqual(expected))

  test('max is the largest that is made at once', () => {
    expect(size('max', 'full')).toEqual([4000, 2667])
    expect(size('^max', '0,0,300,200')).toEqual([4000, 2667])
    expect(size('max', '0,0,3900,3900')).toEqual([3464, 3464]) // 12 million pixels
    expect(size('3900,', '0,0,3900,3900')).toBe('no')
  })
})

describe('rotation, quality, format', () => {
  test.each([
    ['0', 0, false],
    ['180', 180, false],
    ['!0', 0, true],
    ['!90', 90, true],
    ['22.5', 22.5, false],
    ['360', 0, false],
  ])('%s', (text, gradi, specchio) => expect(ask(`full/max/${text}/default.jpg`)).toMatchObject({ gradi, specchio }))
  test.each(['361', '-1', '', '!', '1e2', 'x'])('rotation %s is refused', (text) =>
    expect(ask(`full/max/${text}/default.jpg`)).toBe('no'),
  )
  test.each(['default.jpg', 'color.png', 'gray.webp', 'bitonal.png'])('%s', (file) =>
    expect(ask(`full/max/0/${file}`)).not.toBe('no'),
  )
  test.each(['native.jpg', 'default.gif', 'default', '.jpg', 'default.', 'default.jpg.exe'])('%s is refused', (file) =>
    expect(ask(`full/max/0/${file}`)).toBe('no'),
  )
})

describe('canonical form', () => {
  test.each([
    ['full/max/0/default.jpg', 'full/max/0/default.jpg'],
    ['0,0,6000,4000/max/0/default.jpg', 'full/max/0/default.jpg'],
    ['pct:0,0,100,100/4000,/0.0/default.jpg', 'full/max/0/default.jpg'],
    ['full/2000,/!90/gray.png', 'full/2000,1333/!90/gray.png'],
    ['square/!500,500/0/default.jpg', '1000,0,4000,4000/500,500/0/default.jpg'],
    ['0,0,300,200/^600,/0/default.jpg', '0,0,300,200/^600,400/0/default.jpg'],
    ['0,0,300,200/^pct:100/0/default.jpg', '0,0,300,200/max/0/default.jpg'],
  ])('%s', (address, expected) => expect(ask(address)).toMatchObject({ canonica: expected }))
})
