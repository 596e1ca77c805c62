import { describe, expect, test } from 'vitest'
import { chiaveTurno, listTurni, primoGiorno, SALA_PROPOSTA, salaOf, turniDi } from './rules'

const SALA = { ...SALA_PROPOSTA, posti: 2 }

describe('the reading room', () => {
  test('has the slots of its hours, and none on a festivo or a day of closure', () => {
    expect(turniDi('2026-12-01', SALA).map((one) => `${one.inizio}-${one.fine}`)).toEqual([
      '09:30-11:00',
      '11:00-12:30',
      '15:00-16:30',
    ]) // a Tuesday
    expect(turniDi('2026-12-05', SALA)).toEqual([]) // Saturday
    expect(turniDi('2026-12-08', SALA)).toEqual([]) // Immacolata, a Tuesday
    expect(turniDi('2026-12-01', { ...SALA, chiusure: ['2026-12-01'] })).toEqual([])
    expect(turniDi('2026-12-01', { ...SALA, orario: { mar: ['mattina', '9:30-11:00'] } })).toEqual([])
  })

  test('tells the seats that are left in each', () => {
    const taken = new Map([
      [chiaveTurno({ giorno: '2026-12-02', inizio: '09:30' }), 2],
      [chiaveTurno({ giorno: '2026-12-02', inizio: '11:00' }), 1],
    ])
    expect(listTurni('2026-12-02', '2026-12-02', SALA, taken).map((one) => one.liberi)).toEqual([0, 1])
  })

  test('wants working days to fetch the papers', () => {
    expect(primoGiorno('2026-11-26', 2)).toBe('2026-11-30') // Thursday: Friday, then Monday
    expect(primoGiorno('2026-12-04', 2)).toBe('2026-12-09') // Friday: Monday, then Wednesday after the 8th
  })

  test('is as proposed until the Province says otherwise, and whatever is written badly', () => {
    expect(salaOf([])).toEqual(SALA_PROPOSTA)
    expect(
      salaOf([
        { chiave: 'archivio.sala.posti', valore: 'quattro' },
        { chiave: 'archivio.sala.orario', valore: 'sempre' },
      ]),
    ).toEqual(SALA_PROPOSTA)
    expect(salaOf([{ chiave: 'archivio.sala.posti', valore: 7 }]).posti).toBe(7)
  })
})
