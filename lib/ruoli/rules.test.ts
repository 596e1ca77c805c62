import { describe, expect, test } from 'vitest'
import { type Chi, canDecideRichiesta, canReview } from './rules'
import {
  fineTrimestre,
  inizioTrimestre,
  isDaRivedere,
  nomeTrimestre,
  scadenzaRevisione,
  statoRevisione,
  trimestreOf,
} from './rules-revisione'

const chi = (
  personaId: string,
  ruolo: 'dirigente' | 'istruttore' | 'amministratore_sistema',
  ufficioId?: string,
): Chi => ({
  personaId,
  ruoli: [{ ruolo, ufficioId: ufficioId ?? null, organizzazioneId: null }],
})
const richiesta = {
  personaId: 'p',
  chiestaDaId: 'a',
  ruolo: 'istruttore',
  ufficioId: 'u1',
  organizzazioneId: null,
} as const

describe('S26: a change of rights is decided by a second person', () => {
  test('another administrator, or the dirigente of that office', () => {
    expect(canDecideRichiesta(chi('b', 'amministratore_sistema'), richiesta)).toBe(true)
    expect(canDecideRichiesta(chi('b', 'dirigente', 'u1'), richiesta)).toBe(true)
    expect(canDecideRichiesta(chi('b', 'dirigente', 'u2'), richiesta)).toBe(false)
    expect(canDecideRichiesta(chi('b', 'istruttore', 'u1'), richiesta)).toBe(false)
  })
  test('never whoever asked, never whose right it is', () => {
    expect(canDecideRichiesta(chi('a', 'amministratore_sistema'), richiesta)).toBe(false)
    expect(canDecideRichiesta(chi('p', 'amministratore_sistema'), richiesta)).toBe(false)
    expect(canDecideRichiesta(chi('p', 'dirigente', 'u1'), richiesta)).toBe(false)
  })
  test('what belongs to no office is decided by any dirigente', () => {
    const portale = { ...richiesta, ruolo: 'amministratore_sistema', ufficioId: null } as const
    expect(canDecideRichiesta(chi('b', 'dirigente', 'u2'), portale)).toBe(true)
    expect(canDecideRichiesta(chi('b', 'istruttore', 'u2'), portale)).toBe(false)
  })
})

test('rights are reviewed by the dirigente of the office or an administrator, never by their holder', () => {
  expect(canReview(chi('d', 'dirigente', 'u1'), richiesta)).toBe(true)
  expect(canReview(chi('d', 'dirigente', 'u2'), richiesta)).toBe(false)
  expect(canReview(chi('d', 'dirigente', 'u1'), { ...richiesta, ufficioId: null })).toBe(false)
  expect(canReview(chi('a', 'amministratore_sistema'), { ...richiesta, ufficioId: null })).toBe(true)
  expect(canReview(chi('p', 'amministratore_sistema'), richiesta)).toBe(false)
})

describe('quarters', () => {
  test('begin and end where the calendar says', () => {
    expect(trimestreOf('2026-09-30')).toBe('2026-T3')
    expect(trimestreOf('2026-10-01')).toBe('2026-T4')
    expect(trimestreOf('2026-12-31')).toBe('2026-T4')
    expect(trimestreOf('2027-01-01')).toBe('2027-T1')
    expect(inizioTrimestre('2026-T4')).toBe('2026-10-01')
    expect(fineTrimestre('2026-T4')).toBe('2026-12-31')
    expect(fineTrimestre('2028-T1')).toBe('2028-03-31')
    expect(nomeTrimestre('2027-T1')).toBe('primo trimestre 2027')
  })
  test('the review lasts 30 days, the first one counted', () => {
    expect(scadenzaRevisione('2026-T4')).toBe('2026-10-30')
    expect(statoRevisione(null, '2026-T4', '2026-10-30')).toBe('da_rivedere')
    expect(statoRevisione(null, '2026-T4', '2026-10-31')).toBe('in_ritardo')
    expect(statoRevisione('confermato', '2026-T4', '2026-10-31')).toBe('confermato')
  })
  test('concerns rights that were there on the first day and still are', () => {
    const from = (validoDal: '2026-09-30' | '2026-10-01', validoAl: '2026-11-25' | '2026-11-26' | null = null) =>
      isDaRivedere({ validoDal, validoAl }, '2026-T4', '2026-11-26')
    expect(from('2026-09-30')).toBe(true)
    expect(from('2026-10-01')).toBe(false)
    expect(from('2026-09-30', '2026-11-26')).toBe(true)
    expect(from('2026-09-30', '2026-11-25')).toBe(false)
  })
})
