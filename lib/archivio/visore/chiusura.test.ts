import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { derivatiPagina, pagineArchivio as pagine, testiPagina } from '@/drizzle/schema/archivio-digitale'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { correctTesto } from '../correzione/commands'
import type { Chi } from '../lettore'
import type { Etichetta } from '../rules-consultabilita'
import { listFileDelPacchetto } from '../scambio/pacchetto'
import { layArchivio } from '../testing/world'
import { closePagina, coverPagina, openPagina, SOLO_ABILITATI, uncoverPagina } from './commands-copertura'
import { chiusuraInput } from './forms-copertura'
import { findCarte, listPagine } from './queries'
import { findDaCoprire } from './queries-copertura'
import { cercaNelleCarte, listTestiPagine } from './queries-testo'
import { layCarte } from './testing/carte'

// archivio.md § 5: health, offences and family are of officers named one by one, also when they are on one page of a file.

const MOTIVO = 'Contiene dati sulla salute'
const SALUTE: Etichetta = { categoria: 'salute', il: '1968-03-14' }
let unita: string
let carta: string // what closes it is on this page
let anna: Viewer // a citizen: the papers are everybody's
let elena: Funzionario // an officer who is named for the unit
let franca: Funzionario // an officer who is not
let paolo: Funzionario // works in the archive, not named

beforeAll(async () => {
  await loadWorld()
  anna = await viewerOf('Anna', 'Esempio')
  elena = await officerNamed('Elena', 'Istruttore')
  franca = await officerNamed('Franca', 'Dirigente')
  paolo = await officerNamed('Paolo', 'Archivista')
  unita = (await layArchivio((await viewerOf('Carlo', 'Finto')).personaId, false)).aperto
  const [, second = ''] = await layCarte(unita, [
    { righe: ['Relazione sul ponte'] },
    { righe: ['Certificato medico', 'silicosi del signor Bianchi'] },
  ])
  carta = second
  await name(elena, unita)
})
afterAll(closeDatabase)
const name = (who: Funzionario, unitaId: string) =>
  db.execute(sql`insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al)
    values ('p_sp', ${who.personaId}::uuid, ${unitaId}::uuid, 'prova', oggi_a_roma() - 1, oggi_a_roma() + 30)`)
const carteOf = async (chi: Chi) => {
  const carte = await findCarte(chi, unita)
  if (!carte) throw new Error('No papers')
  return carte
}

/** What somebody gets of the page: image, text, words that are found, rows that the walls give. */
async function seen(chi: Viewer) {
  const carte = await carteOf(chi)
  const [pagina] = await listPagine(chi, carte, 2, 2)
  const as = dbAs({ personaId: chi.personaId })
  const walls = await Promise.all([
    as.$count(testiPagina, eq(testiPagina.paginaId, carta)),
    as.$count(derivatiPagina, and(eq(derivatiPagina.paginaId, carta), eq(derivatiPagina.tipo, 'intera'))),
  ])
  return {
    immagine: pagina?.immagine?.tipo ?? null,
    testo: (await listTestiPagine(chi, carte, [2]))[0]?.testo ?? null,
    trovate: (await cercaNelleCarte(chi, carte, 'silicosi')).length,
    walls,
  }
}
const TESTO = 'Certificato medico\nsilicosi del signor Bianchi'
const WHOLE = { immagine: 'intera', testo: TESTO, trovate: 1, walls: [1, 1] }
const NOTHING = { immagine: null, testo: null, trovate: 0, walls: [0, 0] }
const everybody = async () => ({
  anna: await seen(anna),
  franca: await seen(franca),
  paolo: await seen(paolo),
  elena: await seen(elena),
})
const close = (etichetta: Etichetta | null, who = paolo) => closePagina(who, carta, { motivo: MOTIVO, etichetta })
const stato = async () => {
  const [row] = await db.select().from(pagine).where(eq(pagine.id, carta))
  return row && [row.riservata, row.soloAbilitati, row.consultabileDal]
}

describe('a page of free papers, closed', () => {
  test('by hand: the offices see it, and there is no term', async () => {
    expect(await everybody()).toEqual({ anna: WHOLE, franca: WHOLE, paolo: WHOLE, elena: WHOLE })
    expect(await close(null)).toMatchObject({ ok: true })
    expect(await stato()).toEqual([true, false, null])
    expect(await everybody()).toEqual({ anna: NOTHING, franca: WHOLE, paolo: WHOLE, elena: WHOLE })
    expect(await close(null)).toMatchObject({ ok: false })
  })

  test('by what it says: only who is named sees it, until seventy years have passed; also who closed it sees it no longer', async () => {
    expect(await close(SALUTE)).toMatchObject({ ok: true })
    expect(await stato()).toEqual([true, true, '2038-03-15'])
    expect(await everybody()).toEqual({ anna: NOTHING, franca: NOTHING, paolo: NOTHING, elena: WHOLE })
  })

  test('who does not see it changes nothing of it, and is told whom to ask', async () => {
    const refusal = { ok: false, message: SOLO_ABILITATI }
    expect(await openPagina(paolo, carta, MOTIVO)).toMatchObject(refusal)
    expect(await close(null)).toMatchObject(refusal)
    expect(await uncoverPagina(paolo, carta, MOTIVO)).toMatchObject(refusal)
    expect(await coverPagina(paolo, carta, { regioni: [[0, 0, 90, 90]], motivo: MOTIVO })).toMatchObject(refusal)
    const corrected = { versione: 0, righe: TESTO.split('\n'), controllata: true }
    expect(await correctTesto(paolo, carta, corrected as never)).toMatchObject({ ok: false })
    // an officer who does not work in the archive is not even told that it is there
    expect(await openPagina(elena, carta, MOTIVO)).toEqual(await openPagina(elena, crypto.randomUUID(), MOTIVO))
    expect(await stato()).toEqual([true, true, '2038-03-15'])
    const found = await findDaCoprire(paolo, await carteOf(paolo), 2)
    expect([found?.pagina.chiusa, found?.proposte, found?.storia[0]]).toMatchObject([
      true,
      [],
      { atto: 'chiusa', categoria: 'salute', il: '1968-03-14', anno: null },
    ])
  })

  test('the file it is in does not leave with who may not see it', async () => {
    expect(await listFileDelPacchetto(paolo, unita)).toMatchObject({ files: [], esclusi: 1 })
    expect(await listFileDelPacchetto(elena, unita)).toMatchObject({ files: [{ nome: 'scansione.tif' }], esclusi: 0 })
  })

  test('covered by an archivist who is named, the others see what is left', async () => {
    await name(paolo, unita)
    expect(await coverPagina(paolo, carta, { regioni: [[0, 0, 1240, 260]], motivo: MOTIVO })).toMatchObject({
      ok: true,
    })
    expect(await stato()).toEqual([true, true, '2038-03-15']) // still of those who are named
    const left = { immagine: 'oscurata', testo: expect.stringContaining('silicosi'), trovate: 1, walls: [0, 0] }
    expect(await everybody()).toEqual({ anna: left, franca: left, paolo: WHOLE, elena: WHOLE })
  })

  test('once its term has passed it is as the others, with nothing written', async () => {
    await db.execute(sql`update pagine_archivio set consultabile_dal = oggi_a_roma() + 1 where id = ${carta}::uuid`)
    expect((await seen(franca)).immagine).toBe('oscurata')
    await db.execute(sql`update pagine_archivio set consultabile_dal = oggi_a_roma() where id = ${carta}::uuid`)
    expect(await everybody()).toEqual({ anna: WHOLE, franca: WHOLE, paolo: WHOLE, elena: WHOLE })
    const [pagina] = await listPagine(anna, await carteOf(anna), 2, 2)
    expect(pagina).toMatchObject({ riservata: false, pubblica: true, consultabileDal: null })
    expect(await listFileDelPacchetto(franca, unita)).toMatchObject({ esclusi: 0 })
  })

  test('security closes it to others than the offices, for as long as it stands; opened, nothing is left of it', async () => {
    expect(await close({ categoria: 'sicurezza', anno: 1990 })).toMatchObject({ ok: true })
    expect(await stato()).toEqual([true, false, null])
    expect((await seen(franca)).immagine).toBe('intera')
    expect(await openPagina(paolo, carta, MOTIVO)).toMatchObject({ ok: true })
    expect(await stato()).toEqual([false, false, null])
    expect((await seen(anna)).immagine).toBe('intera')
  })

  test('a term that has passed closes nothing: it is said', async () => {
    expect(await close({ categoria: 'giudiziari', anno: 1980 })).toMatchObject({
      ok: false,
      errors: { quando: 'Il termine è passato: per questo motivo la pagina è libera dal 1 gennaio 2021' },
    })
    expect(await stato()).toEqual([false, false, null])
  })
})

describe('what is typed', () => {
  const typed = (categoria: string, quando: string) => chiusuraInput.safeParse({ categoria, quando, motivo: MOTIVO })
  test('a day, or the last year of what is not one day', () => {
    expect(typed('salute', '14/03/1968').data?.etichetta).toEqual(SALUTE)
    expect(typed('salute', 'ca. 1968').data?.etichetta).toEqual({ categoria: 'salute', anno: 1968 })
    expect(typed('salute', '1961-1968').data?.etichetta).toEqual({ categoria: 'salute', anno: 1968 })
    expect(typed('', 'quando vuoi').data?.etichetta).toBeNull()
  })
  test.each([
    ['salute', ''],
    ['salute', 's.d.'],
    ['salute', '31/02/1968'],
  ])('«%s» on «%s» is refused at its field', (categoria, quando) => {
    expect(typed(categoria, quando).error?.issues.map((one) => one.path)).toEqual([['quando']])
  })
})
