import { expect, test } from 'vitest'
import { formatCodiceRecupero, isFresco, needsSecondoFattore, parseCodice } from './rules-fattore'

test('S12: officers and administrators need a second factor, police and technicians do not', () => {
  for (const ruolo of ['istruttore', 'dirigente', 'amministratore_sistema'] as const)
    expect(needsSecondoFattore([{ ruolo }]), ruolo).toBe(true)
  for (const ruolo of ['polizia', 'tecnico_comunale'] as const)
    expect(needsSecondoFattore([{ ruolo }]), ruolo).toBe(false)
  expect(needsSecondoFattore([])).toBe(false)
  expect(needsSecondoFattore([{ ruolo: 'polizia' }, { ruolo: 'istruttore' }])).toBe(true)
})

test('S12: a second factor is fresh for five minutes and not a millisecond more', () => {
  const at = new Date('2026-11-26T10:00:00.000Z')
  expect(isFresco(at, new Date('2026-11-26T10:05:00.000Z'))).toBe(true)
  expect(isFresco(at, new Date('2026-11-26T10:05:00.001Z'))).toBe(false)
  expect(isFresco(null, at)).toBe(false)
})

test('a code is read however it is typed', () => {
  expect(parseCodice(' 123 456 ')).toEqual({ tipo: 'totp', codice: '123456' })
  expect(parseCodice('abcd-efgh-jkmn-pqrs')).toEqual({ tipo: 'recupero', codice: 'ABCDEFGHJKMNPQRS' })
  for (const wrong of ['', '12345', '1234567', 'ABCD-EFGH-JKMN-PQR', 'ABCD-EFGH-JKMN-PQR0', '１２３４５６'])
    expect(parseCodice(wrong), wrong).toBeNull()
  expect(formatCodiceRecupero('ABCDEFGHJKMNPQRS')).toBe('ABCD-EFGH-JKMN-PQRS')
})
