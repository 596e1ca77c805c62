import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Funzionario } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { layArchivio } from '../testing/world'
import { coverPagina } from '../visore/commands-copertura'
import { findCarte } from '../visore/queries'
import { cercaNelleCarte, listTestiPagine } from '../visore/queries-testo'
import { layCarte } from '../visore/testing/carte'
import { correctTesto, takeBackTesto } from './commands'
import { findDaCorreggere, SENZA_TESTO } from './queries'

let paolo: Funzionario // archive
let elena: Funzionario // another office
let unita: string
let ids: string[]

beforeAll(async () => {
  await loadWorld()
  paolo = await officerNamed('Paolo', 'Archivista')
  elena = await officerNamed('Elena', 'Istruttore')
  unita = (await layArchivio((await viewerOf('Carlo', 'Finto')).personaId, false)).aperto
})
beforeEach(async () => {
  for (const table of [
    'correzioni_testo',
    'testi_letti',
    'coperture_archivio',
    'testi_oscurati',
    'testi_pagina',
    'derivati_pagina',
    'pagine_archivio',
    'lavorazioni_archivio',
  ])
    await db.execute(
      sql`delete from ${sql.identifier(table)} where ${table === 'lavorazioni_archivio' ? sql`true` : sql`unita_id = ${unita}::uuid`}`,
    )
  await db.execute(sql`delete from file_archivio where unita_id = ${unita}::uuid`)
  const size = { w: 620, h: 877 }
  ids = await layCarte(unita, [
    { righe: ['Rclazione sul cernento', 'tipo 325'], incerte: ['Rclazione'], ...size },
    { righe: [], ...size },
  ])
})
afterAll(closeDatabase)

const carte = async (chi: Funzionario | null) => {
  const found = await findCarte(chi, unita)
  if (!found) throw new Error('No papers')
  return found
}
const page = async (numero = 1) => {
  const found = await findDaCorreggere(paolo, await carte(paolo), numero)
  if (!found) throw new Error('No page')
  return found
}
const say = (righe: string[], more: { nuove?: string[]; controllata?: boolean; versione?: number } = {}) => ({
  versione: 0,
  righe,
  nuove: [],
  controllata: false,
  ...more,
})
const GIUSTE = ['Relazione sul cemento', 'tipo 325']

describe('the text of a page', () => {
  test('is corrected: search and transcription read it, words stay where they stand, the first reading is kept', async () => {
    const before = await page()
    expect(await correctTesto(paolo, ids[0] ?? '', say(GIUSTE))).toMatchObject({ ok: true })
    const found = await cercaNelleCarte(null, await carte(null), 'cemento')
    expect(found.map((one) => one.numero)).toEqual([1])
    expect(found[0]?.parola.slice(1, 5)).toEqual(before.parole[2]?.slice(1, 5))
    expect(await cercaNelleCarte(null, await carte(null), 'cernento')).toEqual([])
    const [text] = await listTestiPagine(null, await carte(null), [1])
    expect(text?.testo).toBe(GIUSTE.join('\n'))
    const after = await page()
    expect(after).toMatchObject({ versione: 1, letto: { testo: 'Rclazione sul cernento\ntipo 325', motore: 'prova' } })
    expect(after.storia).toMatchObject([
      { atto: 'corretta', nome: 'Paolo Archivista', righe: [{ riga: 1, da: 'Rclazione sul cernento', a: GIUSTE[0] }] },
    ])
    const marked = await db.execute(sql`select 1 from unita_mutate where unita_id = ${unita}::uuid`)
    expect(marked).toHaveLength(1) // the search engine reads it again
    const recorded = await db.execute(
      sql`select 1 from audit where azione = 'archivio.testo_corretto' and soggetto_id = ${ids[0]} and attore_id = ${paolo.personaId}::uuid`,
    )
    expect(recorded).toHaveLength(1)
  })

  test('of two windows the second is refused, and nothing of the first is lost', async () => {
    expect((await correctTesto(paolo, ids[0] ?? '', say(GIUSTE))).ok).toBe(true)
    const late = await correctTesto(paolo, ids[0] ?? '', say(['Altro', 'tipo 325']))
    expect(late).toMatchObject({ ok: false, errors: { versione: expect.stringContaining('testo di adesso') } })
    expect((await page()).parole[0]?.[0]).toBe('Relazione')
    expect((await correctTesto(paolo, ids[0] ?? '', say(['Una sola'], { versione: 1 }))).ok).toBe(false)
  })

  test('is taken back whole, once; the history stays', async () => {
    await correctTesto(paolo, ids[0] ?? '', say(GIUSTE))
    await correctTesto(paolo, ids[0] ?? '', say(['Relazione sul cemento armato', 'tipo 325'], { versione: 1 }))
    expect((await takeBackTesto(paolo, ids[0] ?? '', 1)).ok).toBe(false)
    expect((await takeBackTesto(paolo, ids[0] ?? '', 2)).ok).toBe(true)
    const after = await page()
    expect([after.letto, after.versione, after.motore]).toEqual([null, 3, 'prova'])
    expect(after.parole.map((one) => one[0])).toEqual(['Rclazione', 'sul', 'cernento', 'tipo', '325'])
    expect(after.storia.map((one) => one.atto)).toEqual(['ripresa', 'corretta', 'corretta'])
    expect((await takeBackTesto(paolo, ids[0] ?? '', 3)).ok).toBe(false)
  })

  test('is checked without a change: no word is uncertain; without that, nothing to save is said', async () => {
    const same = ['Rclazione sul cernento', 'tipo 325']
    expect((await correctTesto(paolo, ids[0] ?? '', say(same))).ok).toBe(false)
    expect((await correctTesto(paolo, ids[0] ?? '', say(same, { controllata: true }))).ok).toBe(true)
    expect((await page()).parole.every((one) => one[5] === 100)).toBe(true)
  })

  test('of a page that was not read is written, found and taken back', async () => {
    await db.execute(sql`delete from testi_pagina where pagina_id = ${ids[1]}::uuid`)
    expect((await page(2)).versione).toBe(SENZA_TESTO)
    const written = say([], { versione: SENZA_TESTO, nuove: ['Visto il verbale', 'di collaudo'] })
    expect((await correctTesto(paolo, ids[1] ?? '', written)).ok).toBe(true)
    expect((await cercaNelleCarte(null, await carte(null), 'collaudo')).map((one) => one.numero)).toEqual([2])
    expect((await takeBackTesto(paolo, ids[1] ?? '', 0)).ok).toBe(true)
    expect((await page(2)).parole).toEqual([])
  })

  test('of a page with covered parts is corrected without showing what is covered', async () => {
    const [, , cernento] = (await page()).parole
    const [, x = 0, y = 0, w = 0, h = 0] = cernento ?? []
    const covered = await coverPagina(paolo, ids[0] ?? '', { regioni: [[x, y, w, h]], motivo: 'Prova della copertura' })
    expect(covered.ok).toBe(true)
    expect((await correctTesto(paolo, ids[0] ?? '', say(GIUSTE))).ok).toBe(true)
    const [text] = await listTestiPagine(null, await carte(null), [1])
    expect(text?.testo).toBe('Relazione sul [coperto]\ntipo 325')
    expect(text?.parole.map((one) => one[0])).not.toContain('cemento')
  })

  test('is not for another office: not there, and not theirs, are the same', async () => {
    const refused = await correctTesto(elena, ids[0] ?? '', say(GIUSTE))
    expect(refused).toMatchObject({ ok: false, message: 'Questa pagina non c’è più: torna alle carte' })
    expect(await takeBackTesto(elena, ids[0] ?? '', 0)).toMatchObject({
      ok: false,
      message: (refused as { message: string }).message,
    })
  })
})
