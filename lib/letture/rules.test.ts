import { expect, test } from 'vitest'
import { motivoDiLettura, motivoProprio } from './rules'

test('whoever is in charge needs no words; anybody else does, each day anew', () => {
  expect(motivoDiLettura({ assegnatarioId: 'a' }, 'a', null)).toEqual({ motivo: 'assegnatario', testo: '' })
  expect(motivoDiLettura({ assegnatarioId: 'a' }, 'b', null)).toBeNull()
  expect(motivoDiLettura({ assegnatarioId: null }, 'b', null)).toBeNull()
  const detto = { motivo: 'sostituzione', testo: 'Elena è in ferie' } as const
  expect(motivoDiLettura({ assegnatarioId: 'a' }, 'b', detto)).toEqual(detto)
})

test('one press is enough to decide a proposal, or for what nobody has in charge', () => {
  expect(motivoProprio({ stato: 'in_decisione', assegnatarioId: 'a' }, true)).toBe('decisione')
  expect(motivoProprio({ stato: 'in_decisione', assegnatarioId: 'a' }, false)).toBeNull()
  expect(motivoProprio({ stato: 'ricevuta', assegnatarioId: null }, false)).toBe('presa_in_carico')
  expect(motivoProprio({ stato: 'conclusa', assegnatarioId: null }, true)).toBeNull()
  expect(motivoProprio({ stato: 'in_istruttoria', assegnatarioId: 'a' }, true)).toBeNull()
})
