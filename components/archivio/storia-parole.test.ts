import { expect, test } from 'vitest'
import { modificheInParole } from './storia-parole'

test('columns and codes of the history are told in words, dates as they are written', () => {
  expect(
    modificheInParole({
      livello: { da: 'serie', a: 'sottoserie' },
      comuneIstat: { da: '011015', a: '011016' },
      tipologia: { da: null, a: 'collaudo' },
      trattamento: { da: 'in_scansione', a: 'scansionato' },
      accessoBase: { da: 'su_richiesta', a: 'libero' },
      etichetta: { da: 'salute', a: null },
      tipo: { da: 'busta', a: 'faldone' },
      tappe: { da: '', a: 'deposito 1968-03-14; collaudo 1970-01-02' },
      detentore: { da: 'Comune di Luni', a: '' },
      annoPratica: { da: 1974, a: 1975 },
    }),
  ).toEqual([
    'Livello: da «Serie» a «Sottoserie»',
    'Comune: da «La Spezia» a «Lerici»',
    'Tipo: «Collaudo»',
    'Stato del trattamento: da «In scansione» a «Scansionato»',
    'Accesso: da «Su richiesta» a «Libero»',
    'Etichetta: da «Salute (70 anni)» a vuoto',
    'Tipo: da «Busta» a «Faldone»',
    'Tappe: «deposito 14/03/1968; collaudo 02/01/1970»',
    'Detenuta da: da «Comune di Luni» a vuoto',
    'Anno della pratica: da «1974» a «1975»',
  ])
})

test('a date is told once, as it is shown; its parts alone when only they changed', () => {
  const parts = { dal: { da: '1974-01-01', a: '1975-01-01' }, certezza: { da: 'certa', a: 'senza_data' } }
  expect(modificheInParole({ ...parts, dataMostrata: { da: '1974', a: '1975' } })).toEqual(['Data: da «1974» a «1975»'])
  expect(modificheInParole(parts)).toEqual([
    'Dal: da «01/01/1974» a «01/01/1975»',
    'Certezza della data: da «certa» a «senza data»',
  ])
})

test('a code that is no longer in use is told as it is', () => {
  expect(modificheInParole({ comuneIstat: { da: '999999', a: '011016' }, x: { da: null, a: 1 } })).toEqual([
    'Comune: da «999999» a «Lerici»',
    'x: «1»',
  ])
})
