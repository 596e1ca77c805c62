import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lavorazioniArchivio, pagineArchivio, testiPagina } from '@/drizzle/schema/archivio-digitale'
import { audit } from '@/drizzle/schema/procedimenti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { storeContent } from '@/lib/documenti/content'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { piramideDi } from '../iiif/testing/immagini'
import { layArchivio } from '../testing/world'
import { coverPagina } from '../visore/commands-copertura'
import { findCarte, findPagina } from '../visore/queries'
import { findDaCoprire } from '../visore/queries-copertura'
import { listTestiPagine } from '../visore/queries-testo'
import { layCarte, scrivi } from '../visore/testing/carte'
import type { Lavoro } from './coda'
import { writeImmagine, writeTesto } from './esiti'
import { emptyCarte } from './testing/consegna'

const RIGHE = ['Il signor Rossi', 'ha una silicosi grave', 'firmato Bianchi']
let unita: string
let anna: Viewer
let paolo: Funzionario
let pagina: string
let drawn: Awaited<ReturnType<typeof scrivi>>

beforeAll(async () => {
  await loadWorld()
  anna = await viewerOf('Anna', 'Esempio')
  paolo = await officerNamed('Paolo', 'Archivista')
  unita = (await layArchivio((await viewerOf('Carlo', 'Finto')).personaId, false)).aperto
  drawn = await scrivi({ righe: RIGHE })
})
afterAll(closeDatabase)

/** A page that is covered before it was read. */
beforeEach(async () => {
  for (const table of ['coperture_archivio', 'testi_oscurati', 'viste_pagina']) await db.execute(`delete from ${table}`)
  await emptyCarte()
  ;[pagina = ''] = await layCarte(unita, [{ righe: RIGHE }])
  await db.delete(testiPagina).where(eq(testiPagina.paginaId, pagina))
  const [, x, y, w, h] = drawn.parole.find(([word]) => word === 'silicosi') ?? ['', 0, 0, 0, 0]
  const covered = await coverPagina(paolo, pagina, { regioni: [[x, y, w, h]], motivo: 'Dati sulla salute' })
  expect(covered).toMatchObject({ ok: true })
})

async function inMano(fase: 'immagine' | 'testo'): Promise<Lavoro> {
  const [page] = await db.select().from(pagineArchivio).where(eq(pagineArchivio.id, pagina))
  const work = { id: randomUUID(), fileId: page?.fileId ?? '', paginaId: pagina, fase, tentativi: 1 }
  await db.insert(lavorazioniArchivio).values({ ...work, ente: ENTE, stato: 'in_corso', lavoratore: 'prova' })
  return { ...work, presa: 'prova' }
}
const letta = async (who: Viewer) => {
  const carte = await findCarte(who, unita)
  if (!carte) throw new Error('No papers')
  const [testo] = await listTestiPagine(who, carte, [1])
  const found = await findPagina(who, pagina)
  return { testo: testo?.testo, immagine: found?.pagina.immagine?.tipo ?? null }
}
const righe = () => [drawn.parole.slice(0, 3), drawn.parole.slice(3, 7), drawn.parole.slice(7)]
const daCoprire = async () => {
  const carte = await findCarte(paolo, unita)
  return carte && findDaCoprire(paolo, carte, 1)
}
const immagine = async () => storeContent(await piramideDi(drawn.image))

describe('a page that was covered before it was read', () => {
  test('once read, its text without what is covered is there for who sees the covered image', async () => {
    expect(await letta(anna)).toEqual({ testo: '', immagine: 'oscurata' })
    await writeTesto(await inMano('testo'), righe(), 'prova')
    expect(await letta(anna)).toEqual({
      testo: 'Il signor Rossi\nha una [coperto] grave\nfirmato Bianchi',
      immagine: 'oscurata',
    })
    expect((await letta(paolo)).testo).toContain('silicosi')
  })

  test.each([90, 180] as const)('found turned by %i, it is closed until it is covered again', async (giro) => {
    const [larghezza, altezza] = giro === 90 ? [drawn.h, drawn.w] : [drawn.w, drawn.h]
    const girata = { giro, larghezza, altezza, content: await immagine() }
    await writeTesto(await inMano('testo'), righe(), 'prova', girata)
    expect(await letta(anna)).toEqual({ testo: undefined, immagine: null })
    expect(await letta(paolo)).toMatchObject({ immagine: 'intera' })
    expect(await daCoprire()).toMatchObject({ coperta: false, daRicoprire: true, regioni: [] })
    const events = await db.select().from(audit).where(eq(audit.soggettoId, pagina))
    expect(events.at(-1)).toMatchObject({ azione: 'archivio.pagina_scoperta', attoreId: null })
    expect(await coverPagina(paolo, pagina, { regioni: [[0, 0, 50, 50]], motivo: 'Dati sulla salute' })).toMatchObject({
      ok: true,
    })
    expect(await daCoprire()).toMatchObject({ coperta: true, daRicoprire: false })
  })

  test.each([
    ['as large', 0, 'oscurata'],
    ['smaller', 100, null],
  ] as const)('its image made anew, %s', async (_, less, tipo) => {
    const made = { larghezza: drawn.w - less, altezza: drawn.h - less, dpi: 150, grigia: false, bianca: false }
    await writeImmagine(await inMano('immagine'), { ...made, righe: null }, await immagine())
    expect((await letta(anna)).immagine).toBe(tipo)
  })
})
