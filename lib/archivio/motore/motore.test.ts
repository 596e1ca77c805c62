import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { esatti, paroleOf } from '../rules-parole'
import type { Lettore } from '../rules-visibilita'
import type { Spartizione } from './distribuzione'
import type { UnitaIndice } from './documento'
import { Motore } from './motore'
import { lontananza } from './parole'
import { ask, caso, idOf, LETTORI, NOMI, nessuno, OGGI, PAROLE, QUESTIONS, unita } from './testing/unita'

// The engine against a plain reading of the same units, whatever they go through: taken in, changed, put together, reopened.

const folder = mkdtempSync(path.join(os.tmpdir(), 'motore-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What rules-visibilita.ts says, written out again and read unit by unit. */
function attese(all: readonly UnitaIndice[], lettore: Lettore, parole: readonly string[]): UnitaIndice[] {
  return all.filter((one) => {
    const { accesso, consultabileDal, accessoDopo } = one.consultabilita
    const today = consultabileDal !== null && consultabileDal <= OGGI ? accessoDopo : accesso
    const named = lettore.abilitazioni.some((id) => id === one.id || id === one.fondoId)
    if (today === 'particolare' && !named) return false
    const letIn = lettore.ufficio || lettore.concesse.includes(one.id)
    const own =
      lettore.proprie.includes(one.id) || (one.comuneIstat !== null && lettore.comuni.includes(one.comuneIstat))
    const papers = today === 'libero' || letIn
    const reads = { tutti: true, uffici: lettore.ufficio, abilitati: lettore.ufficio && named }
    const pages = one.pagine.filter((page) => papers && reads[page.per])
    const words = new Set([
      ...paroleOf(`${one.voce.titolo} ${one.voce.breve}`),
      ...(letIn || own ? one.voce.nomi : []),
      ...((today !== 'riservato' && lettore.registrato) || letIn || own ? one.voce.luoghi : []),
      ...pages.flatMap((page) => paroleOf(page.testo)),
    ])
    return parole.every((parola) => words.has(parola))
  })
}

/** Of a unit that they may know. */
const seesNames = (one: UnitaIndice, lettore: Lettore): boolean =>
  lettore.ufficio ||
  lettore.concesse.includes(one.id) ||
  lettore.proprie.includes(one.id) ||
  (one.comuneIstat !== null && lettore.comuni.includes(one.comuneIstat))

async function agree(motore: Motore, all: readonly UnitaIndice[]): Promise<void> {
  for (const [name, lettore] of Object.entries(LETTORI))
    for (const parole of QUESTIONS) {
      const right = attese(all, lettore, parole)
      const { unita, totale, faccette } = await motore.cerca(lettore, OGGI, ask(parole))
      expect([name, parole, totale, unita.map((one) => one.id).sort()]).toEqual([
        name,
        parole,
        right.length,
        right.map((one) => one.id).sort(),
      ])
      const by = (of: (one: UnitaIndice) => string | null) => {
        const counts: Record<string, number> = {}
        for (const key of right.map(of)) if (key !== null) counts[key] = (counts[key] ?? 0) + 1
        return counts
      }
      expect([name, parole, faccette.comune]).toEqual([name, parole, by((one) => one.comuneIstat)])
      expect([name, parole, faccette.anno]).toEqual([name, parole, by((one) => one.dal && one.dal.slice(0, 4))])
      const decades = new Map<string, number>()
      for (const { dal, al } of right)
        for (let each = Number(dal?.slice(0, 3)); each <= Number(al?.slice(0, 3)); each += 1)
          if (each > 0) decades.set(`${each}0`, (decades.get(`${each}0`) ?? 0) + 1)
      expect([name, parole, faccette.decennio]).toEqual([name, parole, Object.fromEntries(decades)])
      const decade = await motore.cerca(lettore, OGGI, ask(parole, { decennio: 1990 }))
      expect(decade.totale).toBe(decades.get('1990') ?? 0)
      const within = await motore.cerca(lettore, OGGI, ask(parole, { comune: '011015', dal: 1980, al: 1999 }))
      const years = (one: UnitaIndice) => one.dal !== null && one.al !== null && one.al >= '1980' && one.dal < '2000'
      expect(within.totale).toBe(right.filter((one) => one.comuneIstat === '011015' && years(one)).length)
      expect(within.faccette.comune['011027'] ?? 0).toBe(
        right.filter((one) => one.comuneIstat === '011027' && years(one)).length,
      )
    }
}

const SPARTIZIONI: [Spartizione, (rest: string) => string | null][] = [
  [{ inizio: 'r:', parti: 1, chiave: 1 }, (rest) => (rest.includes(':') ? null : rest)],
  [{ inizio: 'r:', parti: 2, chiave: 2 }, (rest) => (rest.includes(':') ? rest : null)],
  [{ inizio: 'r:sp1:', parti: 1, chiave: 1 }, (rest) => rest],
  [{ inizio: 'p:011015:', parti: 2, chiave: 1 }, (rest) => rest.split(':')[0] ?? null],
  [{ inizio: 'p:011015:3:', parti: 1, chiave: 1 }, (rest) => rest],
]

/** Units found, by each road, kilometre, sheet and parcel of which the reader may know, by a plain count. */
async function spread(motore: Motore, all: readonly UnitaIndice[]): Promise<void> {
  for (const [name, lettore] of Object.entries(LETTORI))
    for (const parole of QUESTIONS)
      for (const filtri of [{}, { comune: '011015', decennio: 1990 }])
        for (const [spartizione, keyOf] of SPARTIZIONI) {
          const right: Record<string, number> = {}
          for (const one of attese(all, lettore, parole)) {
            const { dal, al, comuneIstat } = one
            if (filtri.comune && comuneIstat !== filtri.comune) continue
            if (filtri.decennio && !(dal && al && al >= '1990' && dal < '2000')) continue
            const keys = new Set<string>()
            for (const esatto of one.voce.esatti) {
              if (esatto.startsWith('~') && !seesNames(one, lettore)) continue
              const plain = esatto.replace('~', '')
              const key = plain.startsWith(spartizione.inizio) ? keyOf(plain.slice(spartizione.inizio.length)) : null
              if (key !== null) keys.add(key)
            }
            for (const key of keys) right[key] = (right[key] ?? 0) + 1
          }
          const told = await motore.distribuisci(lettore, OGGI, ask(parole, filtri), spartizione)
          expect([name, parole, spartizione.inizio, told]).toEqual([name, parole, spartizione.inizio, right])
        }
}

/** Words that may be suggested, by a plain count. */
async function words(motore: Motore, lettore: Lettore): Promise<string[]> {
  const typed = [...PAROLE, ...NOMI, 'calcestruzzo', 'aurelia']
  const note = await motore.note(lettore, OGGI, typed, typed, 20, 5)
  return note.flatMap(({ parola, inizi }) => (inizi.includes(parola) ? [parola] : []))
}

describe('answers are those of a plain reading', () => {
  const all = Array.from({ length: 400 }, (_, n) => unita(n))
  const motore = new Motore(folder, OGGI)

  test('of units just taken in, in several pieces', async () => {
    for (let i = 0; i < all.length; i += 40) await motore.applica(all.slice(i, i + 40))
    await agree(motore, all)
  })

  test('of units that have changed, some more than once', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const changed = Array.from({ length: 60 }, () => unita(caso.int(0, 399)))
      const last = [...new Map(changed.map((one) => [one.id, one])).values()]
      for (const one of last) all[Number(one.id.slice(-12))] = one
      await motore.applica(last)
    }
    await agree(motore, all)
  })

  test('put together, also while they change', async () => {
    const before = motore.stato().pezzi
    const reducing = motore.riduci()
    const one = { ...unita(7), voce: { ...unita(7).voce, titolo: 'muro frana ponte' } }
    all[7] = one
    await Promise.all([reducing, motore.applica([one])])
    await motore.riduci()
    expect(motore.stato().pezzi).toBeLessThan(before)
    expect(motore.stato().unita).toBe(400)
    await agree(motore, all)
    await spread(motore, all)
  })

  test('kept and opened again; what cannot be read is not taken for an index', async () => {
    const filigrana = { database: 'prova', transazione: '77', giorno: OGGI }
    await motore.salva(filigrana)
    await motore.applica([{ ...unita(9), id: idOf(999) }]) // after it was kept
    const again = new Motore(folder, OGGI)
    expect(again.open()).toEqual(filigrana)
    await agree(again, all)
    await spread(again, all)
    // the same units, never changed nor put together, are known by the same words
    const fresh = new Motore(null, OGGI)
    await fresh.applica(all)
    for (const lettore of Object.values(LETTORI))
      expect(await words(again, lettore)).toEqual(await words(fresh, lettore))
    await again.salva(filigrana)
    expect(readdirSync(folder).filter((file) => file.endsWith('.pezzo'))).toHaveLength(again.stato().pezzi)
    const broken = new Motore(folder, OGGI)
    rmSync(path.join(folder, readdirSync(folder).find((file) => file.endsWith('.pezzo')) ?? ''))
    expect(broken.open()).toBe(null)
    expect(broken.stato().unita).toBe(0)
  })
})

test('a term that ends opens the unit at midnight, with nothing written', async () => {
  const motore = new Motore(null, '2026-12-31')
  const closed = { accesso: 'particolare', consultabileDal: '2027-01-01' as never, accessoDopo: 'libero' } as const
  await motore.applica([{ ...unita(1), consultabilita: closed }])
  expect((await motore.cerca(nessuno, '2026-12-31', ask([]))).totale).toBe(0)
  expect(await motore.cerca(nessuno, '2027-01-01', ask([]))).toMatchObject({
    totale: 1,
    faccette: { accesso: { libero: 1 } },
  })
})

test('a title that has the word comes before a page that has it, and among equals the newest', async () => {
  const motore = new Motore(null, OGGI)
  const base = {
    ...unita(1),
    consultabilita: { accesso: 'libero', consultabileDal: null, accessoDopo: 'libero' } as const,
  }
  const voce = { ...base.voce, titolo: 'altro', breve: '', nomi: [], luoghi: [] }
  const page = (testo: string) => [{ id: idOf(9), numero: 1, per: 'tutti' as const, testo }]
  await motore.applica([
    { ...base, id: idOf(1), dal: '2020-01-01', voce, pagine: page('viadotto viadotto viadotto') },
    { ...base, id: idOf(2), dal: '1970-01-01', voce: { ...voce, titolo: 'viadotto' }, pagine: [] },
    { ...base, id: idOf(3), dal: '1990-01-01', voce: { ...voce, titolo: 'viadotto' }, pagine: [] },
    { ...base, id: idOf(4), dal: '1990-01-01', voce, pagine: page('lungo testo con un viadotto e altre parole') },
  ])
  const { unita: found } = await motore.cerca(nessuno, OGGI, ask(['viadotto']))
  expect(found.map((one) => one.id)).toEqual([3, 2, 1, 4].map(idOf))
})

test('a person comes before two others who have a name each, for who may know the names', async () => {
  const motore = new Motore(null, OGGI)
  const named = (n: number, dal: string, ...agenti: string[]): UnitaIndice => ({
    ...unita(1),
    id: idOf(n),
    dal,
    consultabilita: { accesso: 'libero', consultabileDal: null, accessoDopo: 'libero' },
    voce: {
      titolo: 'altro',
      breve: '',
      esteso: '',
      riservato: '',
      luoghi: [],
      nomi: [...new Set(agenti.flatMap((nome) => nome.split(' ')))],
      esatti: agenti.map((nome) => `~${esatti.coppia(nome.split(' ')[0] ?? '', nome.split(' ')[1] ?? '')}`),
    },
    pagine: [{ id: idOf(n + 100), numero: 1, per: 'tutti', testo: 'mario rossi luca bianchi' }],
  })
  await motore.applica([
    named(1, '1970-01-01', 'mario rossi', 'luca bianchi'),
    named(2, '1990-01-01', 'mario bianchi', 'luca rossi'),
  ])
  const first = async (lettore: Lettore, parole: string[]) =>
    (await motore.cerca(lettore, OGGI, ask(parole))).unita[0]?.id
  const { ufficio = nessuno } = LETTORI
  expect(await first(ufficio, ['rossi', 'mario'])).toBe(idOf(1))
  expect(await first(ufficio, ['luca', 'rossi'])).toBe(idOf(2))
  expect(await first({ ...nessuno, registrato: true, proprie: [idOf(1)] }, ['mario', 'rossi'])).toBe(idOf(1))
  // the papers name all four; who may not know who they are to the file is not told by the order
  expect(await first(nessuno, ['mario', 'rossi'])).toBe(idOf(2))
})

test.each([
  ['muro', 'muro', 0],
  ['muro', 'mura', 1],
  ['murro', 'muro', 1],
  ['mruo', 'muro', 1],
  ['capanone', 'capannoni', 2],
  ['ponte', 'scuola', 3],
])('%s and %s are %d apart', (a, b, apart) => {
  const bytes = Buffer.from(b)
  expect(lontananza(Buffer.from(a), bytes, 0, bytes.length, 2)).toBe(apart)
})

test('lists of several divisions are counted whole, and a unit on two parcels of a sheet once', async () => {
  const motore = new Motore(null, OGGI)
  const many = 1_000
  const open = { accesso: 'libero', consultabileDal: null, accessoDopo: 'libero' } as const
  await motore.applica(
    Array.from({ length: many }, (_, n) => ({
      ...unita(n),
      consultabilita: open,
      voce: { ...unita(n).voce, esatti: ['r:sp8', `r:sp8:${n % 3}`, 'p:011015:3:1', `p:011015:3:${2 + (n % 2)}`] },
    })),
  )
  const count = (inizio: string, parti: number, chiave: number) =>
    motore.distribuisci(nessuno, OGGI, ask([]), { inizio, parti, chiave })
  expect(await count('r:', 1, 1)).toEqual({ sp8: many })
  expect(await count('r:sp8:', 1, 1)).toEqual({ 0: 334, 1: 333, 2: 333 })
  expect(await count('p:011015:', 2, 1)).toEqual({ 3: many })
  expect(await count('p:011015:3:', 1, 1)).toEqual({ 1: many, 2: 500, 3: 500 })
})
