import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { createBozza, saveRisposte } from '@/lib/bozze/commands'
import { aSingola, loadWorld, viewerOf } from '@/lib/pratiche/testing/world'
import { listFlotta } from '@/lib/trasporti/queries'
import { loadRegistri } from './contesto'
import { openDomanda, readDomanda } from './domanda'
import { parseRisposte } from './rules-lettura'
import { checkTutto } from './rules-registro'
import { findPasso } from './rules-risposte'

let marco: Viewer
let anna: Viewer
beforeAll(async () => {
  await loadWorld()
  marco = await viewerOf('Marco', 'Prova')
  anna = await viewerOf('Anna', 'Esempio')
})

async function begin(
  viewer: Viewer,
  organizzazioneId: string | null,
  dati: Record<string, unknown> = {},
): Promise<string> {
  const result = await createBozza(viewer, 'trasporto-eccezionale', organizzazioneId, dati)
  if (!result.ok) throw new Error(result.message)
  return result.value
}
const companyOf = (viewer: Viewer): string => viewer.organizzazioni[0]?.id ?? ''

test('a draft opens with its definition and the dated data of today; for a stranger there is none', async () => {
  const id = await begin(marco, companyOf(marco), await aSingola())
  const domanda = await openDomanda(marco, id)
  expect(domanda?.def.codice).toBe('trasporto-eccezionale')
  expect(domanda?.contesto.impostazioni.length).toBeGreaterThan(0)
  expect(domanda && checkTutto(domanda.def, domanda.bozza.dati, domanda.contesto)).toEqual([])
  expect(await openDomanda(anna, id)).toBeNull()
  expect(await readDomanda(anna, id)).toBeNull()
})

test.each(['', 'nuova', "' or 1=1 --", `${randomUUID()}x`, randomUUID()])('%s is no draft', async (id) => {
  expect(await openDomanda(marco, id)).toBeNull()
  expect(await readDomanda(marco, id)).toBeNull()
})

test('the fleet is of one’s own company only', async () => {
  const fleet = await listFlotta(marco, companyOf(marco))
  expect(fleet.length).toBeGreaterThan(0)
  expect(fleet.every((one) => one.numeroAssi >= 1 && one.targa.length > 0)).toBe(true)
  expect(await listFlotta(anna, companyOf(marco))).toEqual([])
  expect(await listFlotta(marco, null)).toEqual([])
})

test('registers come with the page that needs them, and no other', async () => {
  const domanda = await openDomanda(marco, await begin(marco, companyOf(marco)))
  if (!domanda) throw new Error('no draft')
  const load = (passoId: string) => {
    const passo = findPasso(domanda.def, passoId)
    if (!passo) throw new Error(`no page ${passoId}`)
    return loadRegistri(marco, companyOf(marco), passo, domanda.contesto.oggi)
  }
  expect(await load('tipo')).toEqual({ strade: [], flotta: [] })
  expect((await load('percorso')).strade.length).toBeGreaterThan(0)
  expect((await load('veicoli')).flotta.length).toBeGreaterThan(0)
})

test('one page saved does not touch the others; an unread text comes back as typed', async () => {
  const id = await begin(marco, companyOf(marco), await aSingola())
  const domanda = await readDomanda(marco, id)
  const misure = domanda && findPasso(domanda.def, 'misure')
  if (!misure) throw new Error('no page')
  const before = domanda.bozza.dati.convoglio as { veicoli: unknown; assi: unknown }
  const { dati } = parseRisposte(misure, { 'convoglio.lunghezzaCm': 'sedici', 'convoglio.altezzaCm': '4,1' })
  expect((await saveRisposte(marco, id, 'misure', dati, domanda.bozza.revisione)).ok).toBe(true)
  const after = await readDomanda(marco, id)
  expect(after?.bozza.dati.convoglio).toMatchObject({
    veicoli: before.veicoli,
    assi: before.assi,
    altezzaCm: 410,
    lunghezzaCm: null,
  })
  expect(after && checkTutto(after.def, after.bozza.dati, after.contesto)).toContainEqual({
    campo: 'convoglio.lunghezzaCm',
    passoId: 'misure',
    messaggio: 'Scrivi un numero, con la virgola per i decimali',
  })
})
