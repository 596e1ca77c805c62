import { expect, test } from 'vitest'
import { aConvoglio } from '@/lib/trasporti/testing/domande'
import { computeStatoVerifica, type PayloadVerifica } from './rules'
import { type AttoRegistrato, listDifferenze, parolaOf, parseCodice, parseNumero, vistaOf } from './rules-verifica'
import { anAtto } from './testing/contenuti'

const contenuto = anAtto()
const atto: AttoRegistrato = {
  tipo: 'autorizzazione',
  stato: 'firmato',
  numero: '2026/0000042',
  validoDal: '2026-03-17',
  validoAl: '2026-06-17',
  targhe: ['ZZ000AA', 'XZ000AB', 'ZZ000AC'],
  contenuto,
}
const sigillo: PayloadVerifica = {
  v: 1,
  e: 'p_sp',
  n: '2026/0000042',
  t: 'autorizzazione:singola',
  d: '2026-03-17',
  a: '2026-06-17',
  g: ['ZZ000AA', 'XZ000AB', 'ZZ000AC'],
  m: 72_000,
  l: [1810, 255, 400],
  s: '0123456789abcdef',
}

test.each([
  ['firmato', '2026-03-16', 'non_ancora_valida'],
  ['firmato', '2026-03-17', 'valida'],
  ['firmato', '2026-06-17', 'valida'], // the last day still counts
  ['firmato', '2026-06-18', 'scaduta'],
  ['sospeso', '2026-04-01', 'sospesa'],
  ['revocato', '2026-06-18', 'revocata'], // a revocation comes before the dates
  ['sostituito', '2026-04-01', 'sostituita'],
] as const)('an act that is %s is, on %s, %s', (stato, oggi, expected) => {
  expect(computeStatoVerifica({ ...atto, stato }, oggi)).toBe(expected)
})

test('an act with no dates holds until it is revoked', () => {
  expect(computeStatoVerifica({ stato: 'firmato', validoDal: null, validoAl: null }, '2030-01-01')).toBe('valida')
})

test('the check shows main and reserve plates apart, and nothing that police need not know', () => {
  const vista = vistaOf(atto, '2026-04-01')
  expect(vista).toMatchObject({
    targhe: ['ZZ000AA', 'XZ000AB'],
    riserve: ['ZZ000AC'],
    titolare: 'LUNI TRASPORTI S.R.L.',
  })
  const shown = JSON.stringify(vista)
  for (const hidden of [contenuto.titolare.codiceFiscale, contenuto.titolare.presentataDa, 'Bollo', 'Cave Esempio'])
    expect(shown).not.toContain(hidden)
})

test('a seal that says what the register says has no differences; each change has its name', () => {
  const differ = (more: Partial<AttoRegistrato>, impronta = sigillo.s) =>
    listDifferenze(sigillo, { ...atto, ...more }, 'p_sp', impronta)
  expect(differ({})).toEqual([])
  expect(differ({ numero: '2026/0000043' })).toEqual(['numero'])
  expect(differ({ tipo: 'nulla_osta' })).toEqual(['tipo'])
  expect(differ({ validoAl: '2027-06-17' })).toEqual(['validità'])
  expect(differ({ targhe: ['ZZ000AA'] })).toEqual(['targhe'])
  expect(
    differ({ contenuto: { ...contenuto, convoglio: aConvoglio({ massaComplessivaKg: 90_000, lunghezzaCm: 1810 }) } }),
  ).toEqual(['massa e misure'])
  expect(differ({}, 'ffffffffffffffff')).toEqual(['testo dell’atto'])
  expect(listDifferenze(sigillo, atto, 'p_ms', sigillo.s)).toEqual(['numero'])
})

test('a code is read as people type it', () => {
  expect(parseCodice(' abcd efgh-jklm npqr ')).toBe('ABCDEFGHJKLMNPQR')
  for (const text of [
    '',
    'ABCDEFGHJKLMNPQ',
    'ABCDEFGHJKLMNPQRS',
    'ABCDEFGHJKLMNPQ0',
    'ABCDEFGHIKLMNPQR',
    "' or 1=1 --",
  ])
    expect(parseCodice(text)).toBeNull()
})

test('a number is read with or without its zeros', () => {
  expect(parseNumero('2026/0000042')).toEqual({ anno: 2026, numero: 42 })
  expect(parseNumero(' n. 2026 / 42 ')).toEqual({ anno: 2026, numero: 42 })
  for (const text of ['', '42', '2026/0', '2026/', '2026/12345678901', '26/42']) expect(parseNumero(text)).toBeNull()
})

test('the word agrees with the act', () => {
  expect(parolaOf('valida', 'autorizzazione')).toBe('valida')
  expect(parolaOf('non_ancora_valida', 'nulla_osta')).toBe('non ancora valido')
})
