import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { findChilometri, findFogli, listLungoStrade } from './dove'
import type { Chi } from './lettore'
import { searchArchivio } from './ricerca'
import { type Domanda, stradaChiesta } from './rules-domanda'
import { nomeStrada } from './rules-parole'

// Each count is what choosing it would show: the same question, asked of the search itself.

const SARZANA = '011027'
let anna: Viewer
let marta: Viewer // Comune di Sarzana
let elena: Funzionario
const readers = (): [string, Chi][] => [
  ['nobody', null],
  ['signed in', anna],
  ['a Comune', marta],
  ['an officer', elena],
]
beforeAll(async () => {
  await loadWorld()
  await loadArchivio(600)
  anna = await viewerOf('Anna', 'Esempio')
  marta = await viewerOf('Marta', 'Tecnico')
  elena = await officerNamed('Elena', 'Istruttore')
})
afterAll(closeDatabase)

const total = async (chi: Chi, domanda: Domanda) => (await searchArchivio(chi, domanda)).totale

describe('along the roads', () => {
  test.each(['', 'muro'])('«%s»: each road and each kilometre shows what it says', async (testo) => {
    for (const [, chi] of readers()) {
      const domanda = testo ? { testo } : { dal: 1900 }
      const roads = await listLungoStrade(chi, domanda)
      expect(roads.length).toBeGreaterThan(3)
      for (const { nome, totale, km } of roads.slice(0, 4)) {
        expect([nome, totale]).toEqual([nome, await total(chi, { ...domanda, strada: nome })])
        for (const [at, n] of [...km].slice(0, 3))
          expect([nome, at, n]).toEqual([nome, at, await total(chi, { ...domanda, strada: nome, km: at })])
      }
    }
  })

  test('the road that is named, in its field or in the box, by kilometre', async () => {
    const [road] = (await listLungoStrade(null, {})).filter((one) => one.km.size > 1)
    if (!road) throw new Error('No road with kilometres')
    for (const domanda of [{ strada: road.nome }, { testo: `muro ${road.nome}` }, { strada: road.nome, km: 1 }]) {
      const found = await findChilometri(null, domanda)
      const { km: _, ...rest } = domanda as Domanda
      for (const [at, n] of found?.km ?? []) expect(n).toBe(await total(null, { ...rest, strada: road.nome, km: at }))
    }
    expect((await findChilometri(null, { strada: road.nome }))?.km).toEqual(road.km)
    expect(await findChilometri(null, { testo: 'muro' })).toBeNull()
    expect(await findChilometri(null, { strada: 'SP 999' })).toBeNull()
  })
})

describe('on the sheets of the land registry', () => {
  test('not for who may only search for a parcel, nor for a Comune of another', async () => {
    for (const chi of [null, anna]) expect(await findFogli(chi, { comune: SARZANA })).toBeNull()
    expect(await findFogli(marta, { comune: '011015' })).toBeNull()
    expect(await findFogli(elena, {})).toBeNull()
  })

  test('each sheet has its parcels, each parcel shows what it says, and who looks leaves a trace', async () => {
    for (const chi of [marta, elena]) {
      const all = await findFogli(chi, { comune: SARZANA })
      const [foglio = ''] = Object.keys(all?.fogli ?? {})
      expect(all).toMatchObject({ comune: SARZANA, foglio: null, mappali: {} })
      const one = await findFogli(chi, { comune: SARZANA, foglio, mappale: '1' })
      const parcels = Object.entries(one?.mappali ?? {})
      expect(parcels.length).toBeGreaterThan(0)
      for (const [mappale, n] of parcels) expect(n).toBe(await total(chi, { comune: SARZANA, foglio, mappale }))
      // a unit on two parcels of the sheet counts once
      const most = parcels.reduce((sum, [, n]) => sum + n, 0)
      expect(all?.fogli[foglio]).toBeLessThanOrEqual(most)
      const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from audit
        where azione = 'archivio.fogli_visti' and soggetto_id in (${SARZANA}, ${`${SARZANA}/${foglio}`}) and attore_id = ${chi.personaId}::uuid`)
      expect(row?.n).toBe(2)
    }
  })
})

test.each([
  [{ testo: 'muro sulla SP 370 dir' }, 'sp370dir'],
  [{ strada: 's.p. n. 8' }, 'sp8'],
  [{ testo: 'SP 8', strada: 'SP 8' }, 'sp8'],
  [{ testo: 'SP 8', strada: 'SP 9' }, null],
  [{ testo: 'muro' }, null],
])('%o asks for %s', (domanda, chiave) => expect(stradaChiesta(domanda)).toBe(chiave))

test.each([
  ['sp370dir', 'SP 370 dir'],
  ['ss1', 'SS 1'],
  ['a12', 'A12'],
])('%s is %s', (chiave, nome) => expect(nomeStrada(chiave)).toBe(nome))
