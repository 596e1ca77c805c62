import { expect, test } from 'vitest'
import { countAssiMotrice, layoutConvoglio } from './rules-schema'
import type { Asse, Convoglio, Veicolo } from './rules-tipi'

const asse = (massaKg: number | null, interasseCm: number | null): Asse => ({
  massaKg,
  interasseCm,
  ruoteGemellate: true,
  sospensionePneumatica: false,
  motore: false,
})
const veicolo = (ruolo: Veicolo['ruolo'], classe: Veicolo['classe'], numeroAssi: number | null): Veicolo => ({
  ruolo,
  classe,
  targa: '',
  marca: '',
  taraKg: null,
  massaMaxKg: null,
  numeroAssi,
})
/** 3 + 5 axles, 72 t, 22,50 m: 140 + 360 + 125 + 845 + 4 × 145 + 200. */
const articolato: Convoglio = {
  tipo: 'autoarticolato',
  veicoli: [veicolo('motrice', 'trattore', 3), veicolo('rimorchio', 'semirimorchio', 5)],
  assi: [
    asse(8000, 360),
    asse(10_000, 125),
    asse(10_000, 845),
    asse(9000, 145),
    asse(9000, 145),
    asse(9000, 145),
    asse(9000, 145),
    asse(8000, null),
  ],
  lunghezzaCm: 2250,
  larghezzaCm: 255,
  altezzaCm: 390,
  sbalzoAnterioreCm: 140,
  sbalzoPosterioreCm: 200,
  massaComplessivaKg: 72_000,
  perniRalla: null,
  gommatura8daN: true,
  refrigerato: false,
}

test('axles stand at their declared distances, from the front overhang to the rear one', () => {
  const schema = layoutConvoglio(articolato)
  expect(schema?.assi.map((a) => a.xCm)).toEqual([140, 500, 625, 1470, 1615, 1760, 1905, 2050])
  expect(schema).toMatchObject({ lunghezzaCm: 2250, altezzaCm: 390, coerente: true, assiMotrice: 3 })
  expect(schema?.assi.every((a) => !a.supposto)).toBe(true)
})

test('no outline leaves the declared length and height', () => {
  for (const convoglio of [
    articolato,
    { ...articolato, tipo: 'autotreno' as const, veicoli: [veicolo('motrice', 'autocarro', 3)] },
    { ...articolato, tipo: 'isolato' as const, veicoli: [veicolo('motrice', 'uso_speciale', 8)] },
    { ...articolato, tipo: 'isolato' as const, veicoli: [veicolo('motrice', 'macchina_operatrice', 8)] },
    { ...articolato, tipo: 'mezzo_opera_isolato' as const, veicoli: [veicolo('motrice', 'mezzo_opera', 8)] },
    { ...articolato, tipo: 'autosnodato' as const, veicoli: [veicolo('motrice', 'autobus', null)] },
  ]) {
    for (const [x, y] of layoutConvoglio(convoglio)?.forme.flatMap((f) => f.punti) ?? []) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(2250)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(390)
    }
  }
})

test('a coupling distance nobody typed takes what is left of the length', () => {
  const assi = articolato.assi.map((a, i) => (i === 2 ? { ...a, interasseCm: null } : a))
  const schema = layoutConvoglio({ ...articolato, assi })
  expect(schema?.assi[3]).toMatchObject({ xCm: 1470, supposto: true })
  expect(schema?.assi[2]).toMatchObject({ xCm: 625, supposto: false, interasseCm: null })
})

test('an overhang nobody typed takes what is left, at the front or at the rear', () => {
  expect(layoutConvoglio({ ...articolato, sbalzoPosterioreCm: null })?.coerente).toBe(true)
  expect(layoutConvoglio({ ...articolato, sbalzoAnterioreCm: null })?.assi[0]?.xCm).toBe(140)
})

test('figures that do not fit in the length are said and still drawn (11 cm, not 10)', () => {
  expect(layoutConvoglio({ ...articolato, lunghezzaCm: 2240 })?.coerente).toBe(true)
  expect(layoutConvoglio({ ...articolato, lunghezzaCm: 2239 })).toMatchObject({ coerente: false, lunghezzaCm: 2250 })
})

test('with nothing but a number of axles there is a drawing, all supposed', () => {
  const bare: Convoglio = {
    ...articolato,
    veicoli: [],
    assi: Array.from({ length: 5 }, () => asse(null, null)),
    lunghezzaCm: null,
    altezzaCm: null,
    sbalzoAnterioreCm: null,
    sbalzoPosterioreCm: null,
  }
  const schema = layoutConvoglio(bare)
  expect(schema?.assi.map((a) => a.supposto)).toEqual([false, true, true, true, true])
  expect(schema?.forme.filter((f) => f.parte === 'carico').every((f) => f.supposta)).toBe(true)
  expect(layoutConvoglio({ ...bare, assi: [] })).toBeNull()
})

test('the motrice ends where it declares, else before the longest distance', () => {
  expect(countAssiMotrice(articolato)).toBe(3)
  expect(countAssiMotrice({ ...articolato, veicoli: [] })).toBe(3)
  expect(countAssiMotrice({ ...articolato, tipo: 'isolato' })).toBe(8)
  expect(countAssiMotrice({ ...articolato, veicoli: [veicolo('motrice', 'trattore', 4)] })).toBe(4)
})

test('blocks are drawn one by one, six at most', () => {
  const pieces = (pezzi: number | null) =>
    layoutConvoglio(articolato, { natura: 'blocchi_pietra', pezzi })?.forme.filter((f) => f.parte === 'carico').length
  expect([pieces(null), pieces(2), pieces(9)]).toEqual([1, 2, 6])
})
