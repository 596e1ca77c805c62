import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ricercheSalvate as ricerche } from '@/drizzle/schema/archivio-lettori'
import { postaUscita } from '@/drizzle/schema/pratiche'
import { audit } from '@/drizzle/schema/procedimenti'
import type { Viewer } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { loadArchivio } from '@/lib/mondo/archivio/load-archivio'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { unitaIdOf } from '../carico'
import { isReserved, UNITA } from '../testing/domande'
import { loadCarte } from '../testing/pagine'
import { changeRicerca, removeRicerca, saveRicerca } from './commands'
import { avvisaRicerche } from './commands-avvisi'
import { listRicerche } from './queries'
import { MAX_RICERCHE, prossimoAvviso } from './rules'

let anna: Viewer
let carlo: Viewer
let elena: Viewer
beforeAll(async () => {
  await loadWorld()
  await loadArchivio(300)
  anna = await viewerOf('Anna', 'Esempio')
  carlo = await viewerOf('Carlo', 'Finto')
  elena = await officerNamed('Elena', 'Istruttore')
})
afterAll(closeDatabase)
beforeEach(() => db.delete(ricerche))

const save = (chi: Viewer, testo: string, avviso: 'nessuno' | 'quotidiano' | 'settimanale' = 'quotidiano') =>
  saveRicerca(chi, { testo }, { nome: `Ricerca di ${testo}`, avviso })
const firstOf = async (chi: Viewer) => (await listRicerche(chi))[0]?.id ?? ''
const rowOf = async (id: string) => (await db.select().from(ricerche).where(eq(ricerche.id, id)))[0]
/** Morning has come. */
const fallDue = () => db.update(ricerche).set({ prossimaAt: sql`now()` }).where(sql`prossima_at is not null`)
const messages = async (chi: Viewer) => {
  const rows = await db
    .select({ testo: postaUscita.testo, percorso: postaUscita.percorso })
    .from(postaUscita)
    .where(and(eq(postaUscita.personaId, chi.personaId), eq(postaUscita.canale, 'area'), sql`chiave like 'ricerca:%'`))
    .orderBy(postaUscita.createdAt)
  return rows
}
/** A unit that was not there before, like one that is. */
async function addNuova(titolo: string, accesso: string): Promise<string> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into unita_archivistiche (ente, id, padre_id, fondo_id, ordine, posizione, profondita, livello, segnatura, titolo, dal, al, certezza,
      data_mostrata, trattamento, accesso_base, accesso, accesso_dopo, fonte, comune_istat)
    select u.ente, gen_random_uuid(), u.padre_id, u.fondo_id, u.ordine || '.' || md5(${titolo}), 90000 + (random() * 9000)::int, u.profondita, u.livello,
      'NUOVA/' || md5(${titolo}), ${titolo}, u.dal, u.al, u.certezza, u.data_mostrata, u.trattamento, ${accesso}, ${accesso}, 'libero', 'prova', '011015'
    from unita_archivistiche u where u.livello = 'fascicolo' limit 1 returning id`)
  return row?.id ?? ''
}

describe('a saved search', () => {
  test('is its owner’s: listed, named anew, taken away; of others it is not there', async () => {
    expect(await save(anna, 'muro', 'nessuno')).toMatchObject({ ok: true })
    const id = await firstOf(anna)
    expect((await listRicerche(anna))[0]).toMatchObject({ query: '?q=muro', domanda: { testo: 'muro' } })
    expect(await listRicerche(carlo)).toEqual([])
    const input = { nome: 'Muri', avviso: 'settimanale' as const }
    const missing = await changeRicerca(carlo, crypto.randomUUID(), input)
    expect(missing).toMatchObject({ ok: false })
    expect(await changeRicerca(carlo, id, input)).toEqual(missing)
    expect(await removeRicerca(carlo, id)).toEqual(missing)
    expect(await changeRicerca(anna, id, input)).toMatchObject({ ok: true })
    expect((await listRicerche(anna))[0]).toMatchObject(input)
    expect(await removeRicerca(anna, id)).toMatchObject({ ok: true })
    expect(await removeRicerca(anna, id)).toEqual(missing)
    const events = await db.select({ azione: audit.azione }).from(audit).where(eq(audit.soggettoId, id))
    expect(events.map((one) => one.azione)).toEqual([
      'archivio.ricerca_salvata',
      'archivio.ricerca_cambiata',
      'archivio.ricerca_tolta',
    ])
  })

  test('is kept once, not empty, and no more than so many', async () => {
    expect(await save(anna, 'muro')).toMatchObject({ ok: true })
    expect(await save(anna, 'muro')).toMatchObject({ ok: false, message: expect.stringContaining('Ricerca di muro') })
    expect(await saveRicerca(anna, {}, { nome: 'Vuota', avviso: 'nessuno' })).toMatchObject({ ok: false })
    const all = await Promise.all(Array.from({ length: MAX_RICERCHE + 3 }, (_, i) => save(anna, `muro ${i}`)))
    expect(all.filter((one) => one.ok)).toHaveLength(MAX_RICERCHE - 1)
    expect(await save(carlo, 'muro')).toMatchObject({ ok: true })
  })

  test('is looked at again the next day, or in a week, in the morning', async () => {
    expect(prossimoAvviso('quotidiano', '2026-12-31')).toBe('2027-01-01')
    expect(prossimoAvviso('settimanale', '2026-02-25')).toBe('2026-03-04')
    expect(prossimoAvviso('nessuno', '2026-12-31')).toBeNull()
    await save(anna, 'muro')
    const [row] = await db.execute<{ ora: string; giorni: number }>(sql`
      select to_char(prossima_at at time zone 'Europe/Rome', 'HH24:MI') as ora,
        ((prossima_at at time zone 'Europe/Rome')::date - oggi_a_roma())::int as giorni from ricerche_salvate`)
    expect(row).toEqual({ ora: '06:00', giorni: 1 })
  })
})

describe('who saved it', () => {
  test('is told once of what is new and theirs to know; of nothing new, nothing', async () => {
    await addNuova('Fluoritone antico', 'su_richiesta')
    await save(anna, 'fluoritone')
    await save(carlo, 'apatitone')
    await fallDue()
    expect(await avvisaRicerche()).toBe(0) // what was there when it was saved is not new
    const id = await firstOf(anna)
    expect((await rowOf(id))?.prossimaAt?.getTime()).toBeGreaterThan(Date.now())
    await addNuova('Fluoritone moderno', 'su_richiesta')
    await addNuova('Fluoritone segreto', 'particolare')
    expect(await avvisaRicerche()).toBe(0) // not due yet
    await fallDue()
    expect(await Promise.all([avvisaRicerche(), avvisaRicerche()]).then(([a, b]) => a + b)).toBe(1)
    const [told, ...others] = await messages(anna)
    expect(others).toEqual([])
    expect(told?.percorso).toBe('/archivio?q=fluoritone')
    expect(told?.testo).toMatch(/^La ricerca «Ricerca di fluoritone» trova un’unità nuova.*: NUOVA\/[0-9a-f]{32}\./)
    await fallDue()
    expect(await avvisaRicerche()).toBe(0)
    expect([await messages(anna), await messages(carlo)]).toEqual([[told], []])
  })

  test('is told of papers read since, only while they may see them', async () => {
    const unit = UNITA.slice(0, 300).find(
      (one) => one.livello === 'fascicolo' && one.accessoBase === 'su_richiesta' && !isReserved(one),
    )
    const unitaId = unitaIdOf(unit?.segnatura ?? '')
    await save(anna, 'dolomitone')
    await save(carlo, 'dolomitone')
    const admit = (chi: Viewer) =>
      db.execute(sql`insert into visioni_archivio (ente, unita_id, persona_id, scopo, dal, al, concessa_da_id)
        values ('p_sp', ${unitaId}::uuid, ${chi.personaId}::uuid, 'prova', now(), now() + interval '1 day', ${elena.personaId}::uuid)`)
    await admit(anna)
    await admit(carlo)
    await loadCarte([{ segnatura: unit?.segnatura ?? '', pagine: [{ testo: 'Prova di dolomitone' }] }])
    await db.execute(
      sql`update visioni_archivio set revocata_at = now(), revocata_da_id = concessa_da_id where persona_id = ${carlo.personaId}::uuid`,
    )
    const before = (await messages(anna)).length
    await fallDue()
    expect(await avvisaRicerche()).toBe(1)
    expect([(await messages(anna)).length - before, await messages(carlo)]).toEqual([1, []])
  })

  test('is told of what has opened since, on the day its term ended, and once', async () => {
    const id = await addNuova('Celestitone chiuso', 'particolare')
    await db.execute(sql`update unita_archivistiche set created_at = now() - interval '40 years', consultabile_dal = oggi_a_roma()
      where id = ${id}::uuid`)
    await save(anna, 'celestitone')
    await fallDue()
    expect(await avvisaRicerche()).toBe(0) // it was open when the search was saved
    await db.update(ricerche).set({ vistaAt: sql`now() - interval '2 days'` })
    await fallDue()
    expect(await avvisaRicerche()).toBe(1)
    expect((await messages(anna)).at(-1)?.testo).toContain('da poco consultabile')
    await fallDue()
    expect(await avvisaRicerche()).toBe(0)
  })

  test('is told also when another search cannot be made: that one is tried later', async () => {
    await save(anna, 'calcitone')
    await save(carlo, 'calcitone')
    await addNuova('Calcitone', 'su_richiesta')
    await fallDue()
    const broken = await firstOf(anna)
    await db
      .update(ricerche)
      .set({ istantanea: 'x', prossimaAt: new Date(0) })
      .where(eq(ricerche.id, broken))
    const before = (await messages(carlo)).length
    await expect(avvisaRicerche()).rejects.toThrow()
    expect((await messages(carlo)).length - before).toBe(1)
    expect((await rowOf(broken))?.prossimaAt?.getTime()).toBeGreaterThan(Date.now())
    expect(await avvisaRicerche()).toBe(0)
  })

  test('is not told while they want no notice, and then only of what comes after', async () => {
    await save(carlo, 'zirconitone', 'nessuno')
    await addNuova('Zirconitone', 'su_richiesta')
    await fallDue()
    expect(await avvisaRicerche()).toBe(0)
    await changeRicerca(carlo, await firstOf(carlo), { nome: 'Zirconitone', avviso: 'settimanale' })
    await fallDue()
    expect(await avvisaRicerche()).toBe(0)
    await addNuova('Zirconitone secondo', 'su_richiesta')
    await fallDue()
    expect(await avvisaRicerche()).toBe(1)
  })
})
