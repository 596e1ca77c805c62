import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { LivelloAccesso } from '../rules-consultabilita'
import type { Lettore } from '../rules-visibilita'
import type { UnitaIndice } from './documento'
import { Motore } from './motore'
import { Segmento } from './segmento'

// What a question costs is also an answer: for whoever may not know of a unit it costs what it costs when the unit is not there.

const OGGI = '2026-11-26'
const MOLTE = 24_000
const FONDO = '00000000-0000-4000-8000-0000000000f1'
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

function unita(n: number, accesso: LivelloAccesso): UnitaIndice {
  const chiusa = accesso === 'particolare'
  return {
    id: idOf(n),
    fondoId: FONDO,
    comuneIstat: '011015',
    tipologia: 'collaudo',
    dal: '1987-01-01',
    al: '1987-12-31',
    consultabilita: { accesso, consultabileDal: null, accessoDopo: chiusa ? 'libero' : accesso },
    voce: {
      titolo: chiusa ? 'zirconio grezzo' : 'muro di sostegno',
      breve: '',
      esteso: '',
      riservato: accesso === 'riservato' ? 'berillio' : '',
      nomi: accesso === 'libero' ? [] : ['iridio'],
      luoghi: chiusa ? ['osmio'] : [],
      esatti: [`n:${n}`, ...(chiusa ? ['p:011015:12:340'] : [])],
    },
    pagine: [
      { id: idOf(100_000 + n), numero: 1, per: 'tutti', testo: accesso === 'libero' ? 'platino' : 'cobalto rodio' },
      { id: idOf(200_000 + n), numero: 2, per: 'uffici', testo: 'palladio' },
      { id: idOf(300_000 + n), numero: 3, per: 'abilitati', testo: 'torio' },
    ],
  }
}
const LIVELLI = ['libero', 'su_richiesta', 'riservato', 'particolare'] as const
const motore = new Motore(null, OGGI)
beforeAll(async () => {
  await motore.applica(Array.from({ length: MOLTE }, (_, n) => unita(n, LIVELLI[n % 4] as LivelloAccesso)))
  await motore.applica([{ ...unita(MOLTE, 'libero'), pagine: [] }])
})
afterEach(() => vi.restoreAllMocks())

const nessuno: Lettore = { registrato: false, ufficio: false, comuni: [], proprie: [], concesse: [], abilitazioni: [] }
const registrato = { ...nessuno, registrato: true }
const citato = { ...registrato, proprie: [idOf(1), idOf(5)], concesse: [idOf(2)] }
const ufficio = { ...registrato, ufficio: true }
/** words that only units have of which this reader may not know that they have them */
const NASCOSTE: [string, Lettore, string[]][] = [
  ['nobody', nessuno, ['zirconio', 'berillio', 'iridio', 'osmio', 'cobalto', 'palladio', 'torio', 'rodi*', 'cobaltto']],
  ['signed in', registrato, ['zirconio', 'berillio', 'iridio', 'osmio', 'cobalto', 'palladio', 'torio', 'cobaltto']],
  ['an officer who is not named', ufficio, ['zirconio', 'osmio', 'torio', 'zirc*', 'zirconi']],
]
const ask = (typed: string) => {
  const parola = typed.replace('*', '')
  return { parola, tronche: typed.endsWith('*') ? [parola] : [] }
}
const search = async (lettore: Lettore, typed: string) => {
  const { parola, tronche } = ask(typed)
  const note = await motore.note(lettore, OGGI, [parola], tronche, 20, 5)
  const gruppi = [{ parola, alternative: [{ parola }] }]
  return { note, trovate: await motore.cerca(lettore, OGGI, { gruppi, filtri: {}, limite: 20, salto: 0 }) }
}
/** What was read of the index, list by list. */
function countReads() {
  const read = vi.spyOn(Segmento.prototype, 'readVoci')
  const open = vi.spyOn(Segmento.prototype, 'openBlocchi')
  const some = vi.spyOn(Segmento.prototype, 'some')
  const words = vi.spyOn(Segmento.prototype, 'readAvanti')
  return () => [read, open, some, words].map((one) => one.mock.calls.length)
}

describe.each(NASCOSTE)('%s', (_, lettore, parole) => {
  test.each(parole)('«%s» reads no list, as a word that is nowhere', async (typed) => {
    const reads = countReads()
    const hidden = await search(lettore, typed)
    expect(reads()).toEqual([0, 0, 0, 0])
    const missing = await search(lettore, typed.replace(/[a-z]+/, 'xyzxyzxyzxyz'))
    expect(reads()).toEqual([0, 0, 0, 0])
    expect(hidden.trovate).toEqual(missing.trovate)
    expect(hidden.note.map(({ parola: _, ...one }) => one)).toEqual(missing.note.map(({ parola: _, ...one }) => one))
  })
})

test('a parcel of a closed unit reads no list either', async () => {
  const reads = countReads()
  const gruppi = [{ alternative: [{ esatto: 'p:011015:12:340' }] }]
  expect((await motore.cerca(registrato, OGGI, { gruppi, filtri: {}, limite: 20, salto: 0 })).totale).toBe(0)
  expect(reads()).toEqual([0, 0, 0, 0])
})

test('who has files of their own looks only for these in the other lists, and finds them', async () => {
  const blocks: number[] = []
  const open = Segmento.prototype.openBlocchi
  vi.spyOn(Segmento.prototype, 'openBlocchi').mockImplementation(function (this: Segmento, lessema) {
    const blocchi = open.call(this, lessema)
    return {
      ...blocchi,
      read: (block) => {
        blocks.push(block)
        return blocchi.read(block)
      },
    }
  })
  const whole = vi.spyOn(Segmento.prototype, 'readVoci')
  const { note, trovate } = await search(citato, 'iridio')
  expect([note[0]?.nota, trovate.unita.map((one) => one.id).sort()]).toEqual([true, [1, 2, 5].map(idOf)])
  // of their own files they know the names; the papers they open first, and say what for
  expect((await search(citato, 'cobalto')).trovate.totale).toBe(1)
  expect(whole).not.toHaveBeenCalled()
  // the lists are of thousands: of each at most the divisions where three units may be
  expect(blocks.length).toBeLessThanOrEqual(4 * 3)
  expect((await search(citato, 'zirconio')).trovate.totale).toBe(0)
})

test('how rare a word counts comes from what the reader may find, and so does the order', async () => {
  const few = new Motore(null, OGGI)
  const many = new Motore(null, OGGI)
  const made = (n: number, accesso: LivelloAccesso, titolo: string, dal: string, testo: string): UnitaIndice => ({
    ...unita(n, accesso),
    dal,
    voce: { ...unita(n, accesso).voce, titolo },
    pagine: [{ id: idOf(n + 100_000), numero: 1, per: 'tutti', testo }],
  })
  const seen = [
    made(1, 'libero', 'tubo', '1990-01-01', 'zirconio'),
    made(2, 'libero', 'zirconio', '1980-01-01', 'tubo'),
    ...Array.from({ length: 50 }, (_, i) => made(10 + i, 'libero', 'altro', '1970-01-01', 'altro')),
  ]
  await few.applica(seen)
  await many.applica([
    ...seen,
    ...Array.from({ length: 400 }, (_, i) => made(100 + i, 'particolare', 'tubo', '1970-01-01', 'tubo')),
  ])
  const gruppi = ['tubo', 'zirconio'].map((parola) => ({ parola, alternative: [{ parola }] }))
  const order = async (one: Motore) => {
    const { unita } = await one.cerca(nessuno, OGGI, { gruppi, filtri: {}, limite: 9, salto: 0 })
    return unita.map(({ id }) => id)
  }
  expect([await order(many), await order(few)]).toEqual([[1, 2].map(idOf), [1, 2].map(idOf)])
})

const VOLTE = 400
/** The quick ones of many: a busy machine slows the slow ones. */
const quick = (all: number[]) => [...all].sort((a, b) => a - b)[all.length >> 3] as number
test('nor does it take longer: thousands of hidden units against none, by turns', async () => {
  const took: Record<'nascosta' | 'assente', number[]> = { nascosta: [], assente: [] }
  for (let i = 0; i < VOLTE; i += 1)
    for (const [nome, parola] of [
      ['nascosta', 'cobalto'],
      ['assente', 'xyzxyzx'],
    ] as const) {
      const from = performance.now()
      await search(nessuno, parola)
      took[nome].push(performance.now() - from)
    }
  // reading the lists of what is hidden took six times as long
  expect(quick(took.nascosta)).toBeLessThan(quick(took.assente) * 2.5 + 0.1)
})
