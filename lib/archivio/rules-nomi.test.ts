import { expect, test } from 'vitest'
import { nomiIn, nomiPubblici } from './rules-nomi'

test('a name is found whole, in whatever order, with or without accents; its words apart are not it', () => {
  const NOMI = ['Niccolò Prova', 'Rossi Mario']
  expect(nomiIn('Casa di PROVA NICCOLO, sopraelevazione', NOMI)).toEqual(['Niccolò Prova'])
  expect(nomiIn('Rossi geom. Mario, muro', NOMI)).toEqual(['Rossi Mario'])
  expect(nomiIn('Muro di via Rossi, sotto la chiesa di san Mario', NOMI)).toEqual([])
  expect(nomiIn('Prova di carico', NOMI)).toEqual([])
})

test('a firm is no person, and one word is no name', () => {
  expect(nomiIn('Impresa Prova: muro per Verdi', ['Impresa Prova', 'Verdi'])).toEqual([])
})

test('is said of what anybody reads: of a reserved unit the title alone, of a closed one nothing', () => {
  const scheda = {
    titolo: 'Muro di Mario Rossi',
    localita: null,
    descrizione: { contenuto: 'Relazione per Mario Rossi', opera: 'muro' },
    agenti: [{ nome: 'Mario Rossi' }],
  }
  const dove = (accesso: 'libero' | 'su_richiesta' | 'riservato' | 'particolare') =>
    nomiPubblici({ ...scheda, accesso }).map((one) => one.dove)
  expect(dove('libero')).toEqual(['titolo', 'contenuto'])
  expect(dove('su_richiesta')).toEqual(['titolo', 'contenuto'])
  expect(dove('riservato')).toEqual(['titolo'])
  expect(dove('particolare')).toEqual([])
  expect(nomiPubblici({ ...scheda, accesso: 'libero', agenti: null })).toEqual([])
})
