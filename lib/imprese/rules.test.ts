import { expect, test } from 'vitest'
import { caricaRappresentante, type ImpresaRegistrata, statoCollegamento, statoInvito, whyNotEnd } from './rules'

const none = { accettatoAt: null, rifiutatoAt: null, revocatoAt: null }
const at = new Date('2026-03-31T10:00:00Z')

test('an invitation lasts to its last second, and what was decided stands', () => {
  const scadeAt = new Date('2026-03-31T10:00:01Z')
  expect(statoInvito({ ...none, scadeAt }, at)).toBe('aperto')
  expect(statoInvito({ ...none, scadeAt }, scadeAt)).toBe('scaduto')
  expect(statoInvito({ ...none, scadeAt: at, accettatoAt: at }, new Date('2027-01-01'))).toBe('accettato')
  expect(statoInvito({ ...none, scadeAt, revocatoAt: at }, at)).toBe('revocato')
  expect(statoInvito({ ...none, scadeAt, rifiutatoAt: at }, at)).toBe('rifiutato')
})

const membri = [
  { appartenenzaId: 'a1', personaId: 'rossi', ruolo: 'legale_rappresentante' as const },
  { appartenenzaId: 'a2', personaId: 'bianchi', ruolo: 'amministratore' as const },
  { appartenenzaId: 'a3', personaId: 'verdi', ruolo: 'richiedente' as const },
]

test('the last legal representative stays, also at their own wish', () => {
  expect(whyNotEnd(membri, 'a1', 'rossi')).toMatch(/unico legale rappresentante/)
  const two = [...membri, { appartenenzaId: 'a4', personaId: 'neri', ruolo: 'legale_rappresentante' as const }]
  expect(whyNotEnd(two, 'a1', 'rossi')).toBeNull()
  expect(whyNotEnd(two, 'a1', 'neri')).toBeNull()
  expect(whyNotEnd(two, 'a1', 'bianchi')).toMatch(/Solo un legale rappresentante/)
})

test('a second row of the same representative does not make two of them', () => {
  const twice = [...membri, { appartenenzaId: 'a9', personaId: 'rossi', ruolo: 'legale_rappresentante' as const }]
  expect(whyNotEnd(twice, 'a1', 'rossi')).toMatch(/unico/)
})

test('whoever looks after the company ends a place; the others only their own', () => {
  expect(whyNotEnd(membri, 'a3', 'bianchi')).toBeNull()
  expect(whyNotEnd(membri, 'a3', 'verdi')).toBeNull()
  expect(whyNotEnd(membri, 'a2', 'verdi')).toMatch(/Solo chi amministra/)
  expect(whyNotEnd(membri, 'a3', 'estraneo')).toMatch(/Solo chi amministra/)
  expect(whyNotEnd(membri, 'gone', 'rossi')).toMatch(/non fa più parte/)
})

const impresa = (
  change: Partial<ImpresaRegistrata['cariche'][number]> = {},
  stato: ImpresaRegistrata['stato'] = 'attiva',
) => ({
  denominazione: 'X',
  codiceFiscale: '99990010003',
  partitaIva: null,
  sede: '',
  pec: null,
  stato,
  cariche: [{ codiceFiscale: 'CF', carica: 'Amministratore unico', rappresentante: true, fino: null, ...change }],
})

test('the register confirms only who represents a living company today', () => {
  expect(caricaRappresentante(impresa(), 'CF', '2026-03-31')).toBe('Amministratore unico')
  expect(caricaRappresentante(impresa(), 'ALTRO', '2026-03-31')).toBeNull()
  expect(caricaRappresentante(impresa({ rappresentante: false }), 'CF', '2026-03-31')).toBeNull()
  expect(caricaRappresentante(impresa({ fino: '2026-03-31' }), 'CF', '2026-03-31')).not.toBeNull()
  expect(caricaRappresentante(impresa({ fino: '2026-03-30' }), 'CF', '2026-03-31')).toBeNull()
  expect(caricaRappresentante(impresa({}, 'cessata'), 'CF', '2026-03-31')).toBeNull()
})

test('a request is decided, withdrawn, waiting or still being written', () => {
  const one = { inviataAt: null, ritirataAt: null, esito: null }
  expect(statoCollegamento(one)).toBe('da_inviare')
  expect(statoCollegamento({ ...one, inviataAt: at })).toBe('in_attesa')
  expect(statoCollegamento({ ...one, inviataAt: at, ritirataAt: at })).toBe('ritirata')
  expect(statoCollegamento({ ...one, inviataAt: at, esito: 'respinta' })).toBe('respinta')
})
