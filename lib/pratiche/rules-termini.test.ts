import { describe, expect, test } from 'vitest'
import { addDays, type IsoDate } from '@/lib/core/date'
import {
  canAskSostituto,
  computeIndennizzoRitardo,
  computeScadenzaSostituto,
  limiteIndennizzoRitardo,
  silenzioDal,
} from './rules-ritardo'
import { canRefuseAfterNotice, canSuspend, computeTermine } from './rules-termini'
import { type EventoTermine, limiteOsservazioni, type RegolaTermine } from './rules-termini-registro'

const TRENTA: RegolaTermine = { giorni: 30, unita: 'giorni', sospensioneMaxGiorni: 30 }
const LATER: IsoDate = '2026-12-31'
const at = (tipo: EventoTermine['tipo'], il: IsoDate, more: Partial<EventoTermine> = {}): EventoTermine => ({
  tipo,
  il,
  ...more,
})
const term = (eventi: EventoTermine[], oggi: IsoDate = LATER, regola = TRENTA) => computeTermine(regola, eventi, oggi)

describe('sospensione for documents (art. 2 c. 7 L. 241/1990): term 30 days from 2 March 2026', () => {
  const avvio = at('avvio', '2026-03-02')
  const sospensione = at('sospensione', '2026-03-12')
  test.each<[string, EventoTermine[], number, number, IsoDate, IsoDate]>([
    ['T01 no stop', [], 30, 0, '2026-04-01', '2026-04-01'],
    ['S01 documents after 13 days', [sospensione, at('ripresa', '2026-03-25')], 30, 13, '2026-04-14', '2026-04-14'],
    [
      'S02 documents after the cap: the clock ran from 11 April',
      [sospensione, at('ripresa', '2026-04-20')],
      30,
      30,
      '2026-05-01',
      '2026-05-02',
    ],
    ['S03 documents never', [sospensione], 30, 30, '2026-05-01', '2026-05-02'],
    ['S04 documents the same day', [sospensione, at('ripresa', '2026-03-12')], 30, 0, '2026-04-01', '2026-04-01'],
    [
      'S05 stopped on the last day: to be decided the day they come',
      [at('sospensione', '2026-04-01'), at('ripresa', '2026-04-10')],
      30,
      9,
      '2026-04-10',
      '2026-04-10',
    ],
    [
      'asked with a shorter limit of 10 days',
      [at('sospensione', '2026-03-12', { giorni: 10 })],
      30,
      10,
      '2026-04-11',
      '2026-04-11',
    ],
    [
      'a limit beyond 30 days is 30',
      [at('sospensione', '2026-03-12', { giorni: 45 })],
      30,
      30,
      '2026-05-01',
      '2026-05-02',
    ],
  ])('%s', (_id, eventi, trascorsi, sospesi, grezzoIl, scadeIl) => {
    expect(term([avvio, ...eventi])).toMatchObject({
      giorniTrascorsi: trascorsi,
      giorniSospesi: sospesi,
      grezzoIl,
      scadeIl,
    })
  })
  test('S01 seen day by day: the day of the stop counts, the day of the restart does not', () => {
    const { giorni } = term([avvio, sospensione, at('ripresa', '2026-03-25')])
    const day = (il: IsoDate) => giorni.find((one) => one.il === il)
    expect(giorni[0]).toEqual({ il: '2026-03-03', tipo: 'trascorso', n: 1, nota: null })
    expect(day('2026-03-12')).toEqual({
      il: '2026-03-12',
      tipo: 'trascorso',
      n: 10,
      nota: 'da domani il termine è fermo',
    })
    expect(day('2026-03-13')).toMatchObject({
      tipo: 'sospeso',
      n: null,
      nota: 'attesa di documenti (art. 2 c. 7 L. 241/1990)',
    })
    expect(day('2026-03-25')).toMatchObject({ tipo: 'sospeso', n: null })
    expect(day('2026-03-26')).toEqual({ il: '2026-03-26', tipo: 'trascorso', n: 11, nota: null })
    expect(giorni.at(-1)).toEqual({ il: '2026-04-14', tipo: 'ultimo', n: 30, nota: null })
    expect(giorni).toHaveLength(43)
  })
  test('the same pratica as seen while it waits, on the last suspended day and the day it runs again', () => {
    const eventi = [avvio, sospensione]
    expect(term(eventi, '2026-03-12')).toMatchObject({
      stato: 'sospeso',
      giorniTrascorsi: 10,
      giorniSospesi: 0,
      giorniRimasti: 20,
      riprendeIl: '2026-04-11',
    })
    expect(term(eventi, '2026-04-10')).toMatchObject({ stato: 'sospeso', giorniSospesi: 29, scadeIl: '2026-05-02' })
    expect(term(eventi, '2026-04-11')).toMatchObject({
      stato: 'in_corso',
      giorniSospesi: 30,
      giorniRimasti: 21,
      riprendeIl: '2026-04-11',
    })
    expect(term([...eventi, at('ripresa', '2026-03-25')], '2026-03-25')).toMatchObject({
      stato: 'in_corso',
      riprendeIl: null,
      scadeIl: '2026-04-14',
      giorniRimasti: 20,
    })
  })
  test('events after the day asked for are not known that day', () => {
    expect(term([avvio, sospensione], '2026-03-11')).toMatchObject({
      stato: 'in_corso',
      scadeIl: '2026-04-01',
      giorniRimasti: 21,
    })
  })
  test('the last day and the day after (R1, R3)', () => {
    expect(term([avvio], '2026-04-01')).toMatchObject({ stato: 'in_corso', giorniRimasti: 0, giorniRitardo: 0 })
    expect(term([avvio], '2026-04-02')).toMatchObject({ stato: 'scaduto', giorniRimasti: 0, giorniRitardo: 1 })
  })
  test('S06 a second one is refused, and has no effect if it is in the ledger', () => {
    const eventi = [avvio, sospensione, at('ripresa', '2026-03-25')]
    expect(canSuspend(TRENTA, eventi, '2026-04-01')).toMatchObject({ ok: false, codice: 'SUSPENSION_ALREADY_USED' })
    const twice = term([...eventi, at('sospensione', '2026-04-01')])
    expect(twice.scadeIl).toBe('2026-04-14')
    expect(twice.spiegazione.join(' ')).toContain(
      'La sospensione il 1 aprile 2026 non ha effetto: i termini si sospendono una volta sola.',
    )
  })
  test('S07 after the end it is refused, and has no effect', () => {
    expect(canSuspend(TRENTA, [avvio], '2026-04-02')).toMatchObject({ ok: false, codice: 'TERM_EXPIRED' })
    expect(term([avvio, at('sospensione', '2026-04-02')])).toMatchObject({ scadeIl: '2026-04-01', giorniSospesi: 0 })
  })
  test('on the last day it is allowed, with a warning; the day before without', () => {
    expect(canSuspend(TRENTA, [avvio], '2026-03-31')).toEqual({
      ok: true,
      value: { riprendeEntroIl: '2026-04-30', avviso: null },
    })
    expect(canSuspend(TRENTA, [avvio], '2026-04-01')).toMatchObject({
      ok: true,
      value: { riprendeEntroIl: '2026-05-01', avviso: expect.stringContaining('ultimo giorno') },
    })
  })
  test('nor while the clock stands for another reason, nor once it is decided', () => {
    expect(canSuspend(TRENTA, [avvio, at('preavviso', '2026-03-12')], '2026-03-13')).toMatchObject({
      codice: 'TERM_NOT_RUNNING',
    })
    expect(canSuspend(TRENTA, [avvio, at('conclusione', '2026-03-12')], '2026-03-12')).toMatchObject({
      codice: 'TERM_NOT_RUNNING',
    })
  })
  test('a term that ends on festivi may still be stopped on its last useful day, 7 April (T02)', () => {
    const eventi = [at('avvio', '2026-03-06'), at('sospensione', '2026-04-07'), at('ripresa', '2026-04-17')]
    expect(canSuspend(TRENTA, eventi.slice(0, 1), '2026-04-07').ok).toBe(true)
    expect(term(eventi)).toMatchObject({ grezzoIl: '2026-04-17', scadeIl: '2026-04-17' })
  })
})

describe('preavviso di diniego (art. 10-bis L. 241/1990): term 30 days from 4 May 2026', () => {
  const avvio = at('avvio', '2026-05-04')
  test.each<[string, EventoTermine[], IsoDate, IsoDate, IsoDate]>([
    [
      'P01 observations in time',
      [at('preavviso', '2026-05-20'), at('osservazioni', '2026-05-27')],
      '2026-06-06',
      '2026-06-20',
      '2026-06-20',
    ],
    ['P02 none', [at('preavviso', '2026-05-20')], '2026-05-30', '2026-06-13', '2026-06-13'],
    ['P03 none, the limit is a Sunday', [at('preavviso', '2026-05-21')], '2026-06-01', '2026-06-14', '2026-06-15'],
    [
      'P04 received two days later, observations on the last day',
      [at('preavviso', '2026-05-20', { ricevutoIl: '2026-05-22' }), at('osservazioni', '2026-06-01')],
      '2026-06-11',
      '2026-06-25',
      '2026-06-25',
    ],
    [
      'P05 observations late: nothing changes',
      [at('preavviso', '2026-05-20'), at('osservazioni', '2026-06-03')],
      '2026-05-30',
      '2026-06-13',
      '2026-06-13',
    ],
  ])('%s', (_id, eventi, riprendeIl, grezzoIl, scadeIl) => {
    expect(term([avvio, ...eventi])).toMatchObject({ riprendeIl, grezzoIl, scadeIl })
  })
  test('the limit for the observations is never a festivo (R11)', () => {
    expect(limiteOsservazioni('2026-05-20')).toBe('2026-05-30')
    expect(limiteOsservazioni('2026-05-21')).toBe('2026-06-01')
    expect(limiteOsservazioni('2026-05-22')).toBe('2026-06-01')
  })
  test('combined: S01, then notice on 8 April, observations on the 15th', () => {
    const eventi = [
      at('avvio', '2026-03-02'),
      at('sospensione', '2026-03-12'),
      at('ripresa', '2026-03-25'),
      at('preavviso', '2026-04-08'),
      at('osservazioni', '2026-04-15'),
    ]
    expect(term(eventi)).toMatchObject({
      riprendeIl: '2026-04-25',
      grezzoIl: '2026-05-01',
      scadeIl: '2026-05-02',
      giorniSospesi: 30,
    })
  })
  test('a notice while the clock already stands does not count the same days twice', () => {
    const eventi = [avvio, at('sospensione', '2026-05-14'), at('preavviso', '2026-05-20')]
    // suspended 15 May – 13 June; the ten days of the notice (21–30 May) lie inside
    expect(term(eventi)).toMatchObject({ giorniSospesi: 30, grezzoIl: '2026-07-03' })
  })
  test('refusal: not without notice, not before the limit, the day after it or once answered', () => {
    const eventi = [avvio, at('preavviso', '2026-05-20')]
    expect(canRefuseAfterNotice([avvio], '2026-05-20')).toMatchObject({ ok: false, codice: 'NOTICE_MISSING' })
    expect(canRefuseAfterNotice(eventi, '2026-05-30')).toMatchObject({
      ok: false,
      codice: 'NOTICE_OPEN',
      message: expect.stringContaining('fino al 30 maggio 2026'),
    })
    expect(canRefuseAfterNotice(eventi, '2026-05-31').ok).toBe(true)
    expect(canRefuseAfterNotice([...eventi, at('osservazioni', '2026-05-22')], '2026-05-22').ok).toBe(true)
    expect(canRefuseAfterNotice([...eventi, at('osservazioni', '2026-05-22')], '2026-05-21').ok).toBe(false)
  })
})

describe('access to documents (artt. 22–25 L. 241/1990, D.P.R. 184/2006): 30 days from 1 June 2026', () => {
  const avvio = at('avvio', '2026-06-01')
  test('A01 the end, and the day silence is refusal', () => {
    expect(term([avvio]).scadeIl).toBe('2026-07-01')
    expect(silenzioDal('2026-07-01')).toBe('2026-07-02')
  })
  test('A02 interruzione until the request is corrected: the whole term again (R10)', () => {
    const eventi = [
      avvio,
      at('interruzione', '2026-06-11', { motivo: 'richiesta incompleta (art. 6 c. 5 D.P.R. 184/2006)' }),
      at('ripresa', '2026-06-18'),
    ]
    const done = term(eventi, '2026-06-20')
    expect(done).toMatchObject({
      grezzoIl: '2026-07-18',
      scadeIl: '2026-07-18',
      stato: 'in_corso',
      giorniTrascorsi: 2,
      giorniSospesi: 0,
      giorniRimasti: 28,
    })
    expect(done.giorni.filter((one) => one.n !== null)).toHaveLength(30)
    expect(done.giorni.find((one) => one.il === '2026-06-11')).toMatchObject({ tipo: 'trascorso', n: null })
    expect(done.giorni.find((one) => one.il === '2026-06-12')).toMatchObject({
      tipo: 'sospeso',
      n: null,
      nota: 'richiesta incompleta (art. 6 c. 5 D.P.R. 184/2006)',
    })
    expect(done.giorni.find((one) => one.il === '2026-06-19')).toMatchObject({ tipo: 'trascorso', n: 1 })
  })
  test('A02 while it is interrupted: nothing is left behind, and the end is told as of today', () => {
    const open = term([avvio, at('interruzione', '2026-06-11')], '2026-06-15')
    expect(open).toMatchObject({
      stato: 'sospeso',
      riprendeIl: null,
      giorniTrascorsi: 0,
      giorniRimasti: 30,
      scadeIl: '2026-07-15',
    })
    expect(open.spiegazione.join(' ')).toContain('Il termine si è interrotto l’11 giugno 2026')
  })
  test('A04 with the controinteressato told: only where the rules let it stop for ten days', () => {
    expect(term([avvio]).scadeIl).toBe('2026-07-01')
    expect(term([avvio, at('sospensione', '2026-06-08', { causa: 'controinteressati' })]).scadeIl).toBe('2026-07-11')
  })
  test('F01, F02 civic access: the stop lasts to the opposition, or to ten days from receipt (art. 5 c. 5 D.Lgs. 33/2013)', () => {
    const stop = at('sospensione', '2026-06-05', { causa: 'controinteressati', giorni: 11 })
    expect(term([avvio, stop, at('ripresa', '2026-06-11')]).scadeIl).toBe('2026-07-07')
    expect(term([avvio, stop])).toMatchObject({ grezzoIl: '2026-07-12', scadeIl: '2026-07-13' })
  })
  test('such a stop does not use up the one for documents', () => {
    const eventi = [avvio, at('sospensione', '2026-06-05', { causa: 'controinteressati' }), at('ripresa', '2026-06-08')]
    expect(canSuspend(TRENTA, eventi, '2026-06-10').ok).toBe(true)
  })
})

describe('working days and other terms', () => {
  const TRE: RegolaTermine = { giorni: 3, unita: 'giorni_lavorativi', sospensioneMaxGiorni: 30 }
  test('urgency, 3 working days over Easter (art. 14 c. 2 Reg.)', () => {
    const done = computeTermine(TRE, [at('avvio', '2026-04-02')], '2026-04-03')
    expect(done).toMatchObject({ scadeIl: '2026-04-08', giorniTrascorsi: 1, giorniRimasti: 2 })
    expect(done.giorni.map((one) => one.n)).toEqual([1, null, null, null, 2, 3])
  })
  test('a stop in working days: only working days are used', () => {
    const eventi = [at('avvio', '2026-04-02'), at('sospensione', '2026-04-03'), at('ripresa', '2026-04-10')]
    expect(computeTermine(TRE, eventi, '2026-04-10')).toMatchObject({ scadeIl: '2026-04-14', giorniRimasti: 2 })
  })
  test('a proroga adds days; after the end it adds none', () => {
    const avvio = at('avvio', '2026-03-02')
    expect(term([avvio, at('proroga', '2026-04-01', { giorni: 15 })]).scadeIl).toBe('2026-04-16')
    expect(term([avvio, at('proroga', '2026-04-02', { giorni: 15 })]).scadeIl).toBe('2026-04-01')
  })
  test('a decision ends the ribbon on its day; a late one says by how much', () => {
    const avvio = at('avvio', '2026-03-02')
    const early = term([avvio, at('conclusione', '2026-03-20')])
    expect(early).toMatchObject({ stato: 'concluso', giorniTrascorsi: 18, giorniRimasti: 0, giorniRitardo: 0 })
    expect(early.giorni.at(-1)).toEqual({ il: '2026-03-20', tipo: 'trascorso', n: 18, nota: 'decisione' })
    const late = term([avvio, at('conclusione', '2026-04-05')])
    expect(late.giorniRitardo).toBe(4)
    expect(late.spiegazione.at(-1)).toBe('La decisione è arrivata il 5 aprile 2026, con 4 giorni di ritardo.')
  })
  test('T06 the explanation tells the festivo; Saturday moves on only where a rule says so (T07)', () => {
    expect(term([at('avvio', '2026-11-25')], '2026-11-26').spiegazione.at(-1)).toBe(
      'Il termine finirebbe il 25 dicembre 2026, che è festivo: l’ultimo giorno utile è il 28 dicembre 2026 (art. 2963 c. 3 c.c.).',
    )
    expect(term([at('avvio', '2026-04-02')], LATER, { ...TRENTA, sabatoFestivo: true }).scadeIl).toBe('2026-05-04')
  })
  test('the ribbon has no gap and no double, whatever happened', () => {
    const eventi = [
      at('avvio', '2026-03-02'),
      at('sospensione', '2026-03-05'),
      at('interruzione', '2026-03-20'),
      at('ripresa', '2026-04-01'),
      at('sospensione', '2026-04-10'),
      at('ripresa', '2026-04-20'),
      at('preavviso', '2026-04-30'),
      at('osservazioni', '2026-05-04'),
    ]
    const { giorni, scadeIl } = term(eventi)
    expect(giorni.map((one) => one.il)).toEqual(giorni.map((_, i) => addDays('2026-03-02', i + 1)))
    expect(giorni.at(-1)).toMatchObject({ il: scadeIl, tipo: 'ultimo' })
    expect(giorni.filter((one) => one.tipo === 'ultimo')).toHaveLength(1)
  })
  test('no avvio, or no term, is a caller’s bug', () => {
    expect(() => term([])).toThrow(RangeError)
    expect(() => term([at('avvio', '2027-01-01')])).toThrow(RangeError)
    expect(() => term([at('avvio', '2026-03-02')], LATER, { ...TRENTA, giorni: 0 })).toThrow(RangeError)
    expect(() => term([at('avvio', '2026-03-02')], LATER, { ...TRENTA, giorni: 366 })).toThrow(RangeError)
    expect(term([at('avvio', '2026-03-02')], LATER, { ...TRENTA, giorni: 365 }).scadeIl).toBe('2027-03-02')
  })
})

describe('when the office is late', () => {
  test('X01 tacit assent from the day after: a refusal that day is stopped', () => {
    const eventi = [at('avvio', '2026-03-02'), at('preavviso', '2026-03-03')]
    const assensoDal = silenzioDal('2026-04-01')
    expect(assensoDal).toBe('2026-04-02')
    expect(canRefuseAfterNotice(eventi, '2026-04-01', assensoDal).ok).toBe(true)
    expect(canRefuseAfterNotice(eventi, '2026-04-02', assensoDal)).toMatchObject({ ok: false, codice: 'TACIT_ASSENT' })
  })
  test('X02 the substitute decides in half the term (art. 2 c. 9-ter)', () => {
    expect(computeScadenzaSostituto(TRENTA, '2026-06-05')).toBe('2026-06-20')
    expect(computeScadenzaSostituto({ giorni: 15, unita: 'giorni' }, '2026-06-05')).toBe('2026-06-12') // 7 days
    expect(computeScadenzaSostituto({ giorni: 3, unita: 'giorni_lavorativi' }, '2026-06-05')).toBe('2026-06-08')
    expect(canAskSostituto(term([at('avvio', '2026-03-02')], '2026-04-01'), 'inadempimento')).toBe(false)
    const late = term([at('avvio', '2026-03-02')], '2026-04-02')
    expect(canAskSostituto(late, 'inadempimento')).toBe(true)
    expect(canAskSostituto(late, 'assenso')).toBe(false) // silence has decided: nothing is left to decide
  })
  test.each([
    [0, 0],
    [1, 3000],
    [10, 30_000],
    [66, 198_000],
    [67, 200_000],
    [100, 200_000],
  ])('X03 indemnity after %i days', (giorni, cents) => {
    expect(computeIndennizzoRitardo(giorni)).toBe(cents)
  })
  test('X04 it is asked within 20 days of the end', () => {
    expect(limiteIndennizzoRitardo('2026-04-01')).toBe('2026-04-21')
    expect('2026-04-22' > limiteIndennizzoRitardo('2026-04-01')).toBe(true)
  })
})

test('where silence decides, nobody decides in the office’s place (L. 241/1990 art. 2 c. 9-ter)', () => {
  const said = (silenzio: 'nessuno' | 'assenso' | 'diniego' | 'inadempimento') =>
    computeTermine(
      { giorni: 30, unita: 'giorni', sospensioneMaxGiorni: 30, silenzio },
      [{ tipo: 'avvio', il: '2026-03-02' }],
      '2026-05-04',
    ).spiegazione.at(-1)
  expect(said('diniego')).toMatch(/si considera respinta/)
  expect(said('assenso')).toMatch(/si considera accolta/)
  for (const silenzio of ['nessuno', 'inadempimento'] as const) expect(said(silenzio)).toMatch(/potere sostitutivo/)
})
