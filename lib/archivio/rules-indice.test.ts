import { expect, test } from 'vitest'
import { radiceOf } from './motore/radici'
import { computeVoceIndice } from './rules-indice'

const UNITA = {
  titolo: 'Muro di sostegno',
  segnatura: 'A/B/1',
  dal: '1978-01-01',
  al: '1992-12-31',
  registro: 'Registro cementi 4',
  protocolloStorico: 'prot. 5567',
  classificazione: 'X/4',
  agenti: [],
  ubicazioni: [],
  tratte: [],
  voci: [],
} as const
const at = (accesso: 'su_richiesta' | 'riservato') =>
  computeVoceIndice(
    { ...UNITA, agenti: [], ubicazioni: [], tratte: [], voci: [] },
    { accesso, consultabileDal: null, accessoDopo: accesso },
    null,
  )

test('a file is found by each of its years, by its register and its old protocol', () => {
  const { esatti, esteso } = at('su_richiesta')
  for (const year of [1978, 1985, 1992]) expect(esatti).toContain(`a:${year}`)
  expect(esatti).not.toContain('a:1993')
  expect(esteso).toContain('registro cementi 4 prot 5567 x 4')
})

test('of a reserved one these are for whoever may see names', () => {
  const { esteso, riservato } = at('riservato')
  expect([esteso, riservato]).toEqual(['', 'registro cementi 4 prot 5567 x 4'])
})

test('ditches are words, though «essere» has the same forms', () => {
  expect(radiceOf('fossi')).not.toBeNull()
  expect(radiceOf('fossero')).toBeNull()
})
