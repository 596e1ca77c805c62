import { expect, test } from 'vitest'
import { fraseAccessoSospeso, fraseOrganizzazioneSospesa, statoSospensione } from './rules'

test('a suspension is in force from its first day to its last, both counted, unless it was lifted', () => {
  const one = { dal: '2026-11-10', al: '2026-11-20', revocataAt: null } as const
  expect(statoSospensione(one, '2026-11-09')).toBe('programmata')
  expect(statoSospensione(one, '2026-11-10')).toBe('in_corso')
  expect(statoSospensione(one, '2026-11-20')).toBe('in_corso')
  expect(statoSospensione(one, '2026-11-21')).toBe('finita')
  expect(statoSospensione({ ...one, al: null }, '2030-01-01')).toBe('in_corso')
  expect(statoSospensione({ ...one, revocataAt: new Date() }, '2026-11-15')).toBe('revocata')
})

test('whoever is stopped reads since when, until when, and why', () => {
  const sospensione = { motivo: 'Documenti falsi.', dal: '2026-11-10', al: '2026-11-20' } as const
  expect(fraseAccessoSospeso(sospensione)).toContain(
    'dal 10 novembre 2026 al 20 novembre 2026. Motivo: Documenti falsi.',
  )
  expect(fraseOrganizzazioneSospesa('ROSSI S.R.L.', { ...sospensione, al: null })).toContain(
    'è sospesa dal 10 novembre 2026, finché la Provincia non la revoca. Motivo: Documenti falsi.',
  )
})
