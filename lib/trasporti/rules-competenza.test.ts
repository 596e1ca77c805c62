import { describe, expect, test } from 'vitest'
import { competenza } from './rules-competenza'
import { aPercorso, aTratto } from './testing/domande'

const sarzana = aTratto({ strada: 'via Muccini', proprietario: 'comune', proprietarioNome: 'Comune di Sarzana' })
const spezia = (more = {}) => aTratto({ comuneIstat: '011015', ...more })

describe('competence (art. 14 c. 1 Reg., L.R. Liguria 8/1983 art. 2)', () => {
  test('a start in the province of La Spezia: the Province authorises, one nulla osta for each other owner', () => {
    const route = aPercorso({
      tratti: [
        aTratto(),
        sarzana,
        { ...sarzana, strada: 'via XX Settembre', proprietarioNome: 'comune di  sarzana' },
        aTratto({ strada: 'SP 5', proprietario: 'altra_provincia', proprietarioNome: 'Città metropolitana di Genova' }),
        aTratto({ strada: 'SP 70', proprietario: 'altra_provincia', proprietarioNome: 'Provincia di Massa-Carrara' }),
      ],
    })
    const done = competenza(route)
    expect(done.esito).toBe('provincia_autorizza')
    expect(done.nullaOsta).toEqual([
      { proprietario: 'comune', nome: 'Comune di Sarzana', tratti: ['via Muccini', 'via XX Settembre'] },
      { proprietario: 'altra_provincia', nome: 'Città metropolitana di Genova', tratti: ['SP 5'] },
      { proprietario: 'altra_provincia', nome: 'Provincia di Massa-Carrara', tratti: ['SP 70'] },
    ])
  })
  test('ANAS, motorways, the port and military roads authorise by themselves', () => {
    const done = competenza(
      aPercorso({
        tratti: [
          aTratto(),
          aTratto({ strada: 'SS 1', proprietario: 'anas', proprietarioNome: 'ANAS S.p.A.' }),
          aTratto({ strada: 'A12', proprietario: 'concessionaria', proprietarioNome: 'SALT' }),
          aTratto({ strada: 'varco', proprietario: 'adsp', proprietarioNome: '' }),
          aTratto({ strada: 'via militare', proprietario: 'militare', proprietarioNome: '' }),
        ],
      }),
    )
    expect(done.esito).toBe('provincia_autorizza')
    expect(done.nullaOsta).toEqual([])
    expect(done.autorizzazioniSeparate.map((one) => [one.nome, one.tratti])).toEqual([
      ['ANAS S.p.A.', ['SS 1']],
      ['SALT', ['A12']],
      ['Autorità di sistema portuale', ['varco']],
      ['comando militare', ['via militare']],
    ])
  })
  test('a route of such roads alone is not for the Province', () => {
    expect(
      competenza(
        aPercorso({ tratti: [aTratto({ proprietario: 'anas' }), aTratto({ proprietario: 'concessionaria' })] }),
      ).esito,
    ).toBe('non_competente')
  })
  test.each(['008', '009', '010'])(
    'a start in Ligurian province %s: only the nulla osta for our roads, nothing when they are not used',
    (partenzaProvincia) => {
      expect(competenza(aPercorso({ partenzaProvincia }))).toMatchObject({ esito: 'solo_nulla_osta', nullaOsta: [] })
      expect(competenza(aPercorso({ partenzaProvincia, tratti: [sarzana] })).esito).toBe('non_competente')
      expect(competenza(aPercorso({ partenzaProvincia, tratti: [aTratto({ proprietario: 'ignoto' })] })).esito).toBe(
        'solo_nulla_osta',
      )
    },
  )
  test('all inside the Comune della Spezia: the Comune, with our nulla osta for provincial roads', () => {
    expect(
      competenza(aPercorso({ tratti: [spezia({ proprietario: 'comune', proprietarioNome: 'Comune della Spezia' })] }))
        .esito,
    ).toBe('non_competente')
    expect(competenza(aPercorso({ tratti: [spezia()] })).esito).toBe('solo_nulla_osta')
    expect(competenza(aPercorso({ tratti: [spezia(), aTratto()] })).esito).toBe('provincia_autorizza')
    expect(competenza(aPercorso({ tratti: [spezia(), spezia({ comuneIstat: null })] })).esito).toBe(
      'provincia_autorizza',
    )
  })
  test('a start outside Liguria is to be confirmed; so is a route not written yet', () => {
    for (const more of [
      { partenzaProvincia: 'altra' },
      { partenzaProvincia: '045' },
      { partenzaProvincia: '' },
      { tratti: [] },
    ]) {
      expect(competenza(aPercorso(more)).esito).toBe('da_confermare')
    }
  })
  test('stretches of unknown owner are handed to the office', () => {
    expect(
      competenza(
        aPercorso({ tratti: [aTratto(), aTratto({ strada: 'SS 331', proprietario: 'ignoto', proprietarioNome: '' })] }),
      ).daChiarire,
    ).toEqual(['SS 331'])
  })
})
