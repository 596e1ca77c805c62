import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { makePersona } from '@/lib/imprese/testing/world'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { unitaIdOf } from '../carico'
import { findScheda } from '../queries'
import { searchArchivio } from '../ricerca'
import { describeDettagli } from './commands'
import { addProduttore, describeProduttore } from './commands-produttori'
import { dettagliInput } from './forms'
import { produttoreInput } from './forms-produttori'
import { findProduttore, findProduttoreNoto, listProduttori, listVoci } from './queries'

let paolo: Funzionario
let elena: Funzionario
const id = unitaIdOf('IT-SP-PROV/SIS/1990/b001/f0002')
const total = async (chi: Funzionario | null, testo: string) => (await searchArchivio(chi, { testo })).totale
const versione = async () => (await findScheda(paolo, id))?.versioneRiga ?? -1
const EMPTY = { lingua: 'italiano', agenti: [], ubicazioni: [], tratte: [], voci: [], tappe: [] }
const input = (more: object) => dettagliInput.parse({ ...EMPTY, ...more })

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(300)
  paolo = await officerNamed('Paolo', 'Archivista')
  elena = await officerNamed('Elena', 'Istruttore')
})
afterAll(closeDatabase)

test('names, parcels, roads and subjects are written and found at once by who may; what goes is found no more', async () => {
  const full = {
    agenti: [{ ruolo: 'geologo', nome: 'Quintilia Onirica' }],
    ubicazioni: [{ foglio: '77', mappale: '1234', catasto: 'terreni', attuale: 'si' }],
    tratte: [{ strada: 'sp 999', da: '3+200', a: '4,1' }],
    voci: [{ termine: 'Zampillografia' }],
    tappe: [{ che: 'collaudo', il: '14/03/1990' }],
    classificazione: '9/2',
  }
  expect(await describeDettagli(paolo, id, await versione(), input(full))).toMatchObject({ ok: true })
  expect([await total(elena, 'quintilia'), await total(null, 'quintilia')]).toEqual([1, 0])
  expect([await total(null, 'zampillografia'), await total(null, 'SP 999 km 4')]).toEqual([1, 1])
  const scheda = await findScheda(paolo, id)
  expect(scheda?.tratte[0]).toMatchObject({ strada: 'SP 999', daM: 3200, aM: 4100 })
  expect(scheda?.storia?.[0]?.modifiche).toMatchObject({
    nomi: { a: 'Geologo: Quintilia Onirica' },
    strade: { a: 'SP 999 da 3+200 a 4+100' },
    classificazione: { a: '9/2' },
    tappe: { a: 'collaudo 1990-03-14' },
  })
  expect(await describeDettagli(paolo, id, await versione(), input(full))).toMatchObject({
    ok: false,
    message: 'Non hai cambiato niente',
  })
  expect((await describeDettagli(paolo, id, await versione(), input({}))).ok).toBe(true)
  expect([await total(elena, 'quintilia'), await total(null, 'zampillografia'), await total(null, 'SP 999')]).toEqual([
    0, 0, 0,
  ])
})

test('a subject in other letters is the same subject', async () => {
  const before = await listVoci(paolo)
  const term = before[0] ?? ''
  const write = (termine: string) =>
    versione().then((v) => describeDettagli(paolo, id, v, input({ voci: [{ termine }] })))
  expect((await write(term.toUpperCase())).ok).toBe(true)
  expect(await listVoci(paolo)).toEqual(before)
  expect((await findScheda(paolo, id))?.voci).toEqual([term])
})

test('who is named with a codice fiscale finds the unit theirs, until they are no longer named', async () => {
  const tizio = await makePersona('Tizio')
  const classe = async () => (await findScheda(tizio, id))?.classe
  const agenti = [{ ruolo: 'progettista', nome: 'Tizio', codiceFiscale: tizio.codiceFiscale }]
  expect(await classe()).toBe('registrato')
  await describeDettagli(paolo, id, await versione(), input({ agenti }))
  expect(await classe()).toBe('proprio')
  await describeDettagli(paolo, id, await versione(), input({}))
  expect(await classe()).toBe('registrato')
})

test('who works elsewhere, or began from an older version, changes nothing', async () => {
  const at = await versione()
  const change = input({ voci: [{ termine: 'Altro argomento' }] })
  expect((await describeDettagli(elena, id, at, change)).ok).toBe(false)
  expect(await describeDettagli(paolo, id, at - 1, change)).toMatchObject({
    ok: false,
    message: expect.stringContaining('Intanto'),
  })
  expect([await versione(), await total(null, 'altro argomento')]).toEqual([at, 0])
})

test('an authority record is corrected by one at a time, with its history', async () => {
  const record = (denominazione: string) =>
    produttoreInput.parse({ tipo: 'ente', denominazione, altreDenominazioni: 'Genio\n\nGenio' })
  const added = await addProduttore(paolo, record('Genio civile di prova'))
  const produttoreId = added.ok ? added.value.id : ''
  expect(await addProduttore(paolo, record('Genio civile di prova'))).toMatchObject({
    errors: { denominazione: expect.any(String) },
  })
  expect((await addProduttore(elena, record('Altro ente'))).ok).toBe(false)
  expect((await describeProduttore(paolo, produttoreId, 0, record('Genio civile, La Spezia'))).ok).toBe(true)
  expect(await describeProduttore(paolo, produttoreId, 0, record('Altro'))).toMatchObject({
    message: expect.stringContaining('Intanto un’altra persona ha modificato questo soggetto'),
  })
  const found = await findProduttore(elena, produttoreId)
  expect(found).toMatchObject({ denominazione: 'Genio civile, La Spezia', altreDenominazioni: ['Genio'] })
  expect(found?.modifiche.map((one) => one.cosa)).toEqual(['modificato', 'descritto'])
  expect((await listProduttori(elena)).some((one) => one.id === produttoreId)).toBe(true)
  const [{ n } = { n: 0 }] = await dbAs('sistema').execute<{ n: number }>(
    sql`select count(*)::int as n from audit where azione like 'archivio.produttore%'`,
  )
  expect(n).toBe(2)
})

test('everybody reads the authority record of papers they know of; of closed papers nobody learns who made them', async () => {
  const added = await addProduttore(paolo, produttoreInput.parse({ tipo: 'ente', denominazione: 'Ospizio di prova' }))
  const produttoreId = added.ok ? added.value.id : ''
  expect(await findProduttoreNoto(null, produttoreId)).toBeNull()
  expect((await describeDettagli(paolo, id, await versione(), input({ produttoreId }))).ok).toBe(true)
  expect(await findProduttoreNoto(null, produttoreId)).toMatchObject({ denominazione: 'Ospizio di prova', insiemi: [] })
  await dbAs('sistema').execute(sql`update unita_archivistiche set accesso = 'particolare' where id = ${id}::uuid`)
  expect([await findProduttoreNoto(null, produttoreId), await findProduttoreNoto(elena, produttoreId)]).toEqual([
    null,
    null,
  ])
})
