import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit, impostazioni } from '@/drizzle/schema/procedimenti'
import type { Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import type { Chi } from '../lettore'
import { type ArchivioDiProva, layArchivio } from '../testing/world'
import { listLetture, recordVista } from './commands-viste'
import { findLimiti, forgetLimiti } from './limiti'
import { findCarte, findPagina, listPagine, righeFiligrana } from './queries'
import { layCarte } from './testing/carte'
import { canMostrare, findVista, TENUTA_MS } from './vista'

let unit: ArchivioDiProva
let giulia: Viewer
let anna: Viewer
let marta: Viewer
let elena: Viewer
const pages: Record<string, string[]> = {}
beforeAll(async () => {
  await loadWorld()
  giulia = await viewerOf('Giulia', 'Modello')
  anna = await viewerOf('Anna', 'Esempio')
  marta = await viewerOf('Marta', 'Tecnico')
  elena = await officerNamed('Elena', 'Istruttore')
  unit = await layArchivio((await viewerOf('Carlo', 'Finto')).personaId, false)
  for (const key of ['fascicolo', 'riservato', 'ponte', 'chiuso', 'aperto'] as const)
    pages[key] = await layCarte(unit[key], [
      { righe: ['Relazione di calcolo'], w: 620, h: 877 },
      { righe: ['Certificato medico'], w: 620, h: 877, riservata: true },
    ])
})
afterAll(closeDatabase)

const admit = (who: Viewer, unita: string, scopo: string, until = `now() + interval '1 day'`) =>
  db.execute(sql`insert into visioni_archivio (ente, persona_id, unita_id, scopo, dal, al, concessa_da_id)
    values (${ENTE}, ${who.personaId}::uuid, ${unita}::uuid, ${scopo}, now(), ${sql.raw(until)}, ${elena.personaId}::uuid)`)
const vista = (chi: Chi, paginaId: string, sessione = randomUUID()) => findVista(sessione, async () => chi, paginaId)
const BIG = { w: 512, h: 512 }
const wait = (ms: number) => new Promise((go) => setTimeout(go, ms))

describe('whose papers they are', () => {
  test.each([
    [
      'nobody known',
      (): Chi => null,
      { aperto: true, fascicolo: false, ponte: false, riservato: false, chiuso: false },
    ],
    ['somebody signed in', (): Chi => anna, { aperto: true, fascicolo: false, riservato: false, chiuso: false }],
    [
      'who works for the Comune',
      (): Chi => marta,
      { aperto: true, ponte: false, fascicolo: false, riservato: false, chiuso: false },
    ],
    ['an officer', (): Chi => elena, { aperto: true, fascicolo: true, ponte: true, riservato: true, chiuso: false }],
  ] as const)('%s', async (_, who, expected) => {
    for (const [key, seen] of Object.entries(expected)) {
      const chi = who()
      const page = pages[key]?.[0] ?? ''
      expect([key, (await findCarte(chi, unit[key as keyof ArchivioDiProva])) !== null]).toEqual([key, seen])
      expect([key, (await findPagina(chi, page)) !== null]).toEqual([key, seen])
      expect([key, (await vista(chi, page)) !== null]).toEqual([key, seen])
    }
  })

  test('a page closed by itself is there by its number, and its image for the offices alone', async () => {
    const closed = pages.aperto?.[1] ?? ''
    expect(await vista(null, closed)).toBeNull()
    expect(await vista(elena, closed)).toMatchObject({ pagina: { pubblica: false }, filigrana: expect.anything() })
    const carte = await findCarte(null, unit.aperto)
    if (!carte) throw new Error('No papers')
    const listed = await listPagine(null, carte)
    expect(listed.map(({ numero, riservata, immagine }) => [numero, riservata, immagine !== null])).toEqual([
      [1, false, true],
      [2, true, false],
    ])
  })

  test('what is no id, and what is not there, are answered like what is not theirs', async () => {
    for (const id of ['non-un-id', randomUUID(), unit.chiuso]) {
      expect(await findCarte(anna, id)).toBeNull()
      expect(await findPagina(anna, id)).toBeNull()
    }
  })
})

describe('the watermark', () => {
  test('names the reader, the day and the purpose they declared; free papers have none', async () => {
    await admit(giulia, unit.riservato, 'Perizia per il Tribunale della Spezia')
    const carte = await findCarte(giulia, unit.riservato)
    if (!carte) throw new Error('No papers')
    const [name, day, why] = await righeFiligrana(giulia, carte)
    expect(name).toBe('Giulia Modello')
    expect(day).toMatch(/^\d{1,2}.* \d{4} · Provincia della Spezia$/)
    expect(why).toBe('Perizia per il Tribunale della Spezia')
    expect((await vista(giulia, pages.riservato?.[0] ?? ''))?.filigrana).not.toBeNull()
    expect((await vista(giulia, pages.aperto?.[0] ?? ''))?.filigrana).toBeNull()
  })

  test('of an officer it names the office', async () => {
    const carte = await findCarte(elena, unit.fascicolo)
    if (!carte) throw new Error('No papers')
    expect((await righeFiligrana(elena, carte)).at(-1)).toMatch(/\S/)
    expect((await vista(elena, pages.fascicolo?.[0] ?? ''))?.filigrana).not.toBeNull()
  })
})

describe('a right that ends', () => {
  test('is gone within a few seconds, revoked or over; until then the same session is not asked again', async () => {
    const page = pages.fascicolo?.[0] ?? ''
    await admit(anna, unit.fascicolo, 'prova')
    const session = randomUUID()
    let asked = 0
    const who = async () => {
      asked += 1
      return anna
    }
    expect(await findVista(session, who, page)).not.toBeNull()
    expect(await findVista(session, who, page)).not.toBeNull()
    expect(asked).toBe(1)
    await db.execute(sql`update visioni_archivio set revocata_at = now() where persona_id = ${anna.personaId}::uuid`)
    await wait(TENUTA_MS + 100)
    expect(await findVista(session, who, page)).toBeNull()
    await admit(anna, unit.fascicolo, 'prova', `now() + interval '1 second'`)
    await wait(TENUTA_MS + 100)
    expect(await findVista(session, who, page)).toBeNull()
  })

  test('a right that begins is there at once, also for who was just refused', async () => {
    const page = pages.fascicolo?.[0] ?? ''
    await db.execute(sql`update visioni_archivio set revocata_at = now() where persona_id = ${anna.personaId}::uuid`)
    const session = randomUUID()
    const ask = () => findVista(session, async () => anna, page)
    expect(await Promise.all([ask(), ask()])).toEqual([null, null])
    await admit(anna, unit.fascicolo, 'prova')
    expect(await ask()).not.toBeNull()
  })

  test('what was found for one session is never another’s', async () => {
    const page = pages.ponte?.[0] ?? ''
    const [one, two] = await Promise.all([vista(elena, page), vista(anna, page), vista(null, page)])
    expect([one === null, two === null]).toEqual([false, true])
    expect(await findVista(null, async () => null, page)).toBeNull()
  })
})

describe('who looks is written down', () => {
  const events = (who: Viewer, paginaId: string) =>
    db
      .select({ dati: audit.dati })
      .from(audit)
      .where(
        and(
          eq(audit.azione, 'archivio.pagina_vista'),
          eq(audit.soggettoId, paginaId),
          eq(audit.attoreId, who.personaId),
        ),
      )

  test('once for a page, however many images; of free papers never', async () => {
    const page = pages.ponte?.[0] ?? ''
    await admit(marta, unit.ponte, 'prova', `now() + interval '1 hour'`)
    const small = await vista(marta, page)
    expect(small && (await canMostrare(small, { w: 113, h: 160 }, true))).toBe(true)
    expect(await events(marta, page)).toEqual([]) // too small to be read
    for (let i = 0; i < 3; i += 1) {
      const seen = await vista(marta, page)
      expect(seen && (await canMostrare(seen, BIG, true))).toBe(true)
    }
    expect(await events(marta, page)).toEqual([{ dati: { unitaId: unit.ponte, classe: 'ammesso' } }])
    const free = await vista(marta, pages.aperto?.[0] ?? '')
    expect(free && (await canMostrare(free, BIG, true))).toBe(true)
    expect(await events(marta, pages.aperto?.[0] ?? '')).toEqual([])
    expect(await listLetture(10)).toContainEqual({ personaId: marta.personaId, pagine: 1, unita: 1, viste: 1 })
  })

  test('more pages in an hour than are allowed: the next is not shown, and not told as seen', async () => {
    const key = 'archivio.visore.pagine-all-ora'
    const before = await db.select().from(impostazioni).where(eq(impostazioni.chiave, key))
    expect(before).toMatchObject([{ valore: 300, daConfermare: true }])
    const paolo = await officerNamed('Paolo', 'Archivista')
    const carte = await findCarte(paolo, unit.ponte)
    if (!carte) throw new Error('No papers')
    await db.execute(sql`insert into viste_pagina (ente, persona_id, pagina_id, unita_id, finestra_at, classe)
      select ${ENTE}, ${paolo.personaId}::uuid, p.id, p.unita_id, now() - interval '30 minutes', 'ufficio' from pagine_archivio p
      where p.id <> ${pages.ponte?.[0]}::uuid`)
    const many = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from viste_pagina where persona_id = ${paolo.personaId}::uuid`,
    )
    expect(many[0]?.n).toBeGreaterThan(5)
    await db.update(impostazioni).set({ valore: 5 }).where(eq(impostazioni.chiave, key))
    forgetLimiti()
    expect((await findLimiti())[key]).toBe(5)
    expect(await recordVista(paolo, carte, { id: pages.ponte?.[0] ?? '', pubblica: false })).toBe(false)
    expect(await events(paolo, pages.ponte?.[0] ?? '')).toEqual([])
    await db.update(impostazioni).set({ valore: 300 }).where(eq(impostazioni.chiave, key))
    forgetLimiti()
    expect(await recordVista(paolo, carte, { id: pages.ponte?.[0] ?? '', pubblica: false })).toBe(true)
  })
})
