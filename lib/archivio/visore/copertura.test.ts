import { and, eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { derivatiPagina as derivati, pagineArchivio as pagine } from '@/drizzle/schema/archivio-digitale'
import { audit } from '@/drizzle/schema/procedimenti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { readContent } from '@/lib/documenti/content'
import { storageOf } from '@/lib/documenti/stores'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { makeImmagine, openImmagine } from '../iiif/immagine'
import { isRifiuto, parseRichiesta } from '../iiif/rules-richiesta'
import { layArchivio } from '../testing/world'
import { closePagina, coverPagina, openPagina, uncoverPagina } from './commands-copertura'
import { coperturaInput } from './forms-copertura'
import { findCarte, findPagina } from './queries'
import { findDaCoprire } from './queries-copertura'
import { cercaNelleCarte, listTestiPagine } from './queries-testo'
import { layCarte } from './testing/carte'

const MOTIVO = 'Contiene dati sulla salute'
const SENZA_TERMINE = { motivo: MOTIVO, etichetta: null }
let unita: string
let pagina: string
let anna: Viewer
let elena: Funzionario
let paolo: Funzionario
beforeAll(async () => {
  await loadWorld()
  anna = await viewerOf('Anna', 'Esempio')
  elena = await officerNamed('Elena', 'Istruttore')
  paolo = await officerNamed('Paolo', 'Archivista')
  unita = (await layArchivio((await viewerOf('Carlo', 'Finto')).personaId, false)).aperto
  const [id = ''] = await layCarte(unita, [{ righe: ['Il signor Rossi', 'ha una silicosi grave', 'firmato Bianchi'] }])
  pagina = id
})
afterAll(closeDatabase)

const carteOf = async (who: Viewer | null) => {
  const carte = await findCarte(who, unita)
  if (!carte) throw new Error('No papers')
  return carte
}
const proposta = async () => {
  const found = await findDaCoprire(paolo, await carteOf(paolo), 1)
  const one = found?.proposte.find(({ motivo }) => motivo === 'salute')
  if (!one) throw new Error('Nothing proposed')
  return one.regione
}
const imageOf = async (who: Viewer | null) => (await findPagina(who, pagina))?.pagina.immagine ?? null
const histories = async () => (await findDaCoprire(paolo, await carteOf(paolo), 1))?.storia.map(({ atto }) => atto)

describe('who may', () => {
  test('only who works in the archive; for another officer the page is not there', async () => {
    const missing = await closePagina(elena, crypto.randomUUID(), SENZA_TERMINE)
    expect(missing).toMatchObject({ ok: false })
    expect(await closePagina(elena, pagina, SENZA_TERMINE)).toEqual(missing)
    expect(await openPagina(elena, pagina, MOTIVO)).toEqual(missing)
    expect(await coverPagina(elena, pagina, { regioni: [[0, 0, 9, 9]], motivo: MOTIVO })).toEqual(missing)
    expect(await uncoverPagina(elena, pagina, MOTIVO)).toEqual(missing)
    expect(await histories()).toEqual([])
  })
})

describe('covering', () => {
  test('the pixels are gone at every scale, and the words from text and search; the offices see the whole', async () => {
    const region = await proposta()
    expect(await coverPagina(paolo, pagina, { regioni: [region], motivo: MOTIVO })).toMatchObject({ ok: true })
    const covered = await imageOf(anna)
    expect(covered?.tipo).toBe('oscurata')
    expect((await imageOf(elena))?.tipo).toBe('intera')
    if (!covered) throw new Error('No image')
    const open = await openImmagine(covered)
    const [x, y, w, h] = [region[0] + 4, region[1] + 4, region[2] - 8, region[3] - 8] // a smaller pixel may be half outside
    for (const scale of [1, 2]) {
      const asked = parseRichiesta(
        {
          regione: `${x},${y},${w},${h}`,
          dimensione: `${Math.floor(w / scale)},`,
          rotazione: '0',
          file: 'gray.png',
        },
        { w: 1240, h: 1754 },
        { lato: 4000, area: 1e7 },
      )
      if (isRifiuto(asked)) throw new Error(asked.errore)
      const stats = await sharp(await makeImmagine(open, asked, null)).stats()
      expect(stats.channels[0]?.max).toBeLessThan(60)
    }
    const carte = await carteOf(anna)
    const [text] = await listTestiPagine(anna, carte, [1])
    expect(text?.testo).toBe('Il signor Rossi\nha una [coperto] grave\nfirmato Bianchi')
    expect(await cercaNelleCarte(anna, carte, 'silicosi')).toEqual([])
    expect(await cercaNelleCarte(anna, carte, 'Bianchi')).toHaveLength(1)
    expect(await cercaNelleCarte(elena, await carteOf(elena), 'silicosi')).toHaveLength(1)
  })

  test('once more takes the place of what was there: one image, the old bytes gone, the history whole', async () => {
    const before = await imageOf(anna)
    if (!before) throw new Error('No image')
    expect(await coverPagina(paolo, pagina, { regioni: [[0, 0, 1240, 400]], motivo: MOTIVO })).toMatchObject({
      ok: true,
    })
    const after = await imageOf(anna)
    expect(after?.id).not.toBe(before.id)
    expect(await storageOf(before.deposito).size(before.id)).toBeNull()
    const rows = await db
      .select()
      .from(derivati)
      .where(and(eq(derivati.paginaId, pagina), eq(derivati.tipo, 'oscurata')))
    expect(rows).toHaveLength(1)
    expect(await histories()).toEqual(['oscurata', 'oscurata'])
    expect((await findDaCoprire(paolo, await carteOf(paolo), 1))?.regioni).toEqual([[0, 0, 1240, 400]])
    for await (const _ of readContent(rows[0] as (typeof rows)[number])); // opens to the end
  })

  test('taken away, the page stays closed; opened, everybody sees it whole', async () => {
    expect(await uncoverPagina(paolo, pagina, MOTIVO)).toMatchObject({ ok: true })
    expect(await uncoverPagina(paolo, pagina, MOTIVO)).toMatchObject({ ok: false })
    expect(await imageOf(anna)).toBeNull()
    expect(await listTestiPagine(anna, await carteOf(anna), [1])).toEqual([])
    expect(await openPagina(paolo, pagina, MOTIVO)).toMatchObject({ ok: true })
    expect(await openPagina(paolo, pagina, MOTIVO)).toMatchObject({ ok: false })
    expect((await imageOf(anna))?.tipo).toBe('intera')
    expect(await histories()).toEqual(['aperta', 'scoperta', 'oscurata', 'oscurata'])
    const events = await db.select({ azione: audit.azione }).from(audit).where(eq(audit.soggettoId, pagina))
    expect(events.map((one) => one.azione)).toEqual([
      'archivio.pagina_oscurata',
      'archivio.pagina_oscurata',
      'archivio.pagina_scoperta',
      'archivio.pagina_aperta',
    ])
  })

  test('nothing within the page, or no image yet: refused with words, nothing changed', async () => {
    expect(await coverPagina(paolo, pagina, { regioni: [[5000, 0, 10, 10]], motivo: MOTIVO })).toMatchObject({
      ok: false,
      errors: { regioni: expect.stringContaining('1240 × 1754') },
    })
    const [row] = await db.select().from(pagine).where(eq(pagine.id, pagina))
    expect(row?.riservata).toBe(false)
  })
})

describe('what is typed', () => {
  const typed = (regioni: string, proposte: string[] = []) =>
    coperturaInput.safeParse({ regioni, proposte, motivo: MOTIVO })
  test('four numbers a line, and the proposals that were chosen', () => {
    expect(typed('1 2 3 4\n 5,6;7 x 8 \n\n', ['9 9 9 9']).data?.regioni).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 9, 9, 9],
    ])
  })
  test.each(['1 2 3', 'a b c d', '1 2 0 4', '1 2 3 4 5', ''])('«%s» is refused', (text) =>
    expect(typed(text).success).toBe(false),
  )
})
