import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enti, persone, uffici } from '@/drizzle/schema/soggetti'
import type { IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { listImpostazioni, listPrescrizioni } from '@/lib/procedimenti/queries'
import { listLimiti, listStrade } from '@/lib/strade/queries'
import { findAttore, findFunzionario } from './attori'
import { loadEnte } from './load-ente'
import { loadPersone } from './load-persone'

/** What makes a row of each table the same row. */
const CHIAVI = {
  strade_proprieta: 'strada_id, proprietario, valido_dal',
  strade_limiti: 'strada_id, luogo, valido_dal',
  impostazioni: 'chiave, valido_dal',
  prescrizioni: 'procedimento, codice',
  appartenenze: 'persona_id, organizzazione_id',
  ruoli: 'persona_id, ruolo, ufficio_id, organizzazione_id',
  veicoli: 'organizzazione_id, targa',
}

beforeAll(async () => {
  await loadEnte()
  await loadPersone()
})
afterAll(closeDatabase)

test.each(Object.entries(CHIAVI))('loading again doubles nothing in %s', async (table, key) => {
  await Promise.all([loadEnte(), loadPersone(), loadEnte()])
  const [row] = await db.execute<{ rows: number; different: number }>(
    sql.raw(
      `select count(*)::int as rows, count(distinct (${key}))::int as different from ${table} where ente = '${ENTE}'`,
    ),
  )
  expect(row?.rows).toBeGreaterThan(0)
  expect(row?.different).toBe(row?.rows)
})

test('what the Province has corrected is left as it is', async () => {
  const ours = and(eq(uffici.ente, ENTE), eq(uffici.codice, 'viabilita'))
  await db.update(uffici).set({ telefono: '0187 000000' }).where(ours)
  await db.update(enti).set({ pec: 'prova@example.org' }).where(eq(enti.ente, ENTE))
  await loadEnte()
  expect((await db.select({ telefono: uffici.telefono }).from(uffici).where(ours))[0]?.telefono).toBe('0187 000000')
  expect((await db.select({ pec: enti.pec }).from(enti).where(eq(enti.ente, ENTE)))[0]?.pec).toBe('prova@example.org')
})

test('a road has the owner of the day; where the sources disagree nobody is certain', async () => {
  const list = await listStrade('2026-11-23')
  const owner = (codice: string) => list.find((one) => one.codice === codice)
  expect(owner('SP 21')).toMatchObject({ proprietario: 'provincia_sp', daConfermare: false })
  expect(owner('SS 330')).toMatchObject({ proprietario: 'anas', daConfermare: true })
  expect(owner('SS 331')).toMatchObject({ proprietario: 'ignoto', daConfermare: true })
  expect(list.findIndex((one) => one.codice === 'SP 9')).toBeLessThan(list.findIndex((one) => one.codice === 'SP 10'))
  expect((await listStrade('2001-01-01')).find((one) => one.codice === 'SP 21')).toMatchObject({
    proprietario: 'ignoto',
    daConfermare: true,
  })
})

test('a limit counts from its first day', async () => {
  const bridge = async (il: IsoDate) =>
    (await listLimiti(il))
      .filter((one) => one.luogo.includes('Piana Battolla'))
      .map((one) => [one.strada, one.massaMaxKg, one.daConfermare])
  expect(await bridge('2021-02-28')).toEqual([])
  expect(await bridge('2021-03-01')).toEqual([['SP 10', 26_000, true]])
})

test('a setting is the one of its day, unknown ones are null and to be confirmed', async () => {
  const k = async (il: '2019-12-31' | '2024-01-01' | '2026-01-01') =>
    (await listImpostazioni('trasporti.indennizzo.k-analitico', il))[0]?.valore
  expect(await k('2019-12-31')).toBe(1.698)
  expect(await k('2024-01-01')).toBe(1.977)
  expect(await k('2026-01-01')).toBeNull()
  expect(await listImpostazioni('trasporti.istruttoria', '2026-11-23')).toMatchObject([
    { valore: null, daConfermare: true },
  ])
  expect(await listImpostazioni('trasporti%', '2026-11-23')).toEqual([])
})

test('prescriptions are offered in order, from their first day', async () => {
  const list = await listPrescrizioni('trasporto-eccezionale', '2026-11-23')
  expect(list[0]?.codice).toBe('percorso-esatto')
  expect(list.map((one) => one.codice)).toContain('neve-ghiaccio-nebbia')
  expect(await listPrescrizioni('trasporto-eccezionale', '2025-12-31')).toEqual([])
})

test('sample people have their companies and roles', async () => {
  const giulia = await findAttore('MDLGLI87P54Z999G')
  expect(giulia.organizzazioni.map((one) => [one.denominazione, one.ruolo])).toEqual([
    ['PRATICHE LEVANTE', 'legale_rappresentante'],
  ])
  expect(giulia.mandati).toMatchObject([
    { per: { denominazione: 'APUANA CARRI S.P.A.' }, agenzia: { denominazione: 'PRATICHE LEVANTE' } },
  ])
  expect((await findFunzionario('DRGFNC66E63Z999D')).funzionario.map((one) => one.ruolo)).toEqual([
    'dirigente',
    'dirigente',
  ])
  const sara = await db.select({ id: persone.id }).from(persone).where(eq(persone.codiceFiscale, 'MMGSRA92L59Z999S'))
  expect(sara).toEqual([])
})
