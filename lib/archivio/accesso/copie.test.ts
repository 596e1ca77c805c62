import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copieArchivio } from '@/drizzle/schema/archivio-copie'
import { visioniArchivio as visioni } from '@/drizzle/schema/archivio-digitale'
import { audit, impostazioni } from '@/drizzle/schema/procedimenti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { done } from '@/lib/mondo/pratiche'
import { layCarte } from '../visore/testing/carte'
import { confirmPagamento, declarePagamento, openCopia } from './commands-copie'
import { revokeVisione } from './commands-visioni'
import { findCopie } from './queries-copie'
import { computeCostiCopie, dovutoOf } from './rules-copie'
import { grantAccesso, type MondoAccesso, openAccesso } from './testing/mondo'

let mondo: MondoAccesso
let anna: Viewer
let carlo: Viewer
let paolo: Funzionario
let franca: Funzionario
let elena: Funzionario
beforeAll(async () => {
  mondo = await openAccesso(false)
  ;({ anna, carlo, paolo, franca, elena } = mondo)
  const righe = ['Relazione sul cemento armato']
  const pages = await layCarte(mondo.unit.fascicolo, [
    { righe, w: 620, h: 877 },
    { righe, w: 620, h: 877 },
    { righe, w: 2400, h: 5000 }, // a drawing: more than one strip
  ])
  await db.execute(sql`update pagine_archivio set riservata = true where id = ${pages[1]}::uuid`)
})
afterAll(closeDatabase)

async function granted(modo: 'copie' | 'visione' = 'copie', chiesto = 'copia'): Promise<string> {
  const id = await grantAccesso(mondo, anna, { modo: chiesto, consegna: 'portale' }, { modo })
  const [row] = await db.select().from(visioni).where(eq(visioni.praticaId, id))
  return row?.id ?? ''
}
const take = async (viewer: Viewer, id: string): Promise<Buffer | null> => {
  const copia = await openCopia(viewer, id)
  if (!copia) return null
  const pieces: Uint8Array[] = []
  for await (const piece of copia.pdf) pieces.push(piece)
  return Buffer.concat(pieces)
}
const pagesOf = (pdf: Buffer | null) => pdf?.toString('latin1').match(/\/Type \/Page\b/g)?.length
const imagesOf = (pdf: Buffer | null) => pdf?.toString('latin1').match(/\/Subtype \/Image/g)?.length

describe('copies that were granted', () => {
  test('are one file, with the pages that may be seen: a closed page is left out, and says so', async () => {
    const id = await granted()
    expect(await findCopie(anna, id)).toMatchObject({
      stato: 'niente',
      scaricabile: true,
      pagineUnita: 3,
      comprese: 2,
      importoCents: 0,
    })
    const pdf = await take(anna, id)
    expect(pdf?.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf?.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true)
    expect(pagesOf(pdf)).toBe(3)
    expect(imagesOf(pdf)).toBe(3) // the first page, and two strips of the drawing
    const told = await db.select().from(audit).where(eq(audit.azione, 'archivio.file_scaricato'))
    expect(told).toMatchObject([
      { attoreId: anna.personaId, soggettoId: id, dati: { unitaId: mondo.unit.fascicolo, pagine: 3 } },
    ])
  })

  test('are of who was granted them, until the view ends', async () => {
    const id = await granted()
    for (const other of [carlo, paolo, elena]) {
      expect(await findCopie(other, id)).toBeNull()
      expect(await take(other, id)).toBeNull()
    }
    done(await revokeVisione(paolo, id, { motivo: 'Il titolo presentato non era valido' }))
    expect(await take(anna, id)).toBeNull()
    await db.execute(
      sql`update visioni_archivio set al = now() where persona_id = ${anna.personaId}::uuid and al > now()`,
    )
    expect(await take(anna, await granted('visione', 'visione'))).toBeNull() // to be seen, not copied
  })

  test('break off when the view ends in the middle', async () => {
    await db.execute(
      sql`update visioni_archivio set al = now() where persona_id = ${anna.personaId}::uuid and al > now()`,
    )
    const copia = await openCopia(anna, await granted())
    await db.execute(
      sql`update visioni_archivio set al = now() where persona_id = ${anna.personaId}::uuid and al > now()`,
    )
    await expect(copia?.pdf.next()).rejects.toMatchObject({ name: 'AccessoFinito' })
  })
})

describe('what copies cost', () => {
  const setting = (chiave: string, valore: number | null) => ({
    chiave,
    validoDal: '2026-01-01' as const,
    validoAl: null,
    valore,
    daConfermare: true,
    fonte: 'prova',
  })

  test('is what is known on the day: the rest waits for the Province (L. 241/1990 art. 25)', () => {
    const settings = [setting('accesso.copia.pagina', 25), setting('accesso.copia.bollo-conforme', 1600)]
    const simple = computeCostiCopie({ pagine: 12, conforme: false }, settings, '2026-12-01')
    expect(simple.map((one) => [one.codice, one.importoCents])).toEqual([
      ['ricerca', null],
      ['riproduzione', 300],
    ])
    expect(dovutoOf(computeCostiCopie({ pagine: 12, conforme: true }, settings, '2026-12-01'))).toBe(1900)
    expect(dovutoOf(computeCostiCopie({ pagine: 12, conforme: true }, settings, '2025-12-01'))).toBe(0)
  })

  test('counts the pages that are received, is paid before they are given, and found paid by another person', async () => {
    await db.insert(impostazioni).values({
      ente: ENTE,
      chiave: 'accesso.copia.pagina',
      validoDal: '2026-02-01',
      valore: 25,
      daConfermare: true,
      fonte: 'prova',
    })
    const id = await granted()
    expect(await findCopie(anna, id)).toMatchObject({ stato: 'da_pagare', importoCents: 50 })
    expect(await take(anna, id)).toBeNull()
    expect(await confirmPagamento(paolo, id)).toMatchObject({ ok: false })
    const input = { pagamento: 'IUV 01234567890123456', pagatoIl: await today() }
    expect(await declarePagamento(carlo, id, input)).toMatchObject({ message: 'Copie non trovate' })
    done(await declarePagamento(anna, id, input))
    expect(await take(anna, id)).toBeNull()
    expect(await confirmPagamento(elena, id)).toEqual(await confirmPagamento(paolo, crypto.randomUUID()))
    done(await confirmPagamento(paolo, id))
    expect(await confirmPagamento(paolo, id)).toMatchObject({ ok: false })
    expect(await declarePagamento(anna, id, input)).toMatchObject({ ok: false })
    expect(pagesOf(await take(anna, id))).toBe(3)
  })

  test('is not changed by who pays: the wall says so too', async () => {
    const id = await granted()
    const [view] = await db.select().from(visioni).where(eq(visioni.id, id))
    const change = (who: Viewer, set: string) =>
      dbAs(who)
        .execute(sql.raw(`update copie_archivio set ${set} where pratica_id = '${view?.praticaId}'`))
        .then(
          (rows) => rows.count,
          (error: { cause?: Error }) => error.cause?.message,
        )
    expect(await change(carlo, 'importo_cents = 0')).toBe(0)
    expect(await change(anna, 'importo_cents = 0')).toMatch(/row-level security|non si cambia/)
    const declared = `pagamento = 'x', pagato_il = oggi_a_roma(), dichiarato_at = now(), dichiarato_da_id = '${anna.personaId}'`
    expect(await change(anna, `${declared}, confermato_at = now(), confermato_da_id = '${anna.personaId}'`)).toMatch(
      /row-level security|non si cambia/,
    )
    const forOthers = declared.replace(anna.personaId, paolo.personaId)
    expect(await change(paolo, forOthers)).toMatch(/row-level security/)
    expect(await change(anna, declared)).toBe(1)
    expect(await dbAs(elena).$count(copieArchivio)).toBe(0)
  })
})
