import { describe, expect, test } from 'vitest'
import type { IsoDate } from '@/lib/core/date'
import { computeCosti } from './rules-costi'
import { findImpostazione, type Impostazione } from './rules-impostazioni'
import {
  computeAgricola,
  computeAnalitico,
  computeConvenzionale,
  computeProRata,
  findPagato,
  shareByOwner,
} from './rules-indennizzo'
import type { DomandaTrasporto } from './rules-tipi'
import { aConvoglio, aDomanda, anAsse, aPercorso, aTratto, aVeicolo } from './testing/domande'

/** Vectors TV1–TV12 of domain/trasporti-eccezionali.md §6.3: the base amounts are invented, k and the formulas are not. */
const K = { 2019: { analitico: 1.698, convenzionale: 1.783 }, 2024: { analitico: 1.977, convenzionale: 2.075 } }
const U = 0.5 // €/km, invented
const LIRE = 1_000_000 // invented

describe('indennizzo, formulas (art. 18 Reg.)', () => {
  test('TV1 12,4 km in 2024', () => expect(computeAnalitico(12_400, U, K[2024].analitico)).toBe(1226))
  test('TV2 the same in 2019', () => expect(computeAnalitico(12_400, U, K[2019].analitico)).toBe(1053))
  test('TV3 ten trips are rounded once, not ten times', () =>
    expect(computeAnalitico(124_000, U, K[2024].analitico)).toBe(12_257))
  test('TV4 ten round trips', () => expect(computeAnalitico(248_000, U, K[2024].analitico)).toBe(24_515))
  test('TV5 one million lire in 2024', () => expect(computeConvenzionale(LIRE, K[2024].convenzionale)).toBe(107_165))
  test('TV6 in 2019: the base is not rounded to euro first', () =>
    expect(computeConvenzionale(LIRE, K[2019].convenzionale)).toBe(92_084))
  test('TV7 five months of TV5', () => expect(computeProRata(107_165, 5)).toBe(44_652))
  test('TV8 agricultural convoy beyond 44 t: −70 % of the rounded tariff; at 44 t the whole', () => {
    expect(computeAgricola(107_165, 44_001)).toBe(32_150)
    expect(computeAgricola(107_165, 44_000)).toBe(107_165)
  })
  test('TV9 shares by kilometre; the last takes the remainder', () => {
    const quote = shareByOwner(1226, [
      { destinatario: 'Provincia', metri: 8200 },
      { destinatario: 'Comune', metri: 4200 },
    ])
    expect(quote.map((one) => one.importoCents)).toEqual([811, 415])
  })
  test('shares always make the whole, however many owners', () => {
    for (let cents = 0; cents < 200; cents += 1) {
      const quote = shareByOwner(
        cents,
        [1, 1, 1, 1, 1, 1, 1].map((metri, i) => ({ destinatario: String(i), metri })),
      )
      expect(quote.reduce((sum, one) => sum + one.importoCents, 0)).toBe(cents)
      expect(Math.min(...quote.map((one) => one.importoCents))).toBeGreaterThanOrEqual(0)
    }
  })
  test('TV10 one payment for the same tractor, owners and duration (MIT 5762/2013)', () => {
    const paid = {
      numero: '2026/0000007',
      targaMotrice: 'ZZ000AA',
      proprietari: ['Comune di Sarzana', 'Provincia della Spezia'],
      dal: '2026-03-17',
      al: '2027-03-17',
    }
    const { numero: _, ...same } = paid
    expect(findPagato([paid], { ...same, proprietari: [...same.proprietari].reverse() })).toBe(paid)
    expect(findPagato([paid], { ...same, targaMotrice: 'ZZ000AB' })).toBeNull()
    expect(findPagato([paid], { ...same, al: '2027-03-16' })).toBeNull()
    expect(findPagato([paid], { ...same, proprietari: ['Provincia della Spezia'] })).toBeNull()
  })
})

const row = (
  chiave: string,
  valore: unknown,
  validoDal: IsoDate = '2020-01-01',
  validoAl: IsoDate | null = null,
): Impostazione => ({
  chiave,
  validoDal,
  validoAl,
  valore,
  daConfermare: valore === null,
  fonte: 'prova',
})
const BOLLO = [row('bollo.istanza', 1600), row('bollo.atto', 1600)]
const TABELLE = { prova: () => U }
const PIENE = [
  ...BOLLO,
  row('trasporti.istruttoria', 5000),
  row('trasporti.urgenza', 14_900),
  row('trasporti.indennizzo.costo-uso', 'prova'),
  row('trasporti.indennizzo.k-analitico', 1.977, '2024-01-01', '2024-12-31'),
  row('trasporti.indennizzo.k-convenzionale', 2.075, '2024-01-01', '2024-12-31'),
  row('trasporti.indennizzo.convenzionale', [
    { categoria: 'B-e', finoAssi: 8, lire: LIRE },
    { categoria: 'B-e', finoAssi: null, lire: LIRE / 2 },
  ]),
  row('trasporti.indennizzo.pro-rata-mesi', true),
]
const nel2024: IsoDate = '2024-03-01'
const costi = (
  domanda: DomandaTrasporto,
  impostazioni = PIENE,
  oggi = nel2024,
  altri: Parameters<typeof computeCosti>[3] = { tabelle: TABELLE },
) => computeCosti(domanda, impostazioni, oggi, altri)
const cents = (voci: ReturnType<typeof costi>, prefix: string) =>
  voci.filter((one) => one.codice.startsWith(prefix)).map((one) => one.importoCents)

describe('bollo, istruttoria, urgenza', () => {
  test('16 € on the request and 16 € on the act (D.P.R. 642/1972)', () => {
    expect(cents(costi(aDomanda()), 'bollo')).toEqual([1600, 1600])
  })
  test('a rinnovo is asked in carta semplice, unless of a macchina operatrice', () => {
    expect(cents(costi(aDomanda({ tipo: 'rinnovo' })), 'bollo')).toEqual([0, 1600])
    const operatrice = aConvoglio({ veicoli: [aVeicolo({ classe: 'macchina_operatrice' })] })
    expect(cents(costi(aDomanda({ tipo: 'rinnovo', convoglio: operatrice })), 'bollo')).toEqual([1600, 1600])
  })
  test('farm machines: one stamp on the request, two on the act (L. 120/2010 art. 15 c. 2)', () => {
    expect(cents(costi(aDomanda({ tipo: 'periodica', categoria: 'agricola' })), 'bollo')).toEqual([1600, 3200])
  })
  test('urgency is charged only when it is asked', () => {
    expect(cents(costi(aDomanda()), 'urgenza')).toEqual([])
    expect(
      cents(costi(aDomanda({ urgenza: { richiesta: true, motivo: 'Esportazione con nave in partenza' } })), 'urgenza'),
    ).toEqual([14_900])
  })
  test('what the Province has not confirmed has no amount', () => {
    const voci = costi(aDomanda(), [...BOLLO, row('trasporti.istruttoria', null)])
    expect(voci.find((one) => one.codice === 'istruttoria')).toMatchObject({
      importoCents: null,
      daConfermare: true,
      spiegazione: expect.stringContaining('da confermare'),
    })
    expect(costi(aDomanda(), []).every((one) => one.importoCents === null || one.importoCents === 0)).toBe(true)
  })
  test('the amount in force on the day is used, to its last day and from its first', () => {
    const rows = [row('bollo.istanza', 1462, '2007-01-01', '2013-06-25'), row('bollo.istanza', 1600, '2013-06-26')]
    expect(findImpostazione(rows, 'bollo.istanza', '2013-06-25')?.valore).toBe(1462)
    expect(findImpostazione(rows, 'bollo.istanza', '2013-06-26')?.valore).toBe(1600)
    expect(findImpostazione(rows, 'bollo.istanza', '2006-12-31')).toBeUndefined()
    expect(findImpostazione([row('x', 1, '2020-01-01'), row('x', 2, '2022-01-01')], 'x', '2023-01-01')?.valore).toBe(2)
  })
})

describe('indennizzo of an istanza', () => {
  test('TV1 and TV9 in a singola: 12,4 km, the Province and a Comune', () => {
    const voci = costi(aDomanda()).filter((one) => one.codice.startsWith('indennizzo'))
    expect(voci.map((one) => [one.codice, one.destinatario, one.importoCents])).toEqual([
      ['indennizzo', 'Provincia della Spezia', 811],
      ['indennizzo-2', 'Comune di Sarzana', 415],
    ])
    expect(voci[0]?.spiegazione).toBe(
      '12,4 km × 1 viaggio × 0,5 €/km × 1,977 (prova) = 12,26 €; quota per 8,2 km su 12,4 km.',
    )
  })
  test('TV3, TV4 a multipla of ten trips, one way and both', () => {
    const one = aPercorso({ tratti: [aTratto({ lunghezzaM: 12_400 })] })
    expect(cents(costi(aDomanda({ tipo: 'multipla', viaggi: 10, percorso: one })), 'indennizzo')).toEqual([12_257])
    expect(
      cents(costi(aDomanda({ tipo: 'multipla', viaggi: 10, percorso: { ...one, andataRitorno: true } })), 'indennizzo'),
    ).toEqual([24_515])
  })
  test('stretches of ANAS, motorway and port are paid to them: they do not count here', () => {
    const percorso = aPercorso({
      tratti: [
        aTratto({ lunghezzaM: 12_400 }),
        aTratto({ proprietario: 'anas', lunghezzaM: 30_000 }),
        aTratto({ proprietario: 'concessionaria', lunghezzaM: 9000 }),
        aTratto({ proprietario: 'adsp', lunghezzaM: 1000 }),
      ],
    })
    expect(cents(costi(aDomanda({ percorso })), 'indennizzo')).toEqual([1226])
  })
  test('the length of a stretch may come from its kilometre marks; one without length leaves the amount open', () => {
    const km = aTratto({ lunghezzaM: null, daM: 3200, aM: 15_600 })
    expect(cents(costi(aDomanda({ percorso: aPercorso({ tratti: [km] }) })), 'indennizzo')).toEqual([1226])
    expect(
      cents(costi(aDomanda({ percorso: aPercorso({ tratti: [km, aTratto({ lunghezzaM: null })] }) })), 'indennizzo'),
    ).toEqual([null])
  })
  test('without the tables, or the revaluation of the year, the amount is to be confirmed', () => {
    const noTable = costi(aDomanda(), PIENE, nel2024, {})
    expect(noTable.filter((one) => one.codice === 'indennizzo')).toMatchObject([
      { importoCents: null, daConfermare: true },
    ])
    expect(cents(costi(aDomanda(), PIENE, '2025-01-01'), 'indennizzo')).toEqual([null])
  })
  test('TV11 only the size is exceeded (3,00 m, 40 t on 5 axles): nothing', () => {
    const wide = aConvoglio({
      larghezzaCm: 300,
      massaComplessivaKg: 40_000,
      assi: [6000, 10_000, 8000, 8000, 8000].map((massaKg, i) =>
        anAsse({ massaKg, interasseCm: i === 4 ? null : 400 }),
      ),
    })
    expect(cents(costi(aDomanda({ convoglio: wide })), 'indennizzo')).toEqual([0])
  })
  test('TV12 a mezzo d’opera of 4 axles and 40 t pays the State (art. 34 CdS)', () => {
    const opera = aConvoglio({
      tipo: 'mezzo_opera_isolato',
      massaComplessivaKg: 40_000,
      assi: Array.from({ length: 4 }, (_, i) => anAsse({ massaKg: 10_000, interasseCm: i === 3 ? null : 400 })),
    })
    expect(costi(aDomanda({ convoglio: opera })).find((one) => one.codice === 'indennizzo')).toMatchObject({
      importoCents: 0,
      norma: 'art. 34 CdS',
    })
  })
  const periodica = (more: Partial<DomandaTrasporto> = {}) =>
    aDomanda({
      tipo: 'periodica',
      categoria: 'B-e',
      periodo: { dal: '2024-03-17', al: '2025-03-17', orario: 'diurno' },
      ...more,
    })
  test('TV5 periodica: the yearly tariff of the category; beyond 8 axles the other row', () => {
    expect(cents(costi(periodica()), 'indennizzo')).toEqual([107_165])
    const nine = aConvoglio({
      assi: Array.from({ length: 9 }, (_, i) => anAsse({ massaKg: 8000, interasseCm: i === 8 ? null : 140 })),
    })
    expect(cents(costi(periodica({ convoglio: nine })), 'indennizzo')).toEqual([53_582])
  })
  test('TV7 five months, only where the reduction is in use', () => {
    const domanda = periodica({ periodo: { dal: '2024-03-01', al: '2024-07-31', orario: 'diurno' } })
    expect(cents(costi(domanda), 'indennizzo')).toEqual([44_652])
    const upTo = (al: IsoDate) =>
      cents(costi(periodica({ periodo: { dal: '2024-03-01', al, orario: 'diurno' } })), 'indennizzo')
    expect(upTo('2024-08-01')).toEqual([44_652])
    expect(upTo('2024-08-02')).toEqual([53_583]) // the sixth month is begun
    const without = costi(
      domanda,
      PIENE.filter((one) => one.chiave !== 'trasporti.indennizzo.pro-rata-mesi'),
    ).find((one) => one.codice === 'indennizzo')
    expect(without).toMatchObject({ importoCents: 107_165, daConfermare: true })
  })
  test('TV10 a second periodica of the same tractor pays nothing', () => {
    const pagati = [
      {
        numero: '2024/0000007',
        targaMotrice: 'ZZ000AA',
        proprietari: ['Provincia della Spezia', 'Comune di Sarzana'],
        dal: '2024-03-17',
        al: '2025-03-17',
      },
    ]
    expect(cents(costi(periodica(), PIENE, nel2024, { tabelle: TABELLE, pagati }), 'indennizzo')).toEqual([0])
  })
  test('a category without an amount is to be confirmed', () => {
    expect(cents(costi(periodica({ categoria: 'B-g' })), 'indennizzo')).toEqual([null])
  })
})
