import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { generaArchivio } from '@/lib/mondo/archivio/generatore'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed } from '@/lib/pratiche/testing/world'
import { unitaIdOf, writeDescrizione } from './carico'
import { addEtichetta, addUnita, describeUnita, removeEtichetta } from './commands'
import { descrizioneInput, etichettaInput, nuovaUnitaInput } from './forms'
import { findScheda, listEtichetteSopra, listStoriaPrima } from './queries'
import { searchArchivio } from './ricerca'
import type { Etichetta } from './rules-consultabilita'

let paolo: Funzionario // archive
let franca: Funzionario // archive, named for nothing
let elena: Funzionario // another office
const SERIE = 'IT-SP-PROV/SIS/1990'
const FILE = `${SERIE}/b001/f0001`
const id = unitaIdOf(FILE)

const BASE = {
  titolo: 'Osservatorio geofisico sul crinale',
  titoloOriginale: 'Osservatorio di Quirino Facsimile',
  data: 'ca. 1990',
  tipologia: 'deposito_sismico',
  trattamento: 'schedato',
  numeroPratica: '77',
  annoPratica: '1990',
  comuneIstat: '011015',
  ambito: 'Struttura in zaffirite.',
}
const input = (more = {}) => descrizioneInput.parse({ ...BASE, ...more })
const total = async (chi: Funzionario | null, testo: string) => (await searchArchivio(chi, { testo })).totale
const versione = async () => (await findScheda(paolo, id))?.versioneRiga ?? -1
const eventi = async () =>
  (
    await dbAs('sistema').execute<{ n: number }>(
      sql`select count(*)::int as n from audit where azione like 'archivio.%'`,
    )
  )[0]?.n

beforeAll(async () => {
  await loadWorld()
  await loadArchivio(600)
  paolo = await officerNamed('Paolo', 'Archivista')
  franca = await officerNamed('Franca', 'Dirigente')
  elena = await officerNamed('Elena', 'Istruttore')
})
afterAll(closeDatabase)

test('a correction is found at once, by the new words and not by the old; its history says both', async () => {
  const before = await findScheda(null, id)
  const words = before?.titolo.split(',')[0] ?? ''
  expect((await describeUnita(paolo, id, await versione(), input())).ok).toBe(true)
  expect([
    await total(null, 'osservatorio'),
    await total(null, 'zaffirite'),
    await total(null, `${FILE} ${words}`),
  ]).toEqual([1, 1, 0])
  expect([await total(null, 'quirino'), await total(elena, 'quirino')]).toEqual([0, 1])
  const after = await findScheda(paolo, id)
  expect(after?.dataMostrata).toBe('ca. 1990')
  expect(after?.storia?.map((one) => one.cosa)).toEqual(['modificata', 'descritta'])
  expect((await listStoriaPrima(paolo, id, 2)).map((one) => one.cosa)).toEqual(['descritta'])
  expect(await listStoriaPrima(null, id, 2)).toEqual([])
  expect(after?.storia?.[0]?.modifiche.titolo).toEqual({ da: before?.titolo, a: BASE.titolo })
  expect(await eventi()).toBeGreaterThan(0)
})

test('a description of one endless word is kept, and found by its beginning and by its others', async () => {
  const ambito = `${'w'.repeat(4_900)} zirconite`
  expect((await describeUnita(paolo, id, await versione(), input({ ambito }))).ok).toBe(true)
  expect([await total(null, 'zirconite'), await total(null, 'w'.repeat(300))]).toEqual([1, 1])
  expect((await describeUnita(paolo, id, await versione(), input())).ok).toBe(true)
})

test('who works elsewhere, or began from an older version, is refused, and nothing changes', async () => {
  const [at, events] = [await versione(), await eventi()]
  expect(await describeUnita(elena, id, at, input({ titolo: 'Altro titolo' }))).toMatchObject({ ok: false })
  expect(await describeUnita(paolo, id, at - 1, input({ titolo: 'Altro titolo' }))).toMatchObject({
    ok: false,
    message: expect.stringContaining('Intanto'),
  })
  expect([await versione(), await eventi(), await total(null, 'altro titolo')]).toEqual([at, events, 0])
})

test('a tag closes the unit and its words to who is not named; taken off, they come back', async () => {
  const tag = etichettaInput.parse({ categoria: 'salute', quando: '1990', motivo: 'Certificato medico allegato' })
  expect((await addEtichetta(franca, id, tag)).ok).toBe(true)
  for (const chi of [null, elena, franca])
    expect([await total(chi, 'osservatorio'), await findScheda(chi, id)]).toEqual([0, null])
  expect((await searchArchivio(null, { testo: 'osservatori0' })).corrette).toEqual([])
  await dbAs('sistema').execute(sql`insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al)
    values ('p_sp', ${paolo.personaId}::uuid, ${id}::uuid, 'prova', '2020-01-01', '2099-12-31')`)
  const seen = await findScheda(paolo, id)
  expect([seen?.accesso, seen?.consultabileDal]).toEqual(['particolare', '2061-01-01'])
  expect((await removeEtichetta(paolo, id, seen?.etichette?.[0]?.id ?? '')).ok).toBe(true)
  expect(await total(null, 'osservatorio')).toBe(1)
})

test('a part takes the closing of the whole, and has a place of its own', async () => {
  const tag = etichettaInput.parse({
    categoria: 'giudiziari',
    quando: '14/03/2000',
    motivo: 'Notizia di reato allegata',
  })
  const part = nuovaUnitaInput.parse({
    ...BASE,
    titolo: 'Tavola del basamento',
    titoloOriginale: '',
    livello: 'documento',
    segnatura: `${FILE}/d09`,
  })
  const added = await addUnita(paolo, id, part)
  if (!added.ok) throw new Error(added.message)
  expect(await findScheda(null, added.value.id)).toMatchObject({
    titolo: 'Tavola del basamento',
    accesso: 'su_richiesta',
  })
  expect(await addUnita(paolo, id, part)).toMatchObject({ ok: false, errors: { segnatura: expect.any(String) } })
  expect(await addUnita(paolo, id, { ...part, segnatura: 'X/1', livello: 'serie' })).toMatchObject({
    ok: false,
    errors: { livello: expect.any(String) },
  })
  await addEtichetta(paolo, id, tag)
  expect([await findScheda(null, added.value.id), await total(null, 'basamento')]).toEqual([null, 0])
})

describe('a tag never opens', () => {
  const WHOLE = `${SERIE}/b001/f0002`
  const whole = unitaIdOf(WHOLE)
  const tag = (categoria: string, quando: string, more = {}) =>
    etichettaInput.parse({ categoria, quando, motivo: 'Contiene dati da proteggere', ...more })
  const accesso = async (of: string) => {
    const [row] = await dbAs('sistema').execute<{ accesso: string; dal: string | null }>(
      sql`select accesso, consultabile_dal::text as dal from unita_archivistiche where id = ${of}::uuid`,
    )
    return [row?.accesso, row?.dal]
  }
  const part = async (numero: string) => {
    const input = nuovaUnitaInput.parse({ ...BASE, livello: 'documento', segnatura: `${WHOLE}/${numero}` })
    const added = await addUnita(paolo, whole, input)
    if (!added.ok) throw new Error(added.message)
    await dbAs('sistema').execute(sql`insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al)
      values ('p_sp', ${paolo.personaId}::uuid, ${added.value.id}::uuid, 'prova', '2020-01-01', '2099-12-31')`)
    return added.value.id
  }
  const untag = async (of: string) => {
    for (const one of (await findScheda(paolo, of))?.etichette ?? [])
      expect((await removeEtichetta(paolo, of, one.id)).ok).toBe(true)
  }
  let parti: [string, string]
  beforeAll(async () => {
    await dbAs('sistema').execute(sql`insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al)
      values ('p_sp', ${paolo.personaId}::uuid, ${whole}::uuid, 'prova', '2020-01-01', '2099-12-31')`)
    parti = [await part('d01'), await part('d02')]
  })

  test('of another kind, on a part of a closed whole: the part stays closed as the whole', async () => {
    const [ponte, vuota] = parti
    expect((await addEtichetta(paolo, whole, tag('salute', '1990'))).ok).toBe(true)
    expect((await addEtichetta(paolo, ponte, tag('sicurezza', '1990'))).ok).toBe(true)
    expect(await accesso(ponte)).toEqual(['particolare', null])
    expect(await listEtichetteSopra(paolo, (await findScheda(paolo, ponte))?.antenati ?? [])).toEqual([
      { unitaId: whole, categoria: 'salute', il: null, anno: 1990 },
    ])
    expect((await addEtichetta(paolo, ponte, tag('giudiziari', '1950'))).ok).toBe(true)
    expect(await accesso(ponte)).toEqual(['particolare', null])
    expect(await findScheda(null, ponte)).toBeNull()
    expect(await accesso(vuota)).toEqual(['particolare', '2061-01-01'])
  })

  test('closed anew above, all below is closed again; untagged above, the part keeps its own', async () => {
    const [ponte, vuota] = parti
    await untag(whole)
    expect([await accesso(ponte), await accesso(vuota)]).toEqual([
      ['particolare', null], // its own judicial paper, and security
      ['su_richiesta', null],
    ])
    await untag(ponte)
    expect(await accesso(ponte)).toEqual(['su_richiesta', null])
  })

  test('a part opens before its whole when a person says so, until the whole is closed anew', async () => {
    const [parte, altra] = parti
    expect((await addEtichetta(paolo, whole, tag('salute', '1990'))).ok).toBe(true)
    expect(await addEtichetta(paolo, parte, tag('salute', '1950'))).toMatchObject({
      ok: false,
      errors: { apriPrima: expect.any(String) },
    })
    expect(await accesso(parte)).toEqual(['particolare', '2061-01-01'])
    expect((await addEtichetta(paolo, parte, tag('salute', '1950', { apriPrima: 'si' }))).ok).toBe(true)
    expect([await accesso(parte), await accesso(altra)]).toEqual([
      ['particolare', '2021-01-01'],
      ['particolare', '2061-01-01'],
    ])
    expect((await findScheda(paolo, parte))?.storia?.[0]?.cosa).toBe('aperta prima dell’insieme')
    await untag(whole)
    expect((await addEtichetta(paolo, whole, tag('salute', '1991'))).ok).toBe(true)
    expect(await accesso(parte)).toEqual(['particolare', '2062-01-01'])
  })

  test('of an import, under what is closed: it adds up, whatever its row says', async () => {
    const [row] = [...generaArchivio(600)].filter((one) => one.livello === 'fascicolo')
    if (!row) throw new Error('No file in the sample')
    const under = { ...row, padre: WHOLE, livello: 'documento' as const }
    const load = (segnatura: string, etichette: Etichetta[]) =>
      transaction((tx) => writeDescrizione(tx, { ...under, segnatura, etichette }, { storia: false, luogo: 'Prova' }), {
        attore: null,
        ente: 'p_sp',
      })
    const [lapsed, other] = [
      await load(`${WHOLE}/d03`, [{ categoria: 'salute', anno: 1900 }]),
      await load(`${WHOLE}/d04`, [{ categoria: 'sicurezza', anno: 1990 }]),
    ]
    expect([await accesso(lapsed), await accesso(other)]).toEqual([
      ['particolare', '2062-01-01'],
      ['particolare', null],
    ])
    await untag(whole)
    expect([await accesso(lapsed), await accesso(other)]).toEqual([
      ['particolare', '1971-01-01'],
      ['riservato', null],
    ])
  })
})
