import { describe, expect, test } from 'vitest'
import { canMandato, checkPeriodo, covers, type DateMandato, distinct, statoMandato } from './rules'

const at = new Date('2026-03-31T10:00:00Z')
const proposto: DateMandato = {
  dal: '2026-03-31',
  al: '2026-06-30',
  scadePropostaAt: new Date('2026-04-30T10:00:00Z'),
  accettatoAt: null,
  rifiutatoAt: null,
  ritiratoAt: null,
  revocatoAt: null,
  rinunciatoAt: null,
}
const dato = { ...proposto, accettatoAt: at }

describe('a mandate holds from its first day to its last, both included', () => {
  test.each([
    ['2026-03-30', 'futuro'],
    ['2026-03-31', 'attivo'],
    ['2026-06-30', 'attivo'],
    ['2026-07-01', 'scaduto'],
  ] as const)('%s: %s', (oggi, stato) => {
    expect(statoMandato(dato, oggi, at)).toBe(stato)
  })
})

test('nothing holds without the principal’s own yes; the proposal waits 30 days', () => {
  expect(statoMandato(proposto, '2026-03-31', at)).toBe('proposto')
  expect(statoMandato(proposto, '2026-04-30', proposto.scadePropostaAt)).toBe('decaduto')
  expect(statoMandato({ ...proposto, rifiutatoAt: at }, '2026-03-31', at)).toBe('rifiutato')
  expect(statoMandato({ ...proposto, ritiratoAt: at }, '2026-03-31', at)).toBe('ritirato')
})

test('revocation and renunciation end it at once, and stand also after its last day (artt. 1723, 1727 c.c.)', () => {
  expect(statoMandato({ ...dato, revocatoAt: at }, '2026-03-31', at)).toBe('revocato')
  expect(statoMandato({ ...dato, rinunciatoAt: at }, '2026-07-01', at)).toBe('rinunciato')
})

test('each act from its states only', () => {
  expect(canMandato('accept', 'proposto')).toBe(true)
  expect(canMandato('accept', 'decaduto')).toBe(false)
  expect(canMandato('revoke', 'futuro')).toBe(true)
  expect(canMandato('revoke', 'proposto')).toBe(false)
  expect(canMandato('renounce', 'scaduto')).toBe(false)
  expect(canMandato('attach', 'revocato')).toBe(false)
})

test('dates: from today, forwards, at most 36 months', () => {
  expect(checkPeriodo('2026-03-31', '2026-03-31', '2026-03-31')).toEqual({})
  expect(checkPeriodo('2026-03-30', '2026-04-30', '2026-03-31')).toHaveProperty('dal')
  expect(checkPeriodo('2026-04-02', '2026-04-01', '2026-03-31')).toHaveProperty('al')
  expect(checkPeriodo('2026-03-31', '2029-03-31', '2026-03-31')).toEqual({})
  expect(checkPeriodo('2026-03-31', '2029-04-01', '2026-03-31')).toHaveProperty('al')
})

test('two mandates of one principal to one agency are one choice', () => {
  const one = (id: string, per: string, agenzia: string | null) => ({
    id,
    per: { id: per },
    agenzia: agenzia ? { id: agenzia } : null,
  })
  const all = [one('1', 'a', 'z'), one('2', 'a', 'z'), one('3', 'a', null), one('4', 'b', 'z')]
  expect(distinct(all).map(({ id }) => id)).toEqual(['1', '3', '4'])
})

test('a mandate for some procedures covers those and no other', () => {
  expect(covers(null, 'trasporto-eccezionale')).toBe(true)
  expect(covers(['trasporto-eccezionale'], 'trasporto-eccezionale')).toBe(true)
  expect(covers(['trasporto-eccezionale'], 'accesso-agli-atti')).toBe(false)
})
