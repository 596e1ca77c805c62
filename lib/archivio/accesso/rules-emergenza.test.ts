import { expect, test } from 'vitest'
import { statoConvenzione } from './rules-convenzioni'
import { statoApertura } from './rules-emergenza'

const at = new Date('2026-11-26T10:00:00Z')
const asked = { chiestaAt: at, decisaAt: null, finoAt: null, chiusaAt: null }
const minutes = (n: number) => new Date(at.getTime() + n * 60_000)

test('an opening is waited for an hour, then is asked again', () => {
  expect(statoApertura(asked, minutes(59))).toBe('attesa')
  expect(statoApertura(asked, minutes(60))).toBe('scaduta')
})

test('once confirmed it is open until its hour, or until somebody closes it', () => {
  const open = { ...asked, decisaAt: minutes(10), finoAt: minutes(130) }
  expect(statoApertura(open, minutes(129))).toBe('aperta')
  expect(statoApertura(open, minutes(130))).toBe('chiusa')
  expect(statoApertura({ ...open, chiusaAt: minutes(20) }, minutes(21))).toBe('chiusa')
  expect(statoApertura({ ...asked, decisaAt: minutes(10) }, minutes(11))).toBe('rifiutata')
})

test('an agreement is in force on its first and on its last day', () => {
  const agreed = { dal: '2026-11-26', al: '2027-11-25', cessataAt: null } as const
  expect(statoConvenzione(agreed, '2026-11-25')).toBe('futura')
  expect(statoConvenzione(agreed, '2026-11-26')).toBe('in_vigore')
  expect(statoConvenzione(agreed, '2027-11-25')).toBe('in_vigore')
  expect(statoConvenzione(agreed, '2027-11-26')).toBe('finita')
  expect(statoConvenzione({ ...agreed, cessataAt: at }, '2027-01-01')).toBe('cessata')
})
