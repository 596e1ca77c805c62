import { expect, test } from 'vitest'
import { addressOf, MAX_ASSI, readVerifica, risposteOf } from './forms-verifica'

test('figures typed the Italian way are kept in centimetres and kilograms', () => {
  const {
    domanda: { convoglio },
    errors,
  } = readVerifica({
    verifica: '1',
    tipo: 'autoarticolato',
    lunghezza: '16,50',
    larghezza: '2.55',
    altezza: '4',
    massa: '44,1 t',
    n: '2',
    m1: '7,5',
    d1: '3,80',
    m2: '11',
    gomme: 'si',
  })
  expect(errors).toEqual({})
  expect(convoglio).toMatchObject({
    tipo: 'autoarticolato',
    lunghezzaCm: 1650,
    larghezzaCm: 255,
    altezzaCm: 400,
    massaComplessivaKg: 44_100,
    gommatura8daN: true,
  })
  expect(convoglio.assi.map((asse) => [asse.massaKg, asse.interasseCm])).toEqual([
    [7500, 380],
    [11_000, null],
  ])
})

test('what cannot be read is said beside its box and the rest is kept', () => {
  const {
    domanda: { convoglio },
    errors,
    valori,
  } = readVerifica({ verifica: '1', lunghezza: 'lungo', altezza: '400', massa: '40' })
  expect(errors).toEqual({
    lunghezza: 'Lunghezza: scrivi un numero in metri, per esempio 16,5',
    altezza: 'Altezza: scrivi un valore in metri tra 0,5 e 15',
  })
  expect(valori).toEqual({ lunghezza: 'lungo', altezza: '400', massa: '40' })
  expect(convoglio.massaComplessivaKg).toBe(40_000)
})

test('an empty or hostile address gives an empty form, never a fault', () => {
  expect(readVerifica({})).toMatchObject({ inviata: false, errors: {}, righe: 5 })
  expect(readVerifica({ verifica: '1' }).errors).toEqual({ lunghezza: 'Scrivi almeno una misura o una massa' })
  const {
    righe,
    domanda: { convoglio },
  } = readVerifica({ verifica: ['1', '2'], tipo: '__proto__', n: '1e9', m1: ['9', '8'] })
  expect(righe).toBe(1)
  expect(convoglio.tipo).toBe('isolato')
  expect(convoglio.assi).toHaveLength(1)
  expect(readVerifica({ n: '999' }).righe).toBe(MAX_ASSI)
})

test('one axle more is not yet a question', () => {
  const {
    inviata,
    righe,
    errors,
    domanda: { convoglio },
  } = readVerifica({ verifica: '1', n: '5', assi: '6', m1: '7,5' })
  expect({ inviata, righe, errors }).toEqual({ inviata: false, righe: 6, errors: {} })
  expect(convoglio).toMatchObject({ gommatura8daN: false })
  expect(convoglio.assi).toHaveLength(6)
})

test('axles are as many as declared, else as many as written', () => {
  const axles = (query: Record<string, string>) =>
    readVerifica({ verifica: '1', massa: '40', ...query }).domanda.convoglio.assi.length
  expect(axles({ n: '4' })).toBe(4)
  expect(axles({ m1: '8', m2: '9', m3: '9' })).toBe(3)
  expect(axles({ n: '', d2: '1,3' })).toBe(3)
  expect(axles({})).toBe(0)
})

test('what was not asked about mezzi d’opera is not answered', () => {
  expect(readVerifica({ elenco: 'si', art34: 'forse' }).domanda).toMatchObject({
    stradeElencate: true,
    indennizzoArt34: null,
  })
})

test('the figures of a pre-check become answers, and only those typed', () => {
  expect(risposteOf('verifica=1&tipo=autotreno&larghezza=3&n=2&m1=8&d1=3,8&gomme=si&sospesi=si')).toEqual({
    convoglio: {
      tipo: 'autotreno',
      larghezzaCm: 300,
      gommatura8daN: true,
      refrigerato: false,
      assi: [
        { massaKg: 8000, interasseCm: 380 },
        { massaKg: null, interasseCm: null },
      ],
    },
  })
  expect(
    risposteOf(addressOf({ verifica: '1', tipo: 'isolato', larghezza: ['2,60', 'x'], altezza: '' })),
  ).toMatchObject({ convoglio: { larghezzaCm: 260 } })
  expect(addressOf({ larghezza: '3' })).toBe('')
  expect(risposteOf('')).toBeNull()
  expect(risposteOf('larghezza=3')).toBeNull()
})
