import { expect, test } from 'vitest'
import {
  isRevocabile,
  scopoDichiarato,
  segnatureChieste,
  statoVisione,
  ultimoGiorno,
  ultimoGiornoDa,
  whyNotExtend,
} from './rules-concessione'

test('a view lasts fifteen days or more, not counting the day of the act (D.P.R. 184/2006 art. 7)', () => {
  expect(ultimoGiornoDa('2026-11-26', 15)).toBe('2026-12-11')
  expect(() => ultimoGiornoDa('2026-11-26', 14)).toThrow(RangeError)
  expect(ultimoGiornoDa('2026-11-26', 180)).toBe('2027-05-25')
  expect(() => ultimoGiornoDa('2026-11-26', 181)).toThrow(RangeError)
})

test('its last day is whole in Rome, also when the clocks change', () => {
  expect(ultimoGiorno(new Date('2026-12-11T23:00:00Z'))).toBe('2026-12-11') // midnight of 12 December in Rome
  expect(ultimoGiorno(new Date('2027-03-28T22:00:00Z'))).toBe('2027-03-28') // summer time since that morning
})

test('it is over at its end, not before; revoked whatever the day', () => {
  const [dal, al] = [new Date('2026-11-26T23:00:00Z'), new Date('2026-12-11T23:00:00Z')]
  expect(statoVisione({ dal, al, revocataAt: null }, new Date('2026-11-26T22:59:59Z'))).toBe('futura')
  expect(statoVisione({ dal, al, revocataAt: null }, dal)).toBe('in_corso')
  expect(statoVisione({ dal, al, revocataAt: null }, new Date('2026-12-11T22:59:59Z'))).toBe('in_corso')
  expect(statoVisione({ dal, al, revocataAt: null }, al)).toBe('scaduta')
  expect(statoVisione({ dal, al, revocataAt: new Date(0) }, new Date('2026-12-01T00:00:00Z'))).toBe('revocata')
})

test('what is over has nothing to close, unless its reader opens it again by themselves', () => {
  const own = (proprio: boolean, convenzioneId: string | null) =>
    (['futura', 'in_corso', 'scaduta', 'revocata'] as const).map((stato) =>
      isRevocabile(stato, { proprio, convenzioneId }),
    )
  expect(own(false, null)).toEqual([true, true, false, false])
  expect(own(true, null)).toEqual([true, true, true, false])
  expect(own(false, 'convenzione')).toEqual([true, true, true, false])
})

test('it is extended forwards, and to 180 days in all', () => {
  expect(whyNotExtend('2026-11-26', '2026-12-11', '2026-12-11')).toMatch(/dopo/)
  expect(whyNotExtend('2026-11-26', '2026-12-11', '2026-12-12')).toBeNull()
  expect(whyNotExtend('2026-11-26', '2026-12-11', '2027-05-25')).toBeNull()
  expect(whyNotExtend('2026-11-26', '2026-12-11', '2027-05-26')).toMatch(/180/)
})

test('signatures asked for are read from the answers, each once', () => {
  expect(
    segnatureChieste({ documenti: [{ segnatura: ' A/1 ' }, { segnatura: '' }, {}, { segnatura: 'A/1' }] }),
  ).toEqual(['A/1'])
  expect(segnatureChieste({})).toEqual([])
})

test('what the papers are for is as declared; a right that asks no reason stands for it', () => {
  expect(scopoDichiarato({ scopo: 'Ristrutturazione', diritto: 'documentale' })).toBe('Ristrutturazione')
  expect(scopoDichiarato({ diritto: 'generalizzato' })).toBe('Accesso civico generalizzato')
  expect(scopoDichiarato({})).toBe('Accesso documentale')
})
