import { expect, test } from 'vitest'
import { sayTempi, sayTermine } from './rules-tempi'

test('the usual time is said only when it is known', () => {
  expect(sayTempi({ giorni: 15, unita: 'giorni' }, 9)).toBe('15 giorni · di solito 9')
  expect(sayTempi({ giorni: 30, unita: 'giorni' }, null)).toBe('30 giorni')
})

test('working days and a single day are named', () => {
  expect(sayTermine({ giorni: 3, unita: 'giorni_lavorativi' })).toBe('3 giorni lavorativi')
  expect(sayTermine({ giorni: 1, unita: 'giorni' })).toBe('1 giorno')
})
