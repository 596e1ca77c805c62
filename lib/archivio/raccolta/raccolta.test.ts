import { sql } from 'drizzle-orm'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { elementiRaccolta } from '@/drizzle/schema/archivio-lettori'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { findBozza } from '@/lib/bozze/queries'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { askInsieme, MAX_DOCUMENTI } from '../accesso/commands-richiesta'
import { citabiliOf } from '../citazione/queries'
import { findIntestazione } from '../intestazione'
import { indirizzoPermanente } from '../permanente'
import { type ArchivioDiProva, layArchivio } from '../testing/world'
import { moveElemento, NON_TROVATO, putAside, putBack, sweepRaccolte, takeAway, writeNota } from './commands'
import { raccoltaCsv } from './elenco'
import { listMiei, listPresenti, listTolti } from './queries'
import { chiaveOf, type Elemento, MAX_RACCOLTA } from './rules'
import { printRaccolta } from './stampa'

let unit: ArchivioDiProva
let anna: Viewer
let carlo: Viewer
let elena: Funzionario
let pagina: string
beforeAll(async () => {
  await loadWorld()
  anna = await viewerOf('Anna', 'Esempio')
  carlo = await viewerOf('Carlo', 'Finto')
  elena = await officerNamed('Elena', 'Istruttore')
  unit = await layArchivio(carlo.personaId)
  const [row] = await db.execute<{ id: string }>(
    sql`select id from pagine_archivio where unita_id = ${unit.fascicolo}::uuid order by numero limit 1`,
  )
  pagina = row?.id ?? ''
})
afterAll(closeDatabase)
beforeEach(() => db.delete(elementiRaccolta))

const whole = (unitaId: string): Elemento => ({ unitaId, paginaId: null })
const segnature = async (chi: Viewer) =>
  (await listPresenti(chi, await listMiei(chi))).map((one) => one.unita.segnatura)
const close = (unitaId: string, accesso: string) =>
  db.execute(
    sql`update unita_archivistiche set accesso = ${accesso}, consultabile_dal = null where id = ${unitaId}::uuid`,
  )

describe('a basket', () => {
  test('keeps what is put there, in order, once; of others it is not there', async () => {
    expect(await putAside(anna, [whole(unit.ponte)])).toMatchObject({ ok: true, value: [] })
    expect(await putAside(anna, [whole(unit.fascicolo)])).toMatchObject({ ok: true })
    const twice = await Promise.all([putAside(anna, [whole(unit.ponte)]), putAside(anna, [whole(unit.sismica)])])
    expect(twice.map((one) => one.ok)).toEqual([true, true])
    expect(await segnature(anna)).toEqual(['MURI/SIS/3', 'MURI/SIS/1', 'MURI/SIS'])
    expect(await listMiei(carlo)).toEqual([])
    const [row] = await dbAs(elena).execute(sql`select count(*)::int as n from elementi_raccolta`)
    expect(row).toEqual({ n: 0 })
  })

  test('does not take what its owner may not know of, nor a page that is not theirs: as for what is not there', async () => {
    for (const one of [
      whole(crypto.randomUUID()),
      whole(unit.chiuso),
      { unitaId: unit.fascicolo, paginaId: pagina }, // its papers are on request
      { unitaId: unit.fascicolo, paginaId: crypto.randomUUID() },
    ])
      expect(await putAside(anna, [one])).toEqual(NON_TROVATO)
    expect(await putAside(elena, [{ unitaId: unit.fascicolo, paginaId: pagina }])).toMatchObject({ ok: true })
    // a page that stands in another unit
    expect(await putAside(elena, [{ unitaId: unit.ponte, paginaId: pagina }])).toEqual(NON_TROVATO)
    // the database says the same of a statement that forgot to ask
    const insert = dbAs(anna).execute(sql`insert into elementi_raccolta (ente, persona_id, unita_id, posizione)
      values ('p_sp', ${anna.personaId}::uuid, ${unit.chiuso}::uuid, 1)`)
    await expect(insert).rejects.toThrow()
  })

  test('forgets, without a trace, what its owner may no longer know of; and papers that closed', async () => {
    await putAside(anna, [whole(unit.aperto), whole(unit.ponte)])
    await putAside(elena, [{ unitaId: unit.fascicolo, paginaId: pagina }])
    await close(unit.aperto, 'particolare')
    expect(await segnature(anna)).toEqual(['MURI/SIS/3'])
    expect(raccoltaCsv(await listPresenti(anna, await listMiei(anna)))).not.toContain('MURI/INF')
    await close(unit.aperto, 'libero')
    expect(await segnature(anna)).toEqual(['MURI/INF/2', 'MURI/SIS/3'])
    // the same element for somebody to whom the papers are closed: of the page nothing is told, there or not
    const there = { unitaId: unit.fascicolo, paginaId: pagina }
    const absent = { unitaId: unit.fascicolo, paginaId: crypto.randomUUID() }
    expect(await listPresenti(elena, [there, absent])).toMatchObject([{ pagina: { numero: 1 } }])
    expect(await listPresenti(anna, [there, absent])).toMatchObject([{ pagina: null }, { pagina: null }])
    expect(await listPresenti(null, [whole(unit.chiuso), whole(crypto.randomUUID())])).toEqual([])
  })

  test('gives back what was taken away last, where it was and with its note', async () => {
    await putAside(anna, [whole(unit.ponte), whole(unit.fascicolo), whole(unit.sismica)])
    await writeNota(anna, whole(unit.fascicolo), { nota: 'Per il muro', prima: '' })
    expect(await takeAway(anna, whole(unit.fascicolo))).toMatchObject({ ok: true })
    expect(await takeAway(anna, whole(unit.fascicolo))).toMatchObject({ ok: true }) // a double click
    expect([await segnature(anna), (await listTolti(anna)).length]).toEqual([['MURI/SIS/3', 'MURI/SIS'], 1])
    expect(await Promise.all([putBack(anna), putBack(anna)])).toMatchObject([{ ok: true }, { ok: true }])
    expect(await segnature(anna)).toEqual(['MURI/SIS/3', 'MURI/SIS/1', 'MURI/SIS'])
    expect((await listMiei(anna))[1]?.nota).toBe('Per il muro')
    await takeAway(anna, 'tutto')
    expect([await listMiei(anna), (await listTolti(anna)).length]).toEqual([[], 3])
    await putBack(anna)
    expect(await segnature(anna)).toEqual(['MURI/SIS/3', 'MURI/SIS/1', 'MURI/SIS'])
    await takeAway(anna, 'tutto')
    await db.execute(sql`update elementi_raccolta set tolto_at = now() - interval '61 minutes'`)
    await putBack(anna)
    expect([await listMiei(anna), await listTolti(anna)]).toEqual([[], []])
    expect([await sweepRaccolte(), await sweepRaccolte()]).toEqual([3, 0])
  })

  test('is put in the order its owner wants', async () => {
    await putAside(anna, [whole(unit.ponte), whole(unit.fascicolo), whole(unit.sismica)])
    const up = () => moveElemento(anna, unit.sismica, unit.fascicolo)
    await Promise.all([up(), up()])
    expect(await segnature(anna)).toEqual(['MURI/SIS/3', 'MURI/SIS', 'MURI/SIS/1'])
    await moveElemento(anna, unit.ponte, null)
    expect(await segnature(anna)).toEqual(['MURI/SIS', 'MURI/SIS/1', 'MURI/SIS/3'])
  })

  test('keeps notes of its owner, and tells when another tab wrote one meanwhile', async () => {
    await putAside(anna, [whole(unit.ponte)])
    expect(await writeNota(anna, whole(unit.ponte), { nota: 'Uno', prima: '' })).toMatchObject({ ok: true })
    expect(await writeNota(anna, whole(unit.ponte), { nota: 'Uno', prima: '' })).toMatchObject({ ok: true }) // twice
    expect(await writeNota(anna, whole(unit.ponte), { nota: 'Due', prima: '' })).toMatchObject({
      ok: false,
      errors: { nota: expect.stringContaining('«Uno»') },
    })
    expect(await writeNota(carlo, whole(unit.ponte), { nota: 'Mia', prima: '' })).toMatchObject({ ok: false })
    expect((await listMiei(anna))[0]?.nota).toBe('Uno')
  })

  test('is printed with the citation of each and the notes, over as many pages as it takes', async () => {
    await putAside(anna, [whole(unit.ponte), whole(unit.sismica)])
    await writeNota(anna, whole(unit.ponte), { nota: 'Prima riga\nseconda riga', prima: '' })
    const presenti = await listPresenti(anna, await listMiei(anna))
    const citabili = await citabiliOf(presenti)
    const print = async (times: number) => {
      const many = <T>(list: readonly T[]) => Array.from({ length: times }, () => list).flat()
      const pdf = await printRaccolta({
        ente: await findIntestazione(),
        oggi: '2026-11-27',
        presenti: many(presenti),
        citabili: many(citabili),
      })
      const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
      const { items } = await (await file.getPage(1)).getTextContent()
      return {
        pages: file.numPages,
        text: items
          .map((one) => ('str' in one ? one.str : ''))
          .join('')
          .replace(/\s+/g, ' '),
      }
    }
    const { pages, text } = await print(1)
    expect(pages).toBe(1)
    for (const part of [
      '1. Fabbricato',
      '2. Sismica',
      'MURI/SIS/3',
      'Nota: Prima riga',
      'seconda riga',
      '2 unità e pagine',
    ])
      expect(text).toContain(part)
    expect(text.replaceAll(' ', '')).toContain(indirizzoPermanente(unit.ponte))
    expect((await print(MAX_RACCOLTA / 2)).pages).toBeGreaterThan(10)
  })

  test('holds so many and says which do not fit', async () => {
    await db.execute(sql`insert into elementi_raccolta (ente, persona_id, unita_id, pagina_id, posizione)
      select 'p_sp', ${anna.personaId}::uuid, ${unit.fascicolo}::uuid, gen_random_uuid(), n from generate_series(1, ${MAX_RACCOLTA - 1}) n`)
    expect(await putAside(anna, [whole(unit.ponte), whole(unit.sismica)])).toEqual({
      ok: true,
      value: [whole(unit.sismica)],
    })
    expect((await listMiei(anna)).map(chiaveOf)).toHaveLength(MAX_RACCOLTA)
  })
})

describe('units of a basket', () => {
  test('are asked for together, in a request that begins with them or goes on', async () => {
    const begun = await askInsieme(carlo, [unit.fascicolo, unit.ponte, unit.fascicolo, unit.chiuso, unit.sismica], 'me')
    if (!begun.ok) throw new Error(begun.message)
    const dati = async () =>
      (await findBozza(carlo, begun.value))?.dati as { oggetto: string; documenti: { segnatura: string }[] }
    expect((await dati()).documenti.map((one) => one.segnatura)).toEqual(['MURI/SIS/1', 'MURI/SIS/3'])
    expect((await dati()).oggetto).toBe('2 unità dell’archivio: MURI/SIS/1, MURI/SIS/3')
    expect(await askInsieme(carlo, [unit.ponte, unit.riservato], `bozza:${begun.value}`)).toEqual(begun)
    expect((await dati()).documenti.map((one) => one.segnatura)).toEqual(['MURI/SIS/1', 'MURI/SIS/3', 'MURI/SIS/2'])
  })

  test('more than a request holds are refused, and nothing is written', async () => {
    const many = await db.execute<{ id: string }>(sql`
      insert into unita_archivistiche (ente, id, padre_id, fondo_id, ordine, posizione, profondita, livello, segnatura, titolo, certezza,
        data_mostrata, trattamento, accesso_base, accesso, accesso_dopo, fonte)
      select 'p_sp', gen_random_uuid(), ${unit.sismica}::uuid, ${unit.sismica}::uuid, '0000a.x' || n, 1000 + n, 1, 'fascicolo', 'MURI/N/' || n,
        'Unità', 'senza_data', 's.d.', 'schedato', 'su_richiesta', 'su_richiesta', 'libero', 'prova' from generate_series(1, 11) n returning id`)
    const ids = many.map((one) => one.id)
    expect(await askInsieme(elena, ids, 'me')).toMatchObject({
      errors: { unita: expect.stringContaining(`${MAX_DOCUMENTI}`) },
    })
    const begun = await askInsieme(anna, ids.slice(0, 9), 'me')
    if (!begun.ok) throw new Error(begun.message)
    expect(await askInsieme(anna, ids.slice(8), `bozza:${begun.value}`)).toMatchObject({
      errors: { dove: expect.stringContaining('ancora una sola') },
    })
    expect(await askInsieme(anna, ids.slice(8, 10), `bozza:${begun.value}`)).toEqual(begun)
  })
})
