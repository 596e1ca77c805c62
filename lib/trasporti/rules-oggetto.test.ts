import { expect, test } from 'vitest'
import { oggetto, riassunto } from './rules-oggetto'
import { aConvoglio, aDomanda, aPercorso } from './testing/domande'

test('the object of a queue row: type, mass, places', () => {
  expect(oggetto(aDomanda())).toBe('Singola, 72 t, Luni – La Spezia')
  expect(oggetto(aDomanda({ tipo: 'multipla', viaggi: 10 }))).toBe('Multipla, 10 viaggi, 72 t, Luni – La Spezia')
  expect(oggetto(aDomanda({ tipo: 'periodica', categoria: 'B-e' }))).toBe(
    'Periodica, classe B-e, 72 t, Luni – La Spezia',
  )
  expect(oggetto(aDomanda({ tipo: 'periodica', categoria: 'agricola' }))).toBe(
    'Periodica, macchina agricola, 72 t, Luni – La Spezia',
  )
})
test('only the size is exceeded: the size is shown', () => {
  const light = { massaComplessivaKg: 44_000, assi: aConvoglio().assi.map((asse) => ({ ...asse, massaKg: 5500 })) }
  expect(oggetto(aDomanda({ convoglio: aConvoglio({ ...light, larghezzaCm: 340 }) }))).toBe(
    'Singola, largh. 3,40 m, Luni – La Spezia',
  )
  expect(oggetto(aDomanda({ convoglio: aConvoglio({ ...light, altezzaCm: 430 }) }))).toBe(
    'Singola, alt. 4,30 m, Luni – La Spezia',
  )
  expect(oggetto(aDomanda({ convoglio: aConvoglio({ ...light, lunghezzaCm: 2200 }) }))).toBe(
    'Singola, lungh. 22,00 m, Luni – La Spezia',
  )
})
test('what is missing leaves no trace; long places are cut; a rinnovo names its act', () => {
  expect(oggetto({})).toBe('Trasporto eccezionale')
  expect(oggetto({ tipo: 'singola', percorso: aPercorso({ arrivo: '' }) })).toBe('Singola, Luni')
  expect(oggetto({ tipo: 'singola', percorso: aPercorso({ partenza: 'x'.repeat(41), arrivo: '' }) })).toBe(
    `Singola, ${'x'.repeat(39)}…`,
  )
  const precedente = {
    numero: '2025/0000100',
    rilasciataIl: null,
    ente: '',
    scadeIl: null,
    primoRilascioIl: null,
    tipo: null,
    rinnoviFatti: null,
    prorogata: null,
  }
  expect(oggetto({ tipo: 'rinnovo', precedente })).toBe('Rinnovo di 2025/0000100')
})
test('the rows beside a practice', () => {
  expect(riassunto(aDomanda())).toEqual([
    { etichetta: 'Tipo', valore: 'Singola' },
    { etichetta: 'Periodo', valore: 'dal 17 marzo 2026 al 17 giugno 2026' },
    { etichetta: 'Targhe', valore: 'ZZ000AA, XZ000AB' },
    { etichetta: 'Massa', valore: '72,0 t su 8 assi' },
    { etichetta: 'Misure', valore: 'lungo 18,00 m, largo 2,55 m, alto 4,00 m' },
    { etichetta: 'Carico', valore: 'Blocco di marmo, 48,0 t' },
    { etichetta: 'Tragitto', valore: 'Luni – La Spezia' },
    { etichetta: 'Percorso', valore: 'SP 21, via Muccini (12,4 km)' },
  ])
  expect(riassunto({})).toEqual([])
})
