import { describe, expect, test } from 'vitest'
import type { ParolaPagina } from '../rules-digitale'
import { dimezza, forseGirata, type Giro, giraGrigi, giroMigliore, sommaGiri } from './rules-giro'

const parola = (testo: string, sure: number, w = 100, h = 30): ParolaPagina => [testo, 0, 0, w, h, sure]
const molte = (n: number, sure: number, w?: number, h?: number) =>
  Array.from({ length: n }, () => parola('cemento', sure, w, h))

describe('pixels', () => {
  // 1 2 3
  // 4 5 6
  const grigi = { pixels: Buffer.from([1, 2, 3, 4, 5, 6]), w: 3, h: 2 }
  test.each([
    [0, [1, 2, 3, 4, 5, 6], 3],
    [90, [4, 1, 5, 2, 6, 3], 2],
    [180, [6, 5, 4, 3, 2, 1], 3],
    [270, [3, 6, 2, 5, 1, 4], 2],
  ] as [Giro, number[], number][])('turned by %i', (giro, pixels, w) => {
    const turned = giraGrigi(grigi, giro)
    expect([[...turned.pixels], turned.w]).toEqual([pixels, w])
  })
  test('halved, an odd edge is left out', () => {
    const { pixels, w, h } = dimezza({ pixels: Buffer.from([0, 4, 9, 8, 12, 9]), w: 3, h: 2 })
    expect([[...pixels], w, h]).toEqual([[6], 1, 1])
  })
  test('turns add up', () => {
    expect([sommaGiri(270, 180), sommaGiri(90, 270), sommaGiri(0, 180)]).toEqual([90, 0, 180])
  })
})

describe('whether a page may be turned', () => {
  test('no, when it reads well, few words that are certain included', () => {
    expect(forseGirata(molte(80, 90))).toBe(false)
    expect(forseGirata(molte(4, 92))).toBe(false)
  })
  test('yes, when it reads badly, hardly or not at all, and when its words stand on end', () => {
    expect(forseGirata(molte(80, 64))).toBe(true)
    expect(forseGirata(molte(11, 84))).toBe(true)
    expect(forseGirata([parola('l', 96), parola('|', 90)])).toBe(true)
    expect(forseGirata(molte(80, 90, 30, 100))).toBe(true)
  })
})

describe('which turn is taken', () => {
  const prove = (...scores: number[]) => new Map(scores.map((one, i) => [(i * 90) as Giro, one]))
  test('the one that reads plainly better', () => {
    expect(giroMigliore(prove(2_000, 900, 8_000, 1_000))).toBe(180)
  })
  test('none when it is not plain, or nothing is read', () => {
    expect(giroMigliore(prove(6_000, 100, 8_000, 0))).toBe(0)
    expect(giroMigliore(prove(0, 0, 0, 0))).toBe(0)
  })
})
