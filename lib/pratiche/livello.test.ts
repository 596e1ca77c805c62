import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { bozzeFirmatari } from '@/drizzle/schema/condivisioni'
import { SISTEMA } from '@/lib/audit/record'
import type { Viewer } from '@/lib/auth/viewer'
import { createBozza, saveRisposte } from '@/lib/bozze/commands'
import { signBozza } from '@/lib/bozze/commands-firme'
import { findBozza } from '@/lib/bozze/queries'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { publishDefinizione } from '@/lib/procedimenti/commands'
import { presentaIstanza } from './filing'
import { loadWorld, viewerOf } from './testing/world'

const CODICE = 'accesso-di-livello-tre'
const PIU_ALTO = 'Per questa domanda serve un accesso di livello 3: accedi di nuovo, la bozza resta salvata'
let due: Viewer
let tre: Viewer

beforeAll(async () => {
  await loadWorld()
  const yaml = readFileSync(new URL('../procedimenti/definizioni/accesso-agli-atti.yaml', import.meta.url), 'utf8')
  const published = await publishDefinizione(SISTEMA, { ...parse(yaml), codice: CODICE, livello: 3 })
  if (!published.ok) throw new Error(`${published.message} ${JSON.stringify(published.errors)}`)
  due = await viewerOf('Anna', 'Esempio')
  tre = { ...due, livello: 3 }
})
afterAll(closeDatabase)

const begin = async (viewer: Viewer): Promise<string> => {
  const result = await createBozza(viewer, CODICE, null)
  if (!result.ok) throw new Error(result.message)
  return result.value
}

describe('a service that asks for SPID level 3 (spid.md §4)', () => {
  test('is begun with level 3, and not with level 2', async () => {
    expect(await createBozza(due, CODICE, null)).toEqual({ ok: false, message: PIU_ALTO, errors: { livello: '3' } })
    expect((await createBozza(tre, CODICE, null)).ok).toBe(true)
  })

  test('is filed with level 3: with level 2 the refusal tells the level before anything else', async () => {
    const id = await begin(tre)
    const chiave = (await findBozza(tre, id))?.chiaveInvio ?? ''
    expect(await presentaIstanza(due, id, chiave, [])).toEqual({
      ok: false,
      message: PIU_ALTO,
      errors: { livello: '3' },
    })
    const told = await presentaIstanza(tre, id, chiave, [])
    expect(told.ok ? null : told.message).toBe('Prima di inviare completa le risposte segnate')
  })

  test('is signed by others with level 3 too', async () => {
    const id = await begin(tre)
    const { personaId, codiceFiscale } = await viewerOf('Marco', 'Prova')
    await db
      .insert(bozzeFirmatari)
      .values({ ente: ENTE, bozzaId: id, codiceFiscale, aggiuntoDaId: due.personaId, personaId })
    const marco = await viewerOf('Marco', 'Prova')
    expect(await signBozza(marco, id, 'a'.repeat(64))).toEqual({
      ok: false,
      message: PIU_ALTO,
      errors: { livello: '3' },
    })
    const told = await signBozza({ ...marco, livello: 3 }, id, 'a'.repeat(64))
    expect(told.ok ? null : told.message).toMatch(/^La domanda non è ancora completa/)
  })

  test('keeps what was typed when the session is of level 2 meanwhile', async () => {
    const id = await begin(tre)
    expect((await saveRisposte(due, id, 'oggetto', { oggetto: 'Una pianta' }, null)).ok).toBe(true)
    expect((await findBozza(tre, id))?.dati).toMatchObject({ oggetto: 'Una pianta' })
  })

  test('is as unknown to a stranger as a draft that is not there', async () => {
    const id = await begin(tre)
    const piero = await viewerOf('Piero', 'Esempio')
    const told = await Promise.all([id, randomUUID()].map((one) => presentaIstanza(piero, one, randomUUID(), [])))
    expect(told[0]).toEqual(told[1])
  })
})

test('the other services are begun with level 2, and not with level 1', async () => {
  expect((await createBozza(due, 'accesso-agli-atti', null)).ok).toBe(true)
  const low = await createBozza({ ...due, livello: 1 }, 'accesso-agli-atti', null)
  expect(low.ok ? null : low.errors).toEqual({ livello: '2' })
})

test.each([1, 4, '3', null])('livello %s in a definition is refused', async (livello) => {
  const yaml = readFileSync(new URL('../procedimenti/definizioni/accesso-agli-atti.yaml', import.meta.url), 'utf8')
  const told = await publishDefinizione(SISTEMA, { ...parse(yaml), codice: CODICE, livello })
  expect(told.ok ? null : Object.keys(told.errors)).toEqual(['livello'])
})
