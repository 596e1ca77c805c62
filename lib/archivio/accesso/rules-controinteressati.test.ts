import { describe, expect, test } from 'vitest'
import { limiteOpposizione, proponiAvvisi, statoAvviso, vuoleAvviso, whyNotRelease } from './rules-controinteressati'

describe('ten days to oppose (D.P.R. 184/2006 art. 3 c. 2)', () => {
  test('the day of reception is not counted; a festivo moves on', () => {
    expect(limiteOpposizione('2026-11-02')).toBe('2026-11-12')
    expect(limiteOpposizione('2026-04-15')).toBe('2026-04-27') // 25 April is a holiday and a Saturday, 26 a Sunday
  })

  test('the papers wait for the last who may oppose, and for who has not received', () => {
    const mario = { nome: 'Mario', entroIl: '2026-11-12', risposta: null } as const
    const lia = { nome: 'Lia', entroIl: '2026-11-20', risposta: null } as const
    expect(whyNotRelease([], '2026-11-02')).toBeNull()
    expect(whyNotRelease([mario, lia], '2026-11-12')).toContain('Lia può opporsi fino al 20 novembre 2026')
    expect(whyNotRelease([mario, { ...lia, risposta: 'nessuna_obiezione' }], '2026-11-12')).toContain('Mario')
    expect(whyNotRelease([mario, { ...lia, risposta: 'opposizione' }], '2026-11-13')).toBeNull()
    expect(whyNotRelease([mario, { ...lia, entroIl: null }], '2027-01-31')).toContain('non risulta che Lia')
  })

  test('an answer is what it is also after its days', () => {
    expect(statoAvviso({ entroIl: null, risposta: null }, '2026-11-12')).toBe('spedito')
    expect(statoAvviso({ entroIl: '2026-11-12', risposta: null }, '2026-11-12')).toBe('attesa')
    expect(statoAvviso({ entroIl: '2026-11-12', risposta: null }, '2026-11-13')).toBe('silenzio')
    expect(statoAvviso({ entroIl: '2026-11-12', risposta: 'opposizione' }, '2026-11-13')).toBe('opposizione')
  })
})

describe('who is proposed', () => {
  const one = (nome: string, codiceFiscale: string | null = null) => ({
    nome,
    codiceFiscale,
    ruolo: 'committente',
    recapito: null,
    nelPortale: false,
  })

  test('each once, without who asks and who was told', () => {
    const named = [one('Mario Rossi', 'RSSMRA60A01E463X'), one('mario rossi'), one('Lia Verdi'), one('Anna', 'ANNA')]
    const told = [{ nome: 'Lia Verdi', codiceFiscale: null }]
    expect(proponiAvvisi(named, told, ['ANNA']).map((it) => it.nome)).toEqual(['Mario Rossi'])
  })

  test('nobody is told of what is asked by right of office, or should be public already', () => {
    expect(
      [undefined, 'documentale', 'generalizzato', 'civico', 'ruolo'].map((diritto) => vuoleAvviso({ diritto })),
    ).toEqual([true, true, true, false, false])
  })
})
