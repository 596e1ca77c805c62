import { expect, test } from 'vitest'
import { chiaveOf, type Elemento, elementoOf, fromCookie, MAX_OSPITE, senza, spostato, toCookie, uniti } from './rules'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const unita = (n: number): Elemento => ({ unitaId: id(n), paginaId: null })
const pagina = (n: number, p: number): Elemento => ({ unitaId: id(n), paginaId: id(p) })
const keys = (elementi: readonly Elemento[]) => elementi.map(chiaveOf)

test('an element is named by its ids, and nothing else names one', () => {
  for (const one of [unita(1), pagina(1, 2)]) expect(elementoOf(chiaveOf(one))).toEqual(one)
  for (const text of ['', 'x', `${id(1)}.`, `${id(1)}.x`, `${id(1)}.${id(2)}.${id(3)}`, null, 3, [id(1)]])
    expect(elementoOf(text)).toBeNull()
})

test('a cookie holds as many as there may be, under what browsers keep', () => {
  const all = Array.from({ length: MAX_OSPITE }, (_, i) => pagina(i, 100 + i))
  expect(toCookie(all).length).toBeLessThan(3800)
  expect(toCookie(all)).toMatch(/^[0-9a-z.-]*$/)
  expect(fromCookie(toCookie(all))).toEqual(all)
  expect(fromCookie(toCookie([unita(1), pagina(1, 2)]))).toEqual([unita(1), pagina(1, 2)])
})

test('a cookie that somebody made up is empty, or bounded, and never throws', () => {
  expect(fromCookie(undefined)).toEqual([])
  for (const text of [
    '',
    '.',
    'x',
    '-',
    `${toCookie([unita(1)])}.`,
    `${toCookie([unita(1)])}.<script>`,
    '0'.repeat(9000),
  ])
    expect(fromCookie(text)).toEqual([])
  expect(fromCookie(`${toCookie([unita(1)])}-${toCookie([unita(2)])}-${toCookie([unita(3)])}`)).toEqual([])
  expect(fromCookie(toCookie([unita(1), unita(1)]))).toEqual([unita(1)])
  const many = Array.from({ length: MAX_OSPITE + 1 }, (_, i) => unita(i))
  expect(fromCookie(toCookie(many))).toHaveLength(MAX_OSPITE)
})

test('two baskets are one: the first stays first, nothing is there twice', () => {
  expect(keys(uniti([unita(1), pagina(1, 9)], [unita(2), unita(1), pagina(1, 8)]))).toEqual(
    keys([unita(1), pagina(1, 9), unita(2), pagina(1, 8)]),
  )
})

test('taken away twice, it is taken away once', () => {
  const left = senza([unita(1), pagina(1, 2)], id(1))
  expect(left).toEqual([pagina(1, 2)])
  expect(senza(left, id(1))).toEqual(left)
})

test('moved twice to the same place, it is there', () => {
  const list = [unita(1), unita(2), unita(3)]
  const up = spostato(list, id(3), id(2))
  expect(keys(up)).toEqual([id(1), id(3), id(2)])
  expect(spostato(up, id(3), id(2))).toEqual(up)
  expect(keys(spostato(list, id(1), null))).toEqual([id(2), id(3), id(1)])
  expect(spostato(list, id(1), id(1))).toEqual(list)
  expect(spostato(list, id(9), id(1))).toEqual(list) // taken away from another tab
  expect(spostato(list, id(1), id(9))).toEqual(list)
})
