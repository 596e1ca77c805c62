import { describe, expect, test } from 'vitest'
import type { IsoDate } from '@/lib/core/date'
import { checkDomanda } from './rules-domanda'
import type { LimiteTratto } from './rules-percorso'
import { firstDayAllowed, limitePresentazione } from './rules-periodo'
import { proponiScorta } from './rules-scorta'
import type { Carico, Categoria, Convoglio, DomandaTrasporto, Percorso } from './rules-tipi'
import { aCarico, aConvoglio, aDomanda, anAsse, aPercorso, aTratto, aVeicolo } from './testing/domande'

const OGGI: IsoDate = '2026-03-02'
const errori = (domanda: DomandaTrasporto, oggi = OGGI, contesto: Parameters<typeof checkDomanda>[2] = {}) =>
  checkDomanda(domanda, oggi, contesto)
    .filter((one) => one.livello === 'errore')
    .map((one) => `${one.codice} ${one.campo}`)
const avvisi = (domanda: DomandaTrasporto, contesto: Parameters<typeof checkDomanda>[2] = {}) =>
  checkDomanda(domanda, OGGI, contesto).filter((one) => one.livello === 'avviso')

test('a whole istanza has no error, and says why the authorisation is needed', () => {
  expect(errori(aDomanda())).toEqual([])
  expect(checkDomanda(aDomanda(), OGGI).map((one) => [one.livello, one.messaggio])).toEqual([
    ['motivo', 'Il convoglio pesa 72 t su 8 assi: il limite è 44 t'],
  ])
})

describe('1. notice of 15 days, or urgency (art. 14 c. 2 Reg.)', () => {
  const from = (dal: IsoDate, more: Partial<DomandaTrasporto> = {}) =>
    aDomanda({ periodo: { dal, al: dal, orario: 'diurno' }, ...more })
  test('fifteen days before is in time, fourteen is not', () => {
    expect(errori(from('2026-03-17'))).toEqual([])
    expect(errori(from('2026-03-16'))).toEqual(['anticipo periodo.dal'])
    expect(checkDomanda(from('2026-03-16'), OGGI)[0]?.messaggio).toContain(
      'il primo giorno può essere il 17 marzo 2026',
    )
  })
  test('counted backwards, a festivo moves the limit earlier: for 20 April it is Saturday 4 (Easter on the 5th)', () => {
    expect(limitePresentazione('2026-04-20')).toBe('2026-04-04')
    expect(errori(from('2026-04-20'), '2026-04-04')).toEqual([])
    expect(errori(from('2026-04-20'), '2026-04-05')).toEqual(['anticipo periodo.dal'])
    expect(firstDayAllowed('2026-04-05')).toBe('2026-04-22') // limit on Tuesday 7: Sunday and Monday are festivi
    expect(errori(from('2026-04-22'), '2026-04-05')).toEqual([])
  })
  test('urgency: three working days, with a reason', () => {
    const urgenza = { richiesta: true, motivo: 'Nave in partenza il 6 marzo' }
    expect(errori(from('2026-03-05', { urgenza }))).toEqual([])
    expect(errori(from('2026-03-04', { urgenza }))).toEqual(['urgenza periodo.dal'])
    expect(errori(from('2026-03-05', { urgenza: { richiesta: true, motivo: '  ' } }))).toEqual([
      'urgenza-motivo urgenza.motivo',
    ])
    expect(errori(from('2026-04-07', { urgenza }), '2026-04-02')).toEqual(['urgenza periodo.dal']) // Easter: not before the 8th
    expect(errori(from('2026-04-08', { urgenza }), '2026-04-02')).toEqual([])
  })
  test('the last day is not before the first', () => {
    expect(errori(aDomanda({ periodo: { dal: '2026-03-17', al: '2026-03-16', orario: 'diurno' } }))).toEqual([
      'periodo-rovescio periodo.al',
    ])
  })
})

describe('2. durations, renewals, proroga (artt. 15, 17 Reg.)', () => {
  const upTo = (al: IsoDate, more: Partial<DomandaTrasporto>) =>
    errori(aDomanda({ periodo: { dal: '2026-03-17', al, orario: 'diurno' }, ...more }))
  test.each<[string, Partial<DomandaTrasporto>, IsoDate, IsoDate]>([
    ['singola, 3 months', { tipo: 'singola' }, '2026-06-17', '2026-06-18'],
    ['multipla, 6 months', { tipo: 'multipla', viaggi: 2 }, '2026-09-17', '2026-09-18'],
    ['periodica, 12 months', { tipo: 'periodica', categoria: 'B-e' }, '2027-03-17', '2027-03-18'],
    [
      'farm machine, 24 months (L. 120/2010 art. 15)',
      { tipo: 'periodica', categoria: 'agricola' },
      '2028-03-17',
      '2028-03-18',
    ],
  ])('%s', (_id, more, last, after) => {
    expect(upTo(last, more)).toEqual([])
    expect(upTo(after, more)).toEqual(['durata periodo.al'])
  })
  const precedente = {
    numero: '2025/0000100',
    rilasciataIl: '2025-12-20',
    ente: 'Provincia della Spezia',
    scadeIl: '2026-03-20',
    primoRilascioIl: '2023-06-30',
    tipo: 'singola',
    rinnoviFatti: 2,
    prorogata: false,
  } as const
  const rinnovo = (more: object = {}, domanda: Partial<DomandaTrasporto> = {}) =>
    aDomanda({
      tipo: 'rinnovo',
      datiInvariati: true,
      precedente: { ...precedente, ...more },
      periodo: { dal: '2026-03-21', al: '2026-06-21', orario: 'diurno' },
      ...domanda,
    })
  test('rinnovo from 30 days before the end to 30 after', () => {
    expect(errori(rinnovo(), '2026-02-18')).toEqual([])
    expect(errori(rinnovo(), '2026-02-17')).toEqual(['rinnovo-presto precedente.scadeIl'])
    expect(errori(rinnovo(), '2026-04-19')).toEqual([])
    expect(errori(rinnovo(), '2026-04-20')).toEqual(['rinnovo-tardi precedente.scadeIl'])
  })
  test('rinnovo three times, three years in all, with nothing changed', () => {
    expect(errori(rinnovo({ rinnoviFatti: 3 }))).toEqual(['rinnovi precedente.rinnoviFatti'])
    expect(errori(rinnovo({ primoRilascioIl: '2023-06-21' }))).toEqual([])
    expect(errori(rinnovo({ primoRilascioIl: '2023-06-20' }))).toEqual(['rinnovo-tre-anni periodo.al'])
    expect(errori(rinnovo({}, { datiInvariati: false }))).toEqual(['rinnovo-dati datiInvariati'])
    expect(avvisi(rinnovo({ prorogata: true })).map((one) => one.codice)).toEqual(['rinnovo-dopo-proroga'])
  })
  test('a rinnovo keeps the duration of the act it renews', () => {
    expect(errori(rinnovo({}, { periodo: { dal: '2026-03-21', al: '2026-06-22', orario: 'diurno' } }))).toEqual([
      'durata periodo.al',
    ])
    expect(
      errori(
        rinnovo(
          { tipo: 'multipla' },
          { viaggi: 4, periodo: { dal: '2026-03-21', al: '2026-06-22', orario: 'diurno' } },
        ),
      ),
    ).toEqual([])
  })
  const proroga = (more: object = {}, al: IsoDate = '2026-06-18') =>
    aDomanda({
      tipo: 'proroga',
      precedente: { ...precedente, ...more },
      periodo: { dal: '2026-03-21', al, orario: 'diurno' },
    })
  test('proroga on the day of expiry, not the day after; once; not of a periodica', () => {
    expect(errori(proroga(), '2026-03-20')).toEqual([])
    expect(errori(proroga(), '2026-03-21')).toEqual(['proroga-tardi precedente.scadeIl'])
    expect(errori(proroga({ prorogata: true }))).toEqual(['proroga-seconda precedente.prorogata'])
    expect(errori(proroga({ tipo: 'periodica' }))).toContain('proroga-periodica precedente.tipo')
  })
  test('proroga for no longer than the act lasted: 90 days from 20 March end on 18 June', () => {
    expect(errori(proroga({}, '2026-06-18'))).toEqual([])
    expect(errori(proroga({}, '2026-06-19'))).toEqual(['proroga-durata periodo.al'])
    expect(errori(proroga({}, '2026-03-20')).filter((one) => one !== 'periodo-rovescio periodo.al')).toEqual([
      'proroga-inutile periodo.al',
    ])
  })
  test('rinnovo and proroga may point to the act before for convoy, load and route', () => {
    const { convoglio: _c, carico: _k, percorso: _p, ...short } = proroga()
    expect(errori(short)).toEqual([])
  })
})

test('3. trips: one for the singola, two for the multipla, none for the periodica (art. 13 c. 1 Reg.)', () => {
  expect(errori(aDomanda({ viaggi: 1 }))).toEqual([])
  expect(errori(aDomanda({ viaggi: 2 }))).toEqual(['viaggi viaggi'])
  expect(errori(aDomanda({ tipo: 'multipla', viaggi: 2 }))).toEqual([])
  for (const viaggi of [1, 0, null, undefined])
    expect(errori(aDomanda({ tipo: 'multipla', viaggi }))).toEqual(['viaggi viaggi'])
  expect(errori(aDomanda({ tipo: 'periodica', categoria: 'B-e', viaggi: 3 }))).toEqual(['viaggi viaggi'])
})

describe('4. masses agree with each other and with the carta di circolazione', () => {
  const withTotal = (massaComplessivaKg: number) =>
    aDomanda({ convoglio: aConvoglio({ massaComplessivaKg }), carico: aCarico({ massaKg: 40_000 }) })
  test('axles of 72 t and a total written to a tenth of a tonne: 450 kg apart is rounding, 451 is not', () => {
    expect(errori(withTotal(72_450))).toEqual([])
    expect(errori(withTotal(72_451))).toEqual(['somma-assi convoglio.massaComplessivaKg'])
    expect(errori(withTotal(71_549))).toEqual(['somma-assi convoglio.massaComplessivaKg'])
  })
  test('the figure of the Province decides when there is one', () => {
    const impostazioni = [
      {
        chiave: 'trasporti.tolleranza-masse-kg',
        validoDal: '2026-01-01' as IsoDate,
        validoAl: null,
        valore: 100,
        daConfermare: false,
        fonte: 'prova',
      },
    ]
    expect(errori(withTotal(72_100), OGGI, { impostazioni })).toEqual([])
    expect(errori(withTotal(72_101), OGGI, { impostazioni })).toEqual(['somma-assi convoglio.massaComplessivaKg'])
  })
  const trattore = (more: object) =>
    aConvoglio({ veicoli: [aVeicolo(more), aConvoglio().veicoli[1] as Convoglio['veicoli'][0]] })
  test('axles of a vehicle within its carta di circolazione: 27 t on a tractor for 27 t, not for 26,9', () => {
    expect(errori(aDomanda({ convoglio: trattore({ massaMaxKg: 27_000 }) }))).toEqual([])
    expect(errori(aDomanda({ convoglio: trattore({ massaMaxKg: 26_900 }) }))).toEqual([
      'carta-circolazione convoglio.veicoli.0.massaMaxKg',
    ])
  })
  test('the trailer’s axles are the last ones, in whatever order the vehicles were written', () => {
    const [motrice, rimorchio] = aConvoglio().veicoli as [Convoglio['veicoli'][0], Convoglio['veicoli'][0]]
    expect(
      errori(aDomanda({ convoglio: aConvoglio({ veicoli: [{ ...rimorchio, massaMaxKg: 44_000 }, motrice] }) })),
    ).toEqual(['carta-circolazione convoglio.veicoli.0.massaMaxKg'])
  })
  test('as many axles weighed as the vehicles have', () => {
    expect(errori(aDomanda({ convoglio: trattore({ numeroAssi: 2 }) }))).toEqual(['numero-assi convoglio.assi'])
  })
  test('tare and load heavier than the whole is for the officer', () => {
    expect(avvisi(aDomanda({ carico: aCarico({ massaKg: 49_450 }) }))).toEqual([])
    expect(avvisi(aDomanda({ carico: aCarico({ massaKg: 49_451 }) })).map((one) => one.codice)).toEqual(['tara-carico'])
  })
})

describe('5. something is exceptional, otherwise it is not needed', () => {
  const ordinary = (more: Partial<Convoglio> = {}) =>
    aConvoglio({
      massaComplessivaKg: 44_000,
      assi: aConvoglio().assi.map((asse) => ({ ...asse, massaKg: 5500 })),
      ...more,
    })
  test('44 t on 8 axles within every size is refused; one centimetre wider is not', () => {
    expect(errori(aDomanda({ convoglio: ordinary(), carico: aCarico({ massaKg: 20_000 }) }))).toEqual([
      'non-serve convoglio.massaComplessivaKg',
    ])
    expect(
      errori(aDomanda({ convoglio: ordinary({ larghezzaCm: 256 }), carico: aCarico({ massaKg: 20_000 }) })),
    ).toEqual([])
  })
  test('without the king-pin distances it cannot be said: they are asked', () => {
    expect(
      errori(aDomanda({ convoglio: ordinary({ perniRalla: null }), carico: aCarico({ massaKg: 20_000 }) })),
    ).toEqual(['ralla-manca convoglio.perniRalla.posterioreCm', 'ralla-manca convoglio.perniRalla.anterioreCm'])
  })
})

describe('6. envelopes and ceilings of the categories (art. 13 c. 2 Reg.)', () => {
  const light = (more: Partial<Convoglio>) =>
    aConvoglio({
      massaComplessivaKg: 44_000,
      assi: aConvoglio().assi.map((asse) => ({ ...asse, massaKg: 5500 })),
      altezzaCm: 430,
      ...more,
    })
  const periodica = (categoria: Categoria, convoglio: Convoglio, natura: Carico['natura'] = 'altro') =>
    errori(
      aDomanda({
        tipo: 'periodica',
        categoria,
        convoglio,
        carico: aCarico({ natura, massaKg: 20_000 }),
        percorso: aPercorso(),
      }),
    )
  test.each<[Categoria, Partial<Convoglio>, string[]]>([
    ['A1', { larghezzaCm: 300, lunghezzaCm: 2000 }, []],
    ['A1', { larghezzaCm: 301, lunghezzaCm: 2000 }, ['categoria-sagoma convoglio.larghezzaCm']],
    ['A1', { larghezzaCm: 300, lunghezzaCm: 2001 }, ['categoria-sagoma convoglio.lunghezzaCm']],
    ['A1', { altezzaCm: 431 }, ['categoria-sagoma convoglio.altezzaCm']],
    ['A2', { larghezzaCm: 255, lunghezzaCm: 2500 }, []],
    ['A2', { larghezzaCm: 256, lunghezzaCm: 2500 }, ['categoria-sagoma convoglio.larghezzaCm']],
    ['A2', { lunghezzaCm: 2501 }, ['categoria-sagoma convoglio.lunghezzaCm']],
    ['A2', { sbalzoAnterioreCm: 1 }, ['categoria-sporgenza convoglio.sbalzoAnterioreCm']],
    ['A2', { lunghezzaCm: 1400, sbalzoPosterioreCm: 400 }, []], // 10 m: 4,00
    ['A2', { lunghezzaCm: 1401, sbalzoPosterioreCm: 401 }, ['categoria-sporgenza convoglio.sbalzoPosterioreCm']],
  ])('%s %o', (categoria, more, expected) => {
    expect(periodica(categoria, light(more))).toEqual(expected)
  })
  test('class A stays within art. 62 on every figure', () => {
    expect(periodica('A1', aConvoglio({ altezzaCm: 430 }))).toEqual(['categoria-art62 convoglio.massaComplessivaKg'])
  })
  const heavy = (kg: number) =>
    aConvoglio({
      massaComplessivaKg: kg,
      assi: aConvoglio().assi.map((asse) => ({ ...asse, massaKg: kg / 8 })),
      veicoli: aConvoglio().veicoli.map((one) => ({ ...one, massaMaxKg: 150_000 })),
    })
  test.each<[Categoria, Carico['natura'], number, boolean]>([
    ['B-b', 'macchine_operatrici', 56_000, true],
    ['B-b', 'macchine_operatrici', 56_008, false],
    ['B-b-bis', 'macchine_operatrici', 56_000, false],
    ['B-b-bis', 'macchine_operatrici', 56_008, true],
    ['B-b-bis', 'macchine_operatrici', 72_000, true],
    ['B-b-bis', 'macchine_operatrici', 72_008, false],
  ])('%s, %s, %i kg: %s', (categoria, natura, kg, ok) => {
    expect(periodica(categoria, heavy(kg), natura)).toEqual(ok ? [] : ['categoria-massa convoglio.massaComplessivaKg'])
  })
  test('each category is for its own load', () => {
    expect(periodica('B-e', heavy(72_000), 'blocchi_pietra')).toEqual([])
    expect(periodica('B-e', heavy(72_000), 'coils')).toEqual(['categoria-natura carico.natura'])
  })
  test('a periodica without category is asked for one', () => {
    expect(errori(aDomanda({ tipo: 'periodica' }))).toEqual(['manca categoria'])
  })
})

describe('loads (art. 10 c. 2 CdS)', () => {
  const wide = (n: number, kg: number, tipo: Convoglio['tipo'] = 'autoarticolato') =>
    aConvoglio({
      tipo,
      massaComplessivaKg: kg,
      larghezzaCm: 300,
      lunghezzaCm: 1100,
      perniRalla: null,
      assi: Array.from({ length: n }, (_, i) =>
        anAsse({ massaKg: Math.round(kg / n), interasseCm: i === n - 1 ? null : 210 }),
      ),
      veicoli: [
        aVeicolo({ numeroAssi: null, massaMaxKg: 200_000 }),
        ...(tipo === 'isolato'
          ? []
          : [
              aVeicolo({
                ruolo: 'rimorchio',
                classe: 'semirimorchio',
                targa: 'XZ000AB',
                numeroAssi: null,
                massaMaxKg: 200_000,
              }),
            ]),
      ],
    })
  const check = (convoglio: Convoglio, more: Partial<Carico>) =>
    errori(aDomanda({ convoglio, carico: aCarico({ massaKg: 1000, ...more }) }))
  test.each<[Convoglio['tipo'], number, number]>([
    ['isolato', 3, 38_000],
    ['isolato', 4, 48_000],
    ['autoarticolato', 6, 86_000],
    ['autoarticolato', 8, 108_000],
  ])('several pieces on %s of %i axles: up to %i kg; one indivisible piece may go beyond', (tipo, n, kg) => {
    expect(check(wide(n, kg, tipo), { pezzi: 2, indivisibile: false })).toEqual([])
    expect(check(wide(n, kg + 100, tipo), { pezzi: 2, indivisibile: false })).toEqual([
      'tetto-lettera-b convoglio.massaComplessivaKg',
    ])
    expect(check(wide(n, kg + 100, tipo), { pezzi: 1, indivisibile: true })).toEqual([])
  })
  test('six pieces, not seven, when size and mass are both exceeded, and always for prefabricated elements', () => {
    expect(check(wide(8, 72_000), { pezzi: 6, indivisibile: false })).toEqual([])
    expect(check(wide(8, 72_000), { pezzi: 7, indivisibile: false })).toEqual(['sei-pezzi carico.pezzi'])
    const narrow = { ...wide(8, 72_000), larghezzaCm: 255 }
    expect(check(narrow, { pezzi: 7, indivisibile: false })).toEqual([])
    expect(check(narrow, { natura: 'prefabbricati', pezzi: 7, indivisibile: false })).toEqual([
      'sei-pezzi carico.pezzi',
    ])
  })
  test('any other load is authorised only when it is indivisible', () => {
    expect(check(wide(8, 72_000), { natura: 'altro', indivisibile: true })).toEqual([])
    expect(check(wide(8, 72_000), { natura: 'altro', indivisibile: false })).toEqual([
      'indivisibile carico.indivisibile',
    ])
  })
})

describe('7. vehicles (artt. 13 c. 5, 14 c. 3 Reg.)', () => {
  const riserve = (n: number, ruolo: 'riserva_rimorchio' | 'riserva_motrice') =>
    aConvoglio({
      veicoli: [
        ...aConvoglio().veicoli,
        ...Array.from({ length: n }, (_, i) => aVeicolo({ ruolo, targa: `ZZ10${i}AA` })),
      ],
    })
  test('five reserves, not six', () => {
    expect(errori(aDomanda({ convoglio: riserve(5, 'riserva_rimorchio') }))).toEqual([])
    expect(errori(aDomanda({ convoglio: riserve(6, 'riserva_rimorchio') }))).toEqual(['riserve convoglio.veicoli'])
    expect(errori(aDomanda({ convoglio: riserve(5, 'riserva_motrice') }))).toEqual([])
    expect(errori(aDomanda({ convoglio: riserve(6, 'riserva_motrice') }))).toEqual(['riserve convoglio.veicoli'])
  })
  test('no reserve tractor in a periodica', () => {
    expect(errori(aDomanda({ tipo: 'periodica', categoria: 'B-e', convoglio: riserve(1, 'riserva_motrice') }))).toEqual(
      ['motrici-riserva convoglio.veicoli'],
    )
  })
  test('a plate once, however it is written', () => {
    const [motrice, rimorchio] = aConvoglio().veicoli as [Convoglio['veicoli'][0], Convoglio['veicoli'][0]]
    expect(
      errori(aDomanda({ convoglio: aConvoglio({ veicoli: [motrice, { ...rimorchio, targa: 'zz 000-aa' }] }) })),
    ).toEqual(['targa-doppia convoglio.veicoli.1.targa'])
    expect(
      avvisi(aDomanda({ convoglio: aConvoglio({ veicoli: [motrice, { ...rimorchio, targa: 'M AB 1234' }] }) })).map(
        (one) => one.codice,
      ),
    ).toEqual(['targa-formato'])
  })
  test('one tractor, and a trailer when the convoy has one', () => {
    const [motrice, rimorchio] = aConvoglio().veicoli as [Convoglio['veicoli'][0], Convoglio['veicoli'][0]]
    expect(errori(aDomanda({ convoglio: aConvoglio({ veicoli: [rimorchio] }) }))).toContain('motrice convoglio.veicoli')
    expect(errori(aDomanda({ convoglio: aConvoglio({ veicoli: [motrice] }) }))).toContain('rimorchio convoglio.veicoli')
    expect(
      errori(aDomanda({ convoglio: aConvoglio({ veicoli: [motrice, { ...motrice, targa: 'ZZ001AA' }, rimorchio] }) })),
    ).toContain('motrice convoglio.veicoli')
  })
})

describe('9. a continuous route, each stretch with an owner', () => {
  const route = (tratti: Percorso['tratti'], more: Partial<DomandaTrasporto> = {}) =>
    aDomanda({ percorso: aPercorso({ tratti }), ...more })
  test('a stretch begins where the one before ended; a periodica lists roads', () => {
    const broken = [aTratto({ a: 'Sarzana' }), aTratto({ strada: 'SP 16', da: 'Vezzano', a: 'La Spezia' })]
    expect(errori(route(broken))).toEqual(['percorso-interrotto percorso.tratti.1.da'])
    expect(errori(route(broken, { tipo: 'periodica', categoria: 'B-e' }))).toEqual([])
    expect(errori(route([aTratto({ a: 'Sarzana' }), aTratto({ da: 'Sarzàna, rotonda', a: 'La Spezia' })]))).toEqual([])
  })
  test('kilometre marks are compared on the same road only', () => {
    const km = (aM: number, daM: number, strada = 'SP 21') =>
      route([aTratto({ a: 'km', daM: 0, aM }), aTratto({ strada, da: 'km', daM, aM: daM + 1000 })])
    expect(errori(km(3200, 3200))).toEqual([])
    expect(errori(km(3200, 3300))).toEqual(['percorso-interrotto percorso.tratti.1.da'])
    expect(errori(km(3200, 8000, 'SP 23'))).toEqual([])
  })
  test('a length and an owner for each; an unknown owner is for the officer', () => {
    expect(errori(route([aTratto({ lunghezzaM: 0 })]))).toEqual(['lunghezza-tratto percorso.tratti.0.lunghezzaM'])
    expect(errori(route([aTratto({ lunghezzaM: 1 })]))).toEqual([])
    expect(errori(route([aTratto({ lunghezzaM: null })]))).toEqual(['lunghezza-tratto percorso.tratti.0.lunghezzaM'])
    expect(errori(route([aTratto({ proprietario: 'comune', proprietarioNome: ' ' })]))).toEqual([
      'proprietario-nome percorso.tratti.0.proprietarioNome',
    ])
    const unknown = route([aTratto({ strada: 'SS 331', proprietario: 'ignoto', proprietarioNome: '' })])
    expect(errori(unknown)).toEqual([])
    expect(avvisi(unknown).map((one) => one.codice)).toEqual(['proprietario-ignoto'])
  })
})

describe('10. limits known on the roads', () => {
  const ponte: LimiteTratto = {
    stradaId: 's21',
    luogo: 'ponte sul Vara',
    progressivaM: 5000,
    massaMaxKg: 26_000,
    altezzaMaxCm: 400,
    larghezzaMaxCm: null,
    atto: 'ord. 2021',
    daConfermare: false,
  }
  const found = (limite: Partial<LimiteTratto>, tratto = {}) =>
    avvisi(aDomanda({ percorso: aPercorso({ tratti: [aTratto({ daM: 0, aM: 8200, ...tratto })] }) }), {
      limiti: [{ ...ponte, ...limite }],
    }).map((one) => one.messaggio)
  test('a convoy of 72 t on a bridge for 26 t is flagged with the act; at the limit it is not', () => {
    expect(found({})).toEqual(['SP 21, ponte sul Vara: limite di 26 t di massa, il convoglio ha 72 t'])
    expect(found({ massaMaxKg: 72_000 })).toEqual([])
    expect(found({ massaMaxKg: 72_000, altezzaMaxCm: 399 })).toEqual([
      'SP 21, ponte sul Vara: limite di 3,99 m di altezza, il convoglio ha 4,00 m',
    ])
  })
  test('only where the route passes; when that is not known it says so', () => {
    expect(found({}, { aM: 4999 })).toEqual([])
    expect(found({}, { aM: 5000 })).toHaveLength(1)
    expect(found({}, { daM: 5000 })).toHaveLength(1)
    expect(found({}, { daM: 8200, aM: 5001 })).toEqual([])
    expect(found({}, { stradaId: 's23' })).toEqual([])
    expect(found({ progressivaM: null, daConfermare: true })).toEqual([
      'SP 21, ponte sul Vara (se il tratto ci passa): limite di 26 t di massa, il convoglio ha 72 t (limite da confermare)',
    ])
  })
})

describe('escort (art. 16 c. 3 Reg., to be confirmed)', () => {
  const scorta = (more: Partial<Convoglio>, domanda: Partial<DomandaTrasporto> = {}) =>
    proponiScorta(aDomanda({ convoglio: aConvoglio(more), ...domanda })).tipo
  test.each<[Partial<Convoglio>, string]>([
    [{ larghezzaCm: 300 }, 'nessuna'],
    [{ larghezzaCm: 301 }, 'tecnica'],
    [{ larghezzaCm: 400 }, 'tecnica'],
    [{ larghezzaCm: 401 }, 'polizia'],
    [{ lunghezzaCm: 2500 }, 'nessuna'],
    [{ lunghezzaCm: 2501 }, 'tecnica'],
    [{ lunghezzaCm: 3000 }, 'tecnica'],
    [{ lunghezzaCm: 3001 }, 'polizia'],
    [{ sbalzoAnterioreCm: 250 }, 'nessuna'],
    [{ sbalzoAnterioreCm: 251 }, 'tecnica'],
    [{ lunghezzaCm: 1400, sbalzoPosterioreCm: 400 }, 'nessuna'],
    [{ lunghezzaCm: 1401, sbalzoPosterioreCm: 401 }, 'tecnica'],
  ])('%o: %s', (more, expected) => expect(scorta(more)).toBe(expected))
  test('railway wagons and farm machines up to 3,20 m; motorways up to 4,50 m with technical escort', () => {
    const carri = { carico: aCarico({ natura: 'carri_ferroviari' }) }
    expect(scorta({ larghezzaCm: 320 }, carri)).toBe('nessuna')
    expect(scorta({ larghezzaCm: 321 }, carri)).toBe('tecnica')
    expect(scorta({ larghezzaCm: 320 }, { categoria: 'agricola' })).toBe('nessuna')
    expect(scorta({ larghezzaCm: 321 }, { categoria: 'agricola' })).toBe('tecnica')
    const a12 = { percorso: aPercorso({ tratti: [aTratto({ proprietario: 'concessionaria' })] }) }
    expect(scorta({ larghezzaCm: 450 }, a12)).toBe('tecnica')
    expect(scorta({ larghezzaCm: 451 }, a12)).toBe('polizia')
  })
  test('it is a notice for the officer, and says what it did not judge', () => {
    expect(
      avvisi(aDomanda({ convoglio: aConvoglio({ larghezzaCm: 340 }) })).map((one) => [one.codice, one.campo]),
    ).toEqual([['scorta', 'convoglio.larghezzaCm']])
    expect(proponiScorta(aDomanda()).nonValutati).toHaveLength(2)
  })
})

describe('completeness and speed', () => {
  test('an empty draft says everything that is missing, once for each field', () => {
    const found = errori({})
    expect(found).toContain('manca tipo')
    expect(found).toContain('manca convoglio.assi')
    expect(found).toContain('manca percorso.tratti')
    expect(new Set(found).size).toBe(found.length)
    expect(errori({ tipo: 'rinnovo' })).toEqual(
      expect.arrayContaining([
        'manca precedente.numero',
        'manca precedente.scadeIl',
        'manca datiInvariati',
        'manca periodo.dal',
      ]),
    )
    expect(errori({ tipo: 'rinnovo' })).not.toContain('manca convoglio.assi')
  })
  test('a vehicle that travels without load is asked for none', () => {
    expect(
      errori(
        aDomanda({
          carico: {
            descrizione: '',
            natura: 'nessuno',
            massaKg: null,
            pezzi: null,
            indivisibile: null,
            committente: '',
          },
        }),
      ),
    ).toEqual([])
  })
  test('a half-written axle asks for its own figures', () => {
    const assi = aConvoglio().assi.map((asse, i) => (i === 3 ? { ...asse, massaKg: null, interasseCm: null } : asse))
    expect(errori(aDomanda({ convoglio: aConvoglio({ assi }) }))).toEqual([
      'manca convoglio.assi.3.massaKg',
      'manca convoglio.assi.3.interasseCm',
    ])
  })
  test('the whole check takes less than 2 ms', () => {
    const limiti = Array.from(
      { length: 50 },
      (_, i): LimiteTratto => ({
        stradaId: `s${i}`,
        luogo: 'ponte',
        progressivaM: null,
        massaMaxKg: 26_000,
        altezzaMaxCm: null,
        larghezzaMaxCm: null,
        atto: 'ord.',
        daConfermare: true,
      }),
    )
    const domanda = aDomanda({
      percorso: aPercorso({ tratti: Array.from({ length: 40 }, () => aTratto({ da: 'Luni', a: 'Luni' })) }),
    })
    const took = Array.from({ length: 101 }, () => {
      const start = performance.now()
      checkDomanda(domanda, OGGI, { limiti })
      return performance.now() - start
    }).sort((a, b) => a - b)
    expect(took[50]).toBeLessThan(2)
  })
})
