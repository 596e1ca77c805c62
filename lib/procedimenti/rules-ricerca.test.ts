import { expect, test } from 'vitest'
import { computePunteggio, isNear, words } from './rules-ricerca'

const trasporto = [
  { testo: 'Autorizzazione al trasporto eccezionale', peso: 5 },
  { testo: 'carrellone autogru blocchi di marmo', peso: 4 },
]
const accesso = [
  { testo: 'Accesso agli atti', peso: 5 },
  { testo: 'copia di un progetto visura', peso: 4 },
]
const found = (query: string) => [trasporto, accesso].map((parti) => computePunteggio(query, parti) > 0)

test('accents, capitals and small words do not count', () => {
  expect(words('Perché l’Accesso AGLI atti?')).toEqual(['perche', 'accesso', 'atti'])
})

test('one slip is forgiven up to seven letters, two above, none in short words', () => {
  expect(isNear('transporto', 'trasporto', 1)).toBe(true)
  expect(isNear('eccezoinale', 'eccezionale', 1)).toBe(true) // neighbours swapped
  expect(isNear('ecezzionale', 'eccezionale', 1)).toBe(false)
  expect(found('ecezzionale')).toEqual([true, false])
  expect(found('acceso')).toEqual([false, true])
  expect(found('adti')).toEqual([false, true])
  expect(found('ati')).toEqual([false, false])
})

test('people find by their words, beginnings and plurals', () => {
  expect(found('trasporti eccezionali')).toEqual([true, false])
  expect(found('carrell')).toEqual([true, false])
  expect(found('copia del progetto')).toEqual([false, true])
})

test('every word asked for must be found', () => {
  expect(found('copia del trasporto')).toEqual([false, false])
  expect(found('')).toEqual([false, false])
})

test('the name weighs more than the other words', () => {
  const inName = computePunteggio('marmo', [{ testo: 'marmo', peso: 5 }])
  expect(inName).toBeGreaterThan(computePunteggio('marmo', trasporto))
})
