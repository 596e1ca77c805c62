import { presentation3StrictUpgrade } from '@iiif/parser/strict'
import type { Manifest } from '@iiif/presentation-3'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { CONTEXT_CERCA, risultatiOf, TROVATE_PER_PAGINA } from '../iiif/rules-cerca'
import { manifestoOf, telaSola } from '../iiif/rules-manifesto'
import type { Chi } from '../lettore'
import { layArchivio } from '../testing/world'
import { recordBrani, recordTrovate } from './commands-viste'
import { forgetLimiti } from './limiti'
import { type Carte, findCarte, findTela, listPagine, type Pagina } from './queries'
import { cercaNelleCarte, listTestiPagine, suggerisciNelleCarte } from './queries-testo'
import { layCarte } from './testing/carte'

let unita: string
let ponte: string
let anna: Viewer
let elena: Viewer
beforeAll(async () => {
  await loadWorld()
  anna = await viewerOf('Anna', 'Esempio')
  elena = await officerNamed('Elena', 'Istruttore')
  const unit = await layArchivio((await viewerOf('Carlo', 'Finto')).personaId, false)
  unita = unit.aperto
  ponte = unit.ponte
  const size = { w: 620, h: 877 }
  const ids = await layCarte(unita, [
    { righe: ['Relazione sul cemento armato', 'Il cemento è di tipo 325'], ...size },
    { righe: ['Pianta delle fondazioni'], etichetta: 'Tavola 1', ...size },
    { righe: ['Diagnosi di silicosi da cemento'], riservata: true, ...size },
    { righe: ['Perizia sul cemento del signor Segretissimi'], riservata: true, ...size },
  ])
  await layCarte(ponte, [
    { righe: ['Campata del ponte, pila'], ...size },
    { righe: ['La spalla del ponte'], ...size },
    { righe: ['Ponte a una campata'], ...size },
  ])
  await db.execute(sql`insert into testi_oscurati (ente, pagina_id, unita_id, testo, parole)
    values (${ENTE}, ${ids[3]}::uuid, ${unita}::uuid, 'Perizia sul cemento del', '[["Perizia",1,1,9,9,90],["cemento",20,1,9,9,90]]')`)
})
afterAll(closeDatabase)

const carteOf = async (chi: Chi): Promise<Carte> => {
  const carte = await findCarte(chi, unita)
  if (!carte) throw new Error('No papers')
  return carte
}
const search = async (chi: Chi, q: string) =>
  (await cercaNelleCarte(chi, await carteOf(chi), q)).map(({ numero, parola }) => [numero, parola[0]])

describe('words in the papers', () => {
  test('are found where they stand, on the pages that the reader sees', async () => {
    expect(await search(null, 'cemento')).toEqual([
      [1, 'cemento'],
      [1, 'cemento'],
      [4, 'cemento'],
    ])
    expect(await search(null, 'CEMENTI armati')).toEqual([
      [1, 'cemento'],
      [1, 'armato'],
      [1, 'cemento'],
    ])
    expect(await search(elena, 'cemento')).toEqual([
      [1, 'cemento'],
      [1, 'cemento'],
      [3, 'cemento'],
      [4, 'cemento'],
    ])
    expect(await search(null, 'fondazione')).toEqual([[2, 'fondazioni']])
  })

  test('of closed pages and of what is covered nothing is found, suggested or shown', async () => {
    for (const word of ['silicosi', 'Segretissimi', 'segr', 'diagnosi']) {
      expect(await search(anna, word)).toEqual([])
      expect(await suggerisciNelleCarte(anna, await carteOf(anna), word)).toEqual([])
    }
    expect(await search(elena, 'silicosi')).toEqual([[3, 'silicosi']])
    const texts = await listTestiPagine(anna, await carteOf(anna), [1, 2, 3, 4])
    expect(texts.map(({ numero, oscurato }) => [numero, oscurato])).toEqual([
      [1, false],
      [2, false],
      [4, true],
    ])
    expect(JSON.stringify(texts)).not.toContain('Segretissimi')
  })

  test('are suggested by how they begin, from the most frequent', async () => {
    expect(await suggerisciNelleCarte(null, await carteOf(null), 'ce')).toEqual([{ parola: 'cemento', n: 3 }])
    expect((await suggerisciNelleCarte(null, await carteOf(null), 'd')).map((one) => one.parola)).toEqual([
      'delle',
      'di',
    ])
  })

  test('nothing typed, or only marks: nothing', async () => {
    for (const q of ['', ' ', '«»', '%', '\\', '(']) expect(await search(elena, q)).toEqual([])
  })
})

describe('of papers that are not everybody’s', () => {
  const seen = async () =>
    (
      await db.execute<{ numero: number }>(sql`
        select p.numero from viste_pagina v join pagine_archivio p on p.id = v.pagina_id
        where v.unita_id = ${ponte}::uuid and v.persona_id = ${elena.personaId}::uuid order by p.numero`)
    ).map((one) => one.numero)
  const told = (carte: Carte, word: string) => suggerisciNelleCarte(elena, carte, word)

  test('no word is suggested but of pages that were opened; a page of which words are told is written down', async () => {
    const carte = await findCarte(elena, ponte)
    if (!carte) throw new Error('No papers')
    expect(await told(carte, 'pil')).toEqual([])
    const found = await cercaNelleCarte(elena, carte, 'campata')
    expect(await seen()).toEqual([])
    expect(await recordTrovate(elena, carte, [...found.map((one) => one.numero)])).toEqual(new Set())
    expect(await seen()).toEqual([1, 3])
    expect(await told(carte, 'pil')).toEqual([{ parola: 'pila', n: 1 }])
    expect(await told(carte, 'spa')).toEqual([]) // on page 2
    const events = await db.execute<{ n: number }>(sql`
      select count(*)::int as n from audit where azione = 'archivio.pagina_vista' and dati ->> 'unitaId' = ${ponte}`)
    expect(events[0]?.n).toBe(2)
  })

  test('past what may be read in an hour they are left out of the answer, which says so', async () => {
    const carte = await findCarte(elena, ponte)
    if (!carte) throw new Error('No papers')
    const of = sql`chiave = 'archivio.visore.pagine-all-ora'`
    await db.execute(sql`update impostazioni set valore = '2' where ${of}`)
    forgetLimiti()
    const found = await cercaNelleCarte(elena, carte, 'ponte')
    expect(found.map((one) => one.numero)).toEqual([1, 2, 3])
    const taciute = await recordTrovate(elena, carte, [1, 2, 3])
    expect(taciute).toEqual(new Set([2]))
    expect(await seen()).toEqual([1, 3])
    const answer = risultatiOf('https://x/c', 'ponte', found, 1, (n) => `https://x/p/${n}`, [], taciute)
    expect(JSON.stringify(answer)).not.toContain('spalla')
    expect(answer.items.map((one) => one.id)).toEqual(['https://x/c?q=ponte#1', 'https://x/c?q=ponte#3'])
    expect(answer).toMatchObject({ summary: { it: [expect.stringContaining('Ripeti la ricerca più tardi')] } })
    await db.execute(sql`update impostazioni set valore = '300' where ${of}`)
    forgetLimiti()
  })

  test('shown by a search of the whole archive they are in the record, without counting as read', async () => {
    const events = async () =>
      (
        await db.execute<{ pagine: string[] }>(
          sql`select dati -> 'pagine' as pagine from audit where azione = 'archivio.brani_mostrati' order by id`,
        )
      ).map((one) => one.pagine.length)
    const closed = { id: ponte, pagina: 2, accesso: 'su_richiesta' } as const
    const free = (pagina: number) => ({ id: unita, pagina, accesso: 'libero' }) as const
    const before = await seen()
    await recordBrani(elena, [closed, free(1), free(3), { ...closed, pagina: null }])
    expect(await events()).toEqual([2]) // the closed one, and the page of free papers that is closed to others
    await recordBrani(elena, [free(1)])
    await recordBrani(anna, [free(4)])
    await recordBrani(null, [free(1)])
    expect([await events(), await seen()]).toEqual([[2], before])
  })

  test('of free papers, only what is closed to others is', async () => {
    const carte = await carteOf(elena)
    expect(await told(carte, 'silic')).toEqual([])
    expect(await told(carte, 'fond')).toEqual([{ parola: 'fondazioni', n: 1 }])
    expect(await recordTrovate(elena, carte, [1, 3])).toEqual(new Set())
    expect(await told(carte, 'silic')).toEqual([{ parola: 'silicosi', n: 1 }])
  })
})

const to = {
  immagine: (id: string) => `https://x/i/${id}`,
  manifesto: () => 'https://x/m',
  tela: (_: string, id: string) => `https://x/p/${id}`,
  cerca: () => 'https://x/c',
  suggerisci: () => 'https://x/s',
  unita: () => 'https://x/u',
  pagina: (_: string, id: string) => `https://x/a/${id}`,
  sito: () => 'https://x/',
}

test('the manifest has a canvas for each page that the reader sees', async () => {
  const of = async (chi: Chi) => {
    const carte = await carteOf(chi)
    const seen = (await listPagine(chi, carte)).filter((one) => one.immagine)
    return manifestoOf(carte, seen, to)
  }
  expect((await of(null)).items.map((one) => one.label.it)).toEqual([['Pagina 1'], ['Pagina 2 (Tavola 1)']])
  const whole = await of(elena)
  expect(whole.items).toHaveLength(4)
  expect(whole.items[0]).toMatchObject({ type: 'Canvas', width: 620, height: 877 })
  expect(whole.items[0]?.homepage).toMatchObject([{ id: expect.stringMatching(/^https:\/\/x\/a\/[0-9a-f-]{36}$/) }])
})

test('a canvas is the same when a file comes before its own; by number it is the page that has it today', async () => {
  const carte = await carteOf(elena)
  const seen = await listPagine(elena, carte)
  const canvases = async () =>
    manifestoOf(carte, await listPagine(elena, carte), to).items.map((one) => [one.id, one.items[0]?.items[0]?.target])
  const before = await canvases()
  expect(before[0]).toEqual([`https://x/p/${seen[0]?.id}`, `https://x/p/${seen[0]?.id}`])
  const push = (by: number) =>
    db.execute(sql`update pagine_archivio set numero = numero + ${by} where unita_id = ${carte.id}::uuid`)
  await push(100)
  expect(await canvases()).toEqual(before)
  expect([await findTela(elena, carte, '1'), (await findTela(elena, carte, '101'))?.id]).toEqual([null, seen[0]?.id])
  expect((await findTela(elena, carte, seen[0]?.id ?? ''))?.numero).toBe(101)
  await push(-100)
  const [found] = await cercaNelleCarte(elena, carte, 'cemento')
  expect(found?.paginaId).toBe(seen.find((one) => one.numero === found?.numero)?.id)
  for (const asked of ['0', '01', 'x', '', '999', crypto.randomUUID()])
    expect(await findTela(elena, carte, asked)).toBeNull()
  const alone = telaSola(carte, seen[0] as Pagina, to)
  expect(alone).toMatchObject({ id: before[0]?.[0], type: 'Canvas', partOf: [{ id: 'https://x/m', type: 'Manifest' }] })
})

test('the manifest needs no mending by others that read it strictly', async () => {
  const carte = await carteOf(elena)
  const written = manifestoOf(
    carte,
    (await listPagine(elena, carte)).filter((one) => one.immagine),
    to,
  )
  const heard = { warnings: [] }
  expect(presentation3StrictUpgrade(structuredClone(written) as unknown as Manifest, heard)).toEqual(written)
  expect(heard.warnings).toEqual([])
})

describe('the answer of a search', () => {
  const found = Array.from({ length: 250 }, (_, i) => ({
    numero: i + 1,
    paginaId: String(i + 1),
    parola: ['cemento', 1, 2, 30, 40, 90] as const,
    prima: 'in',
    dopo: '',
  }))
  const answer = (pagina: number, all = found) =>
    risultatiOf('https://x/c', 'cemento armato', all, pagina, (id) => `https://x/p/${id}`, ['user'])

  test('targets the place on the canvas, in pages of a hundred', () => {
    const first = answer(1)
    expect(first).toMatchObject({
      '@context': CONTEXT_CERCA,
      id: 'https://x/c?q=cemento%20armato',
      type: 'AnnotationPage',
      ignored: ['user'],
      partOf: { type: 'AnnotationCollection', total: 250 },
      next: { id: 'https://x/c?q=cemento%20armato&pagina=2' },
    })
    expect(first.items).toHaveLength(TROVATE_PER_PAGINA)
    expect(first.items[0]?.target).toBe('https://x/p/1#xywh=1,2,30,40')
    expect(first.annotations?.[0]?.items[0]?.target.source).toBe(first.items[0]?.id)
    expect(answer(3)).toMatchObject({ startIndex: 200, prev: { id: 'https://x/c?q=cemento%20armato&pagina=2' } })
    expect(answer(3)).not.toHaveProperty('next')
  })

  test('of nothing found is an empty page', () => {
    expect(answer(1, [])).toMatchObject({ items: [] })
    expect(answer(1, [])).not.toHaveProperty('partOf')
  })
})
