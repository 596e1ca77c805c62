import { expect, test } from 'vitest'
import { giorniFermoOf, isNotte, passoFermo, ultimoGiorno } from './rules-fermi'

const GIORNI = 30
const dal = '2026-03-01' // + 30 days: 31 March
const passo = (oggi: string, scadeIl: string | null = null) =>
  passoFermo({ dal, scadeIl: scadeIl as never }, GIORNI, oggi as never)

test('its owner is told a week before, and the files stay until that day is over', () => {
  expect(passo('2026-03-23')).toBeNull()
  expect(passo('2026-03-24')).toBe('avvisa')
  expect(ultimoGiorno({ dal, scadeIl: null }, GIORNI, '2026-03-24')).toBe('2026-03-31')
  expect(passo('2026-03-30', '2026-03-31')).toBeNull()
  expect(passo('2026-03-31', '2026-03-31')).toBeNull()
  expect(passo('2026-04-01', '2026-03-31')).toBe('libera')
})

test('nobody loses files without the week: nights that were missed move the day on', () => {
  expect(passo('2026-06-01')).toBe('avvisa')
  expect(ultimoGiorno({ dal, scadeIl: null }, GIORNI, '2026-06-01')).toBe('2026-06-08')
  expect(passo('2026-06-08', '2026-06-08')).toBeNull()
  expect(passo('2026-06-09', '2026-06-08')).toBe('libera')
})

test('touched after the warning it begins again', () => {
  const touched = (oggi: '2026-03-29' | '2026-04-01' | '2026-04-21' | '2026-04-28' | '2026-04-29') =>
    passoFermo({ dal: '2026-03-29', scadeIl: '2026-03-31' }, GIORNI, oggi)
  expect(touched('2026-03-29')).toBe('dimentica')
  expect(touched('2026-04-01')).toBe('dimentica')
  expect(touched('2026-04-28')).toBeNull() // where no night forgot it: never before its thirty days
  expect(touched('2026-04-29')).toBe('libera')
})

test('the setting holds when it is a whole number of days longer than the warning', () => {
  const of = (valore: unknown) => giorniFermoOf([{ chiave: 'archivio.lotti.giorni-preparazione', valore }])
  expect([of(90), of(8), of(7), of('90'), of(null), giorniFermoOf([])]).toEqual([90, 8, 30, 30, 30, 30])
})

test('night is between one and five in Rome, in winter and in summer', () => {
  expect(['2026-01-10T00:00Z', '2026-01-10T03:59Z', '2026-07-10T02:59Z'].map((one) => isNotte(new Date(one)))).toEqual([
    true,
    true,
    true,
  ])
  expect(['2026-01-09T23:59Z', '2026-01-10T04:00Z', '2026-07-10T03:00Z'].map((one) => isNotte(new Date(one)))).toEqual([
    false,
    false,
    false,
  ])
})
