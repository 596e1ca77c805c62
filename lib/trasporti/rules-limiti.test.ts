import { describe, expect, test } from 'vitest'
import { classify } from './rules-limiti'
import { serveAutorizzazione } from './rules-serve'
import type { Asse, Convoglio } from './rules-tipi'
import { aConvoglio, anAsse, aVeicolo } from './testing/domande'

/** n axles 3 m apart that carry the total evenly: no axle or pair of them passes a limit of its own. */
const axles = (n: number, totalKg: number, each: Partial<Asse> = {}): Asse[] =>
  Array.from({ length: n }, (_, i) =>
    anAsse({ massaKg: Math.round(totalKg / n), interasseCm: i === n - 1 ? null : 300, ...each }),
  )
const convoy = (tipo: Convoglio['tipo'], n: number, kg: number, more: Partial<Convoglio> = {}) =>
  aConvoglio({
    tipo,
    assi: axles(n, kg),
    massaComplessivaKg: kg,
    lunghezzaCm: 1100,
    larghezzaCm: 255,
    altezzaCm: 400,
    veicoli: [],
    ...more,
  })
const codes = (convoglio: Convoglio, il: Parameters<typeof classify>[1] = null) => {
  const { sagoma, massa } = classify(convoglio, il)
  return [...sagoma, ...massa].map((one) => one.codice)
}

describe('size (art. 61 CdS): the limit passes, one centimetre more does not', () => {
  test.each<[string, Partial<Convoglio>, string[]]>([
    ['width 2,55', { larghezzaCm: 255 }, []],
    ['width 2,56', { larghezzaCm: 256 }, ['larghezza']],
    ['refrigerated, width 2,60', { larghezzaCm: 260, refrigerato: true }, []],
    ['refrigerated, width 2,61', { larghezzaCm: 261, refrigerato: true }, ['larghezza']],
    ['height 4,00', { altezzaCm: 400 }, []],
    ['height 4,01', { altezzaCm: 401 }, ['altezza']],
    ['length 12,00 alone', { lunghezzaCm: 1200 }, []],
    ['length 12,01 alone', { lunghezzaCm: 1201 }, ['lunghezza']],
  ])('%s', (_id, more, expected) => {
    expect(codes(convoy('isolato', 3, 24_000, more))).toEqual(expected)
  })
  test('autotreno 18,75 and 18,80 m', () => {
    expect(codes(convoy('autotreno', 5, 44_000, { lunghezzaCm: 1875 }))).toEqual([])
    expect(codes(convoy('autotreno', 5, 44_000, { lunghezzaCm: 1880 }))).toEqual(['lunghezza'])
  })
  test('autoarticolato 18,00 m: king-pin 12,00 and 2,04 keep it ordinary, 12,10 or 2,05 do not (circ. MIT 16131/2023)', () => {
    const at = (posterioreCm: number | null, anterioreCm: number | null, lunghezzaCm = 1800) =>
      convoy('autoarticolato', 5, 44_000, { lunghezzaCm, perniRalla: { posterioreCm, anterioreCm } })
    expect(codes(at(1200, 204))).toEqual([])
    expect(codes(at(1210, 204))).toEqual(['ralla'])
    expect(codes(at(1201, 205))).toEqual(['ralla', 'ralla'])
    expect(codes(at(1210, 205, 1650))).toEqual([]) // up to 16,50 m the king-pin is not asked
    expect(codes(at(1200, 204, 1876))).toEqual(['lunghezza'])
    const unknown = classify(at(null, null))
    expect(unknown.eccezionale).toBe(false)
    expect(unknown.avvisi.map((one) => one.campo)).toEqual([
      'convoglio.perniRalla.posterioreCm',
      'convoglio.perniRalla.anterioreCm',
    ])
  })
  test('an articolato of 16,50 m whose load protrudes to 18,75 m needs nothing for its length (circ. Min. Interno 28-12-2021)', () => {
    expect(codes(convoy('autoarticolato', 5, 44_000, { lunghezzaCm: 1875, sbalzoPosterioreCm: 225 }))).toEqual([])
    expect(codes(convoy('autoarticolato', 5, 44_000, { lunghezzaCm: 1876, sbalzoPosterioreCm: 226 }))).toEqual([
      'lunghezza',
    ])
  })
  test('before L. 156/2021 an articolato stopped at 16,50 m', () => {
    const articolato = convoy('autoarticolato', 5, 44_000, { lunghezzaCm: 1651 })
    expect(codes(articolato, '2021-11-09')).toEqual(['lunghezza'])
    expect(codes(articolato, '2021-11-10')).toEqual([])
  })
  test('a load may not protrude in front, nor behind by more than three tenths of the vehicle (art. 10 c. 3 CdS)', () => {
    expect(codes(convoy('isolato', 3, 24_000, { lunghezzaCm: 1001, sbalzoAnterioreCm: 1 }))).toEqual([
      'sporgenza-anteriore',
    ])
    expect(codes(convoy('isolato', 3, 24_000, { lunghezzaCm: 1170, sbalzoPosterioreCm: 270 }))).toEqual([]) // 9,00 m: 2,70
    expect(codes(convoy('isolato', 3, 24_000, { lunghezzaCm: 1171, sbalzoPosterioreCm: 271 }))).toEqual([
      'sporgenza-posteriore',
    ])
  })
})

describe('mass (art. 62 CdS): the limit passes, 100 kg more does not', () => {
  const TWIN = { motore: true, ruoteGemellate: true, sospensionePneumatica: true }
  test.each<[string, Convoglio['tipo'], number, number, Partial<Convoglio>]>([
    ['isolated, 2 axles 18 t (c. 3)', 'isolato', 2, 18_000, {}],
    ['isolated, 3 axles 25 t (c. 3)', 'isolato', 3, 25_000, {}],
    ['isolated, 3 axles, other tyres 10 t (c. 1)', 'isolato', 3, 10_000, { gommatura8daN: false }],
    ['autotreno, 3 axles 24 t (c. 4)', 'autotreno', 3, 24_000, {}],
    ['autoarticolato, 3 axles 30 t (c. 4)', 'autoarticolato', 3, 30_000, {}],
    ['autosnodato, 3 axles 30 t (c. 4)', 'autosnodato', 3, 30_000, {}],
    ['complesso, 4 axles 40 t (c. 4)', 'autoarticolato', 4, 40_000, {}],
    ['complesso, 5 axles 44 t (c. 4)', 'autoarticolato', 5, 44_000, {}],
    ['complesso, 8 axles 44 t (c. 4)', 'autotreno', 8, 44_000, {}],
    ['bus, 2 axles 19,5 t (c. 3)', 'isolato', 2, 19_500, { veicoli: [aVeicolo({ classe: 'autobus' })] }],
  ])('%s', (_id, tipo, n, kg, more) => {
    expect(classify(convoy(tipo, n, kg, more)).massa).toEqual([])
    expect(classify(convoy(tipo, n, kg, more)).limiti.massaKg).toBe(kg)
    expect(codes(convoy(tipo, n, kg, { ...more, massaComplessivaKg: kg + 100 }))).toEqual(['massa'])
  })
  test('isolated, 3 axles 25,5 t: yes, unless the drive axle has twin tyres and air suspension (26 t)', () => {
    expect(codes(convoy('isolato', 3, 25_500))).toEqual(['massa'])
    const with3 = (each: Partial<Asse>, kg: number) => convoy('isolato', 3, kg, { assi: axles(3, kg, each) })
    expect(codes(with3(TWIN, 25_500))).toEqual([])
    expect(codes(with3(TWIN, 26_000))).toEqual([])
    expect(codes(with3(TWIN, 26_100))).toEqual(['massa'])
    expect(codes(with3({ ...TWIN, sospensionePneumatica: false }, 25_500))).toEqual(['massa'])
    expect(codes(convoy('isolato', 4, 32_000, { assi: axles(4, 32_000, TWIN) }))).toEqual([])
    expect(codes(convoy('isolato', 4, 32_100, { assi: axles(4, 32_100, TWIN) }))).toEqual(['massa'])
  })
  test('isolated, 3 axles with two of them less than 1 m apart: the generic limit of c. 1 holds', () => {
    const at = (interasseCm: number) =>
      convoy('isolato', 3, 10_100, {
        assi: axles(3, 10_100).map((asse, i) => (i === 0 ? { ...asse, interasseCm } : asse)),
      })
    expect(codes(at(100))).toEqual([])
    expect(codes(at(99))).toEqual(['massa'])
  })
  test('heaviest axle 12 t (c. 5)', () => {
    const at = (massaKg: number) =>
      convoy('isolato', 2, 18_000, {
        assi: [anAsse({ massaKg, interasseCm: 400 }), anAsse({ massaKg: 18_000 - massaKg })],
      })
    expect(codes(at(12_000))).toEqual([])
    expect(codes(at(12_001))).toEqual(['asse'])
  })
  test.each([
    [99, 12_000],
    [100, 16_000],
    [129, 16_000],
    [130, 20_000],
    [199, 20_000],
  ])('two axles %i cm apart carry %i kg (c. 6)', (interasseCm, kg) => {
    const pair = (massaKg: number) =>
      convoy('autoarticolato', 5, 44_000, {
        assi: [
          anAsse({ massaKg: 6000, interasseCm: 400 }),
          anAsse({ massaKg: massaKg / 2, interasseCm }),
          anAsse({ massaKg: massaKg / 2 }),
        ],
      })
    expect(codes(pair(kg)).filter((code) => code === 'assi-contigui')).toEqual([])
    expect(codes(pair(kg + 2)).filter((code) => code === 'assi-contigui')).toHaveLength(1)
  })
  test('at 2,00 m two axles are not neighbours any more; the message names both figures and the pair is told', () => {
    const pair = (interasseCm: number) =>
      classify(
        convoy('autoarticolato', 3, 29_000, {
          assi: [
            anAsse({ massaKg: 8000, interasseCm: 380 }),
            anAsse({ massaKg: 10_000, interasseCm }),
            anAsse({ massaKg: 10_000 }),
          ],
        }),
      )
    expect(pair(200).massa).toEqual([])
    expect(pair(125).massa).toEqual([
      {
        livello: 'motivo',
        campo: 'convoglio.assi.1.massaKg',
        codice: 'assi-contigui',
        norma: 'art. 62 c. 6 CdS',
        messaggio: 'Gli assi 2 e 3 distano 1,25 m e portano 20 t: il limite è 16 t',
      },
    ])
    expect(pair(125).coppie).toEqual([{ primo: 1, distanzaCm: 125, massaKg: 20_000, limiteKg: 16_000 }])
  })
  test('16,5 t at 1,29 m: yes; at 1,30 m: no', () => {
    const pair = (interasseCm: number) =>
      convoy('isolato', 2, 16_500, { assi: [anAsse({ massaKg: 8250, interasseCm }), anAsse({ massaKg: 8250 })] })
    expect(codes(pair(129))).toEqual(['assi-contigui'])
    expect(codes(pair(130))).toEqual([])
  })
  test('the trailer of an autotreno keeps its own limit, 22 t on two axles (cc. 2, 4)', () => {
    const at = (kg: number) =>
      convoy('autotreno', 4, 40_000, {
        assi: [...axles(2, 18_000).map((asse) => ({ ...asse, interasseCm: 400 })), ...axles(2, kg)],
        veicoli: [
          aVeicolo({ numeroAssi: 2 }),
          aVeicolo({ ruolo: 'rimorchio', classe: 'rimorchio', targa: 'XA123BC', numeroAssi: 2 }),
        ],
      })
    expect(codes(at(22_000))).toEqual([])
    expect(codes(at(22_100))).toEqual(['rimorchio'])
  })
  test('farm machines have limits of their own: 14 t on two axles, 10 t on one (art. 104 cc. 3, 4)', () => {
    const farm = (kg: number) => convoy('isolato', 2, kg, { veicoli: [aVeicolo({ classe: 'macchina_agricola' })] })
    expect(codes(farm(14_000))).toEqual([])
    expect(codes(farm(14_100))).toEqual(['massa'])
    expect(codes(convoy('autotreno', 5, 44_000, { veicoli: [aVeicolo({ classe: 'macchina_agricola' })] }))).toEqual([])
    expect(codes(convoy('autotreno', 5, 44_100, { veicoli: [aVeicolo({ classe: 'macchina_agricola' })] }))).toEqual([
      'massa',
    ])
  })
  test('until the axles are written, their number is what the vehicles declare', () => {
    const declared = (numeroAssi: number | null) => {
      const veicoli = [
        aVeicolo({ numeroAssi: 2 }),
        aVeicolo({ ruolo: 'rimorchio', classe: 'semirimorchio', numeroAssi }),
      ]
      return classify(
        aConvoglio({ assi: [], veicoli: [...veicoli, aVeicolo({ ruolo: 'riserva_rimorchio', numeroAssi: 9 })] }),
      ).limiti.massaKg
    }
    expect(declared(2)).toBe(40_000)
    expect(declared(3)).toBe(44_000)
    expect(declared(null)).toBeNull()
  })
  test('a mezzo d’opera of three axles: 30 t with a semirimorchio, 24 t with a rimorchio (c. 4)', () => {
    const of = (classe: 'semirimorchio' | 'rimorchio') =>
      classify(
        convoy('mezzo_opera_complesso', 3, 24_000, { veicoli: [aVeicolo(), aVeicolo({ ruolo: 'rimorchio', classe })] }),
      ).limiti.massaKg
    expect(of('semirimorchio')).toBe(30_000)
    expect(of('rimorchio')).toBe(24_000)
  })
  test('a half-written convoy passes no limit', () => {
    const nothing = aConvoglio({
      veicoli: [],
      assi: [],
      lunghezzaCm: null,
      larghezzaCm: null,
      altezzaCm: null,
      massaComplessivaKg: null,
    })
    expect(classify(nothing)).toMatchObject({ sagoma: [], massa: [], eccezionale: false, limiti: { massaKg: null } })
  })
})

describe('the public check: serve davvero?', () => {
  test('a convoy within every limit: no, and each limit kept is named', () => {
    const done = serveAutorizzazione({ convoglio: convoy('autoarticolato', 5, 44_000, { lunghezzaCm: 1650 }) })
    expect(done).toMatchObject({ serve: false, motivi: [], mancano: [] })
    expect(done.nonServe).toEqual([
      'Larghezza 2,55 m: entro il limite di 2,55 m',
      'Altezza 4,00 m: entro il limite di 4,00 m',
      'Lunghezza 16,50 m: entro il limite di 18,75 m',
      'Massa 44 t: entro il limite di 44 t',
    ])
  })
  test('a figure that is missing, or a limit that is not known, is not called kept', () => {
    const part = aConvoglio({
      veicoli: [],
      assi: [],
      lunghezzaCm: null,
      larghezzaCm: 255,
      altezzaCm: null,
      massaComplessivaKg: 44_000,
    })
    expect(serveAutorizzazione({ convoglio: part }).nonServe).toEqual(['Larghezza 2,55 m: entro il limite di 2,55 m'])
  })
  test('72 t on 8 axles: yes, with the reason', () => {
    const done = serveAutorizzazione({ convoglio: convoy('autoarticolato', 8, 72_000) })
    expect(done.serve).toBe(true)
    expect(done.motivi.map((one) => one.messaggio)).toContain('Il convoglio pesa 72 t su 8 assi: il limite è 44 t')
  })
  test('missing figures are named, and a passed limit is enough for a yes', () => {
    const done = serveAutorizzazione({
      convoglio: aConvoglio({
        veicoli: [],
        assi: [],
        lunghezzaCm: null,
        larghezzaCm: 300,
        altezzaCm: null,
        massaComplessivaKg: null,
      }),
    })
    expect(done.serve).toBe(true)
    expect(done.mancano).toEqual([
      'La lunghezza',
      'L’altezza',
      'La massa complessiva a pieno carico',
      'L’elenco degli assi',
    ])
  })
  describe('mezzi d’opera (art. 10 cc. 6–8 CdS)', () => {
    const at = (n: number, kg: number, tipo: Convoglio['tipo'] = 'mezzo_opera_isolato') => convoy(tipo, n, kg)
    test.each<[number, number, Convoglio['tipo']]>([
      [2, 20_000, 'mezzo_opera_isolato'],
      [3, 33_000, 'mezzo_opera_isolato'],
      [4, 40_000, 'mezzo_opera_isolato'],
      [4, 44_000, 'mezzo_opera_complesso'],
      [5, 56_000, 'mezzo_opera_complesso'],
    ])('%i axles, %i kg, %s: no, on listed roads with art. 34 paid; 100 kg more, yes', (n, kg, tipo) => {
      const paid = { stradeElencate: true, indennizzoArt34: true }
      expect(serveAutorizzazione({ convoglio: at(n, kg, tipo), ...paid }).serve).toBe(false)
      expect(serveAutorizzazione({ convoglio: at(n, kg + 100, tipo), ...paid }).serve).toBe(true)
    })
    test('without either condition it is needed; not answered, it is asked', () => {
      const convoglio = at(4, 40_000)
      expect(serveAutorizzazione({ convoglio, stradeElencate: false, indennizzoArt34: true }).serve).toBe(true)
      expect(serveAutorizzazione({ convoglio, stradeElencate: true, indennizzoArt34: false }).serve).toBe(true)
      const open = serveAutorizzazione({ convoglio })
      expect(open.serve).toBe(true)
      expect(open.mancano).toHaveLength(2)
    })
    test('an axle of 13 t is theirs, 13,1 t is not; nor is a size beyond art. 61', () => {
      const heavy = (massaKg: number) => ({
        ...at(3, 30_000),
        assi: axles(3, 30_000).map((asse, i) => (i === 0 ? { ...asse, massaKg } : asse)),
      })
      expect(classify(heavy(13_000)).entroMezziOpera).toBe(true)
      expect(classify(heavy(13_100)).entroMezziOpera).toBe(false)
      expect(
        serveAutorizzazione({
          convoglio: { ...at(4, 40_000), larghezzaCm: 256 },
          stradeElencate: true,
          indennizzoArt34: true,
        }).serve,
      ).toBe(true)
    })
  })
})
