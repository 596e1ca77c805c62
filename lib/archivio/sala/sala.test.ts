import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessiSala, appuntamentiSala as appuntamenti } from '@/drizzle/schema/archivio-sala'
import { postaUscita } from '@/drizzle/schema/pratiche'
import { audit, impostazioni } from '@/drizzle/schema/procedimenti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { addDays } from '@/lib/core/date'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { done } from '@/lib/mondo/pratiche'
import { grantAccesso, type MondoAccesso, openAccesso } from '../accesso/testing/mondo'
import { icsOf } from './calendario'
import { bookSala, cancelSala } from './commands'
import { closeAppuntamento, revokeSala } from './commands-ufficio'
import { findAccessoSala, listAccessiSala } from './queries'
import { findAccessoUfficio, findGiornoSala, listAccessiUfficio } from './queries-ufficio'
import { CHIAVI_SALA, chiaveTurno } from './rules'

let mondo: MondoAccesso
const who: Record<string, Viewer> = {}
let paolo: Funzionario
let franca: Funzionario
let elena: Funzionario
const anna = () => who.Anna as Viewer
beforeAll(async () => {
  mondo = await openAccesso()
  Object.assign(who, { Anna: mondo.anna, Carlo: mondo.carlo, Giulia: mondo.giulia })
  ;({ paolo, franca, elena } = mondo)
  await db.update(impostazioni).set({ valore: 1 }).where(eq(impostazioni.chiave, CHIAVI_SALA.posti))
})
afterAll(closeDatabase)

/** Granted to see a unit in the room. @returns id of the grant */
async function granted(viewer: Viewer): Promise<string> {
  const dati = { modo: 'sala', accompagnatore: 'Lia Verdi, carta AX0000000' }
  const id = await grantAccesso(mondo, viewer, dati, { modo: 'sala', giorniVisione: 30 })
  const [row] = await db.select().from(accessiSala).where(eq(accessiSala.praticaId, id))
  if (!row) throw new Error('no grant')
  return row.id
}
const slots = async (viewer: Viewer, id: string) =>
  ((await findAccessoSala(viewer, id))?.turni ?? []).filter((one) => one.liberi > 0).map(chiaveTurno)

describe('the reading room', () => {
  test('opens to who was granted, with the days of the act and who comes with them', async () => {
    const id = await granted(anna())
    const mine = await findAccessoSala(anna(), id)
    expect(mine).toMatchObject({
      al: addDays(await today(), 30),
      accompagnatore: 'Lia Verdi, carta AX0000000',
      appuntamento: null,
      elenco: [{ segnatura: 'MURI/SIS/1' }],
    })
    expect(mine?.turni.every((one) => one.giorno >= (mine?.primo ?? '') && one.liberi === 1)).toBe(true)
    expect(await findAccessoSala(who.Carlo as Viewer, id)).toBeNull()
    expect((await listAccessiSala(anna())).map((one) => one.id)).toContain(id)
    expect(await dbAs(who.Carlo as Viewer).$count(accessiSala)).toBe(0)
    expect(await dbAs(elena).$count(accessiSala)).toBe(0)
  })

  test('the last seat is of one: the other is told, and may take another slot', async () => {
    const [a, b] = [await granted(anna()), await granted(who.Carlo as Viewer)]
    const [turno = '', next = ''] = await slots(anna(), a)
    const both = await Promise.all([bookSala(anna(), a, { turno }), bookSala(who.Carlo as Viewer, b, { turno })])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(both.find((one) => !one.ok)).toMatchObject({ errors: { turno: expect.stringContaining('riempito') } })
    expect(await slots(anna(), a)).not.toContain(turno)
    const [loser, id] = both[0]?.ok ? ([who.Carlo as Viewer, b] as const) : ([anna(), a] as const)
    done(await bookSala(loser, id, { turno: next }))
    for (const [viewer, one] of [
      [anna(), a],
      [who.Carlo as Viewer, b],
    ] as const)
      done(await cancelSala(viewer, one))
  })

  test('is one, however often it is asked for at once', async () => {
    const a = await granted(anna())
    const [turno = ''] = await slots(anna(), a)
    const all = await Promise.all([1, 2, 3].map(() => bookSala(anna(), a, { turno })))
    expect(all.map((one) => one.ok)).toEqual([true, true, true])
    done(await cancelSala(anna(), a))
    expect((await cancelSala(anna(), a)).ok).toBe(false)
  })

  test('is moved without losing the seat when the new slot is full, and left to others', async () => {
    const [a, b] = [await granted(anna()), await granted(who.Carlo as Viewer)]
    const [first = '', second = '', third = ''] = await slots(anna(), a)
    done(await bookSala(anna(), a, { turno: first }))
    done(await bookSala(anna(), a, { turno: first })) // a second press
    done(await bookSala(who.Carlo as Viewer, b, { turno: second }))
    expect(await bookSala(anna(), a, { turno: second })).toMatchObject({ ok: false })
    expect((await findAccessoSala(anna(), a))?.appuntamento).toMatchObject({ giorno: first.slice(0, 10) })
    done(await bookSala(anna(), a, { turno: third }))
    expect(await slots(anna(), a)).toContain(first)
    const told = await db
      .select()
      .from(postaUscita)
      .where(eq(postaUscita.percorso, `/area-personale/sala/${a}`))
    expect(told.some((one) => one.oggetto.startsWith('Ti aspettiamo in sala'))).toBe(true)
    expect(await cancelSala(who.Carlo as Viewer, a)).toMatchObject({ message: 'Appuntamento non trovato' })
    done(await cancelSala(anna(), a))
    expect(await cancelSala(anna(), a)).toMatchObject({ ok: false })
    done(await cancelSala(who.Carlo as Viewer, b))
  })

  test('takes no slot that is not one: another hour, too soon, after the last day, somebody else’s grant', async () => {
    const id = await granted(anna())
    const [turno = ''] = await slots(anna(), id)
    const absent = await bookSala(anna(), crypto.randomUUID(), { turno })
    expect(await bookSala(who.Giulia as Viewer, id, { turno })).toEqual(absent)
    for (const wrong of [
      `${turno.slice(0, 10)} 03:00`,
      `${await today()} 09:30`,
      `${addDays(await today(), 90)} 09:30`,
    ])
      expect(await bookSala(anna(), id, { turno: wrong })).toMatchObject({ errors: { turno: expect.any(String) } })
  })

  test('and so says the wall: own grant, days to come, the seats there are', async () => {
    const id = await granted(anna())
    const write = (viewer: Viewer, giorno: string, posto: number) =>
      dbAs(viewer)
        .execute(
          sql.raw(`insert into appuntamenti_sala (ente, accesso_id, giorno, inizio, fine, posto)
            values ('p_sp', '${id}', '${giorno}', '23:00', '23:30', ${posto})`),
        )
        .then(
          () => 'written',
          (error: { cause?: Error }) => error.cause?.message,
        )
    const soon = addDays(await today(), 5)
    expect(await write(who.Carlo as Viewer, soon, 1)).toContain('row-level security')
    expect(await write(anna(), soon, 2)).toContain('row-level security')
    expect(await write(anna(), await today(), 1)).toContain('row-level security')
    expect(await write(anna(), addDays(await today(), 60), 1)).toContain('row-level security')
    expect(await write(anna(), soon, 1)).toBe('written')
    await db.delete(appuntamenti).where(eq(appuntamenti.accessoId, id))
  })

  test('is closed again with a reason that the reader reads, and the seat goes to others', async () => {
    const [a, b] = [await granted(anna()), await granted(who.Carlo as Viewer)]
    const [turno = ''] = await slots(anna(), a)
    done(await bookSala(anna(), a, { turno }))
    const MOTIVO = { motivo: 'La procura presentata non era valida' }
    const absent = await revokeSala(paolo, crypto.randomUUID(), MOTIVO)
    expect(await revokeSala(elena, a, MOTIVO)).toEqual(absent)
    expect(await findAccessoUfficio(elena, a)).toBeNull()
    expect((await listAccessiUfficio(elena)).length).toBe(0)
    done(await revokeSala(paolo, a, MOTIVO))
    expect(await revokeSala(paolo, a, MOTIVO)).toMatchObject({ ok: false })
    expect(await findAccessoSala(anna(), a)).toMatchObject({
      stato: 'revocato',
      revocatoMotivo: MOTIVO.motivo,
      appuntamento: null,
      turni: [],
    })
    expect(await findAccessoUfficio(paolo, a)).toMatchObject({
      stato: 'revocato',
      lettore: 'Anna Esempio',
      giorno: null,
    })
    expect((await listAccessiUfficio(paolo)).map((one) => one.id)).toEqual(expect.not.arrayContaining([a]))
    const [told] = await db
      .select()
      .from(postaUscita)
      .where(sql`chiave like ${`sala:${a}:revocata%`}`)
    expect(told?.testo).toContain('è annullato: non venire')
    expect(told?.testo).toContain(MOTIVO.motivo)
    const events = await db.select().from(audit).where(eq(audit.azione, 'archivio.sala_revocata'))
    expect(events).toMatchObject([{ attoreId: paolo.personaId, soggettoId: a }])
    expect(await bookSala(anna(), a, { turno })).toMatchObject({ message: expect.stringContaining('ha revocato') })
    done(await bookSala(who.Carlo as Viewer, b, { turno }))
    done(await cancelSala(who.Carlo as Viewer, b))
  })

  test('and so says the wall: who works in the archive, once, and nothing else of the grant', async () => {
    const id = await granted(anna())
    const change = (who: Viewer, set: string) =>
      dbAs(who)
        .execute(sql.raw(`update accessi_sala set ${set} where id = '${id}'`))
        .then(
          (rows) => rows.count,
          (error: { cause?: Error }) => error.cause?.message,
        )
    const revoke = (by: Viewer) =>
      `revocato_at = now(), revocato_da_id = '${by.personaId}', revocato_motivo = 'prova del muro'`
    expect(await change(anna(), revoke(anna()))).toBe(0)
    expect(await change(elena, revoke(elena))).toBe(0)
    expect(await change(paolo, revoke(franca))).toContain('row-level security')
    expect(await change(paolo, `al = al + 90`)).toContain('permission denied')
    const soon = addDays(await today(), 5)
    await db.execute(sql`insert into appuntamenti_sala (ente, accesso_id, giorno, inizio, fine, posto)
      values ('p_sp', ${id}::uuid, ${soon}::date, '22:00', '22:30', 1)`)
    const seat = (who: Viewer, stato: string) =>
      dbAs(who)
        .execute(sql`update appuntamenti_sala set stato = ${stato} where accesso_id = ${id}::uuid`)
        .then(
          (rows) => rows.count,
          (error: { cause?: Error }) => error.cause?.message,
        )
    expect(await seat(anna(), 'venuto')).toContain('row-level security')
    expect(await seat(paolo, 'disdetto')).toContain('row-level security') // not before the grant is revoked
    expect(await change(paolo, revoke(paolo))).toBe(1)
    expect(await seat(paolo, 'disdetto')).toBe(1)
    expect(await change(paolo, revoke(paolo))).toBe(0)
    const again = sql`insert into appuntamenti_sala (ente, accesso_id, giorno, inizio, fine, posto)
      values ('p_sp', ${id}::uuid, ${soon}::date, '23:00', '23:30', 1)`
    await expect(dbAs(anna()).execute(again)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('row-level security') },
    })
  })

  test('goes in a calendar, with signatures and no names', async () => {
    const id = await granted(anna())
    const [turno = ''] = await slots(anna(), id)
    const before = await findAccessoSala(anna(), id)
    expect(before && icsOf(before)).toBeNull()
    done(await bookSala(anna(), id, { turno }))
    const after = await findAccessoSala(anna(), id)
    const ics = (after && icsOf(after)) ?? ''
    expect(ics).toContain('BEGIN:VEVENT')
    expect(ics).toContain(`UID:sala-${id}@`)
    expect(ics).toMatch(/DTSTART:\d{8}T\d{6}Z/)
    expect(ics).not.toMatch(/Anna|Esempio|Verdi/)
    done(await cancelSala(anna(), id))
  })

  test('the archive sees who comes and what to fetch, in the order of the shelves; nobody else does', async () => {
    const id = await granted(anna())
    const [turno = ''] = await slots(anna(), id)
    done(await bookSala(anna(), id, { turno }))
    const giorno = turno.slice(0, 10) as `${number}-${number}-${number}`
    expect(await findGiornoSala(elena, giorno)).toBeNull()
    const day = await findGiornoSala(paolo, giorno)
    expect(day?.appuntamenti).toMatchObject([{ nome: 'Anna Esempio', posto: 1, unita: [{ segnatura: 'MURI/SIS/1' }] }])
    expect(day?.prelievi).toMatchObject([
      { codice: 'MURI-1', percorso: 'Palazzo di prova', fuori: 'scansione', segnature: ['MURI/SIS/1'] },
    ])
    expect(day?.senzaPosto).toEqual([])
    const appuntamento = day?.appuntamenti[0]?.id ?? ''
    expect(await closeAppuntamento(paolo, appuntamento, { esito: 'venuto' })).toMatchObject({
      message: expect.stringContaining('dal giorno'),
    })
    await db
      .update(appuntamenti)
      .set({ giorno: await today() })
      .where(eq(appuntamenti.id, appuntamento))
    expect(await closeAppuntamento(elena, appuntamento, { esito: 'venuto' })).toMatchObject({ ok: false })
    done(await closeAppuntamento(paolo, appuntamento, { esito: 'venuto' }))
    expect(await closeAppuntamento(paolo, appuntamento, { esito: 'assente' })).toMatchObject({ ok: false })
  })
})
