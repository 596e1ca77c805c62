import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import type { IsoDate } from '@/lib/core/date'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { countViste, listCoda } from './queries-coda'
import { parseFiltro } from './rules-coda'
import { file, loadWorld, officerNamed, viewerOf } from './testing/world'

afterAll(closeDatabase)

let oggi: IsoDate
let officer: Funzionario
let ufficioId: string
let praticaId: string
let numero: string

beforeAll(async () => {
  await loadWorld()
  oggi = await today()
  officer = await officerNamed('Elena', 'Istruttore')
  ufficioId = officer.funzionario[0]?.ufficioId as string
  const filed = await file(await viewerOf('Lucia', 'Campione'))
  praticaId = filed.praticaId
  numero = filed.numero
})

const search = (filter: Record<string, string>) => listCoda(officer, ufficioId, parseFiltro(filter), oggi)

test('a whole view is counted by its tab, and holds as many rows', async () => {
  const { righe, totale } = await search({ vista: 'aperte', ordina: 'numero', verso: 'desc', per: '100' })
  const { aperte } = await countViste(officer, ufficioId, oggi)
  expect(totale).toBeNull()
  expect(righe).toHaveLength(Math.min(100, aperte))
  expect(righe.map((one) => one.id)).toContain(praticaId)
})

test('a narrowed view, and the closed one, bring their own total', async () => {
  const found = await search({ vista: 'aperte', q: numero })
  expect(found.righe.map((one) => one.id)).toEqual([praticaId])
  expect(found.totale).toBe(1)
  expect(await search({ vista: 'aperte', tipo: 'periodica', q: numero })).toEqual({ righe: [], totale: 0 })
  expect((await search({ vista: 'concluse' })).totale).toBeTypeOf('number')
})

test('another office’s queue is empty, whatever is asked', async () => {
  const elsewhere = await listCoda(officer, crypto.randomUUID(), parseFiltro({ vista: 'aperte', q: numero }), oggi)
  expect(elsewhere).toEqual({ righe: [], totale: 0 })
})
