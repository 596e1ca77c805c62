import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Scheda as Dati } from '@/lib/archivio/queries'
import { Scheda } from './scheda'

const PLACE = { via: 'Via Aurelia 3', catasto: 'terreni', sezione: 'A', foglio: '12', mappale: '340', sub: '2' }
const SCHEDA = {
  segnatura: 'IT-SP-PROV/SIS/1990/b001/f0001',
  livello: 'fascicolo',
  dataMostrata: '1990',
  comuneIstat: '011015',
  trattamento: 'schedato',
  produttoreId: 'p1',
  produttore: 'Genio civile',
  tratte: [{ strada: 'SP 370', daM: 3200, aM: 3200, lato: 'destro' }],
  lingua: 'italiano',
  voci: ['Muri'],
  ubicazioni: [{ ...PLACE, attuale: false, verificata: true }],
  agenti: [{ ruolo: 'vettore', nome: 'Trasporti Facsimile', albo: null, targa: 'AB123CD' }],
  titoloOriginale: null,
  contenitori: null,
  etichette: null,
  descrizione: {
    contenuto: null,
    tappe: [{ che: 'collaudo', il: '1990-03-14' }],
    registro: 'Registro dei depositi',
    protocolloStorico: '1234/1990',
    classificazione: '9/2',
    detentore: 'Archivio di Stato',
    supporto: 'carta e lucidi',
    conservazione: 'buono',
    riproduzione: 'con autorizzazione',
  },
}
const words = (more: object = {}) =>
  renderToStaticMarkup(
    <Scheda scheda={{ ...SCHEDA, ...more } as unknown as Dati} produttoreHref={(id) => `/di/${id}`} />,
  )
    .replaceAll(/<(?!a )[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('a place with a street and a parcel shows both', () => {
  expect(words()).toContain('Via Via Aurelia 3')
  expect(words()).toContain(
    'Particella sulle carte catasto terreni, sezione A, foglio 12, mappale 340, subalterno 2, verificata',
  )
  const today = words({ ubicazioni: [{ ...PLACE, via: null, attuale: true, verificata: false }] })
  expect(today).toContain('Particella di oggi')
  expect(today).not.toContain('Via ')
})

test('of Italian papers the language is said beside what else there is to say of their use, never alone', () => {
  const poor = { ...SCHEDA.descrizione, conservazione: null, riproduzione: null }
  expect(words({ descrizione: poor })).not.toContain('Accesso e uso')
  expect(words({ descrizione: poor, lingua: 'francese' })).toContain('Accesso e uso delle carte Lingua francese')
})

test('all that was written is on the card, in the order of ISAD(G)', () => {
  const told = words()
  const order = [
    'SP 370, km 3+200, lato destro',
    'Registro dei depositi',
    '1234/1990',
    'carta e lucidi',
    '<a href="/di/p1">Genio civile',
    'Archivio di Stato',
    'collaudo, 14 marzo 1990',
    '9/2',
    'Muri',
    'targa AB123CD',
    'con autorizzazione',
    'italiano',
    'buono',
  ].map((one) => told.indexOf(one))
  expect(order).not.toContain(-1)
  expect(order).toEqual([...order].sort((a, b) => a - b))
})

test('who may not read the description reads nothing of it, and still the subjects', () => {
  const told = words({ descrizione: null })
  for (const one of ['1234/1990', 'Archivio di Stato', 'collaudo', 'buono']) expect(told).not.toContain(one)
  expect(told).toContain('Muri')
})
