import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { convenzioniArchivio, lettoriConvenzione } from '@/drizzle/schema/archivio-accesso'
import { visioniArchivio as visioni } from '@/drizzle/schema/archivio-digitale'
import { audit } from '@/drizzle/schema/procedimenti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { addDays } from '@/lib/core/date'
import type { Result } from '@/lib/core/result'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { findScheda } from '../queries'
import { type ArchivioDiProva, layArchivio } from '../testing/world'
import { findCarte, righeFiligrana } from '../visore/queries'
import { addConvenzione, addLettore, endConvenzione, openInConvenzione, removeLettore } from './commands-convenzioni'
import { openProprio } from './commands-proprio'
import { readmitVisione, revokeVisione } from './commands-visioni'
import { findPreclusione, findVisioneDi } from './queries'
import { findConvenzione, listConvenzioni, listEntiConvenzionabili } from './queries-convenzioni'

let unit: ArchivioDiProva
let marta: Viewer // works for the Comune of Sarzana
let anna: Viewer
let giulia: Viewer
let paolo: Funzionario
let franca: Funzionario
let elena: Funzionario
let sarzana: string
beforeAll(async () => {
  await loadWorld()
  const named = (cognome: string, nome: string) => officerNamed(nome, cognome)
  marta = await viewerOf('Marta', 'Tecnico')
  anna = await viewerOf('Anna', 'Esempio')
  giulia = await viewerOf('Giulia', 'Modello')
  paolo = await named('Archivista', 'Paolo')
  franca = await named('Dirigente', 'Franca')
  elena = await named('Istruttore', 'Elena')
  unit = await layArchivio(anna.personaId)
  sarzana = (await listEntiConvenzionabili(paolo)).find((one) => one.denominazione === 'Comune di Sarzana')?.id ?? ''
})
afterAll(closeDatabase)

const done = <T>(result: Result<T, string>): T => {
  if (!result.ok) throw new Error(`${result.message} ${JSON.stringify(result.errors)}`)
  return result.value
}
const agreed = async (more: Partial<Parameters<typeof addConvenzione>[1]> = {}) => {
  const oggi = await today()
  const input = {
    organizzazioneId: sarzana,
    atto: 'Delibera di prova n. 1',
    comuni: ['011027'],
    dal: oggi,
    al: oggi,
    ...more,
  }
  return done(await addConvenzione(paolo, input))
}
const NAMED = () => ({ codiceFiscale: marta.codiceFiscale, nome: 'Marta Tecnico' })
const MOTIVO = { motivo: 'Ha usato le carte per altro da ciò che aveva scritto' }
const SCOPO = { scopo: 'Istruttoria edilizia 12/2026' }
const sees = async (viewer: Viewer, id: string) => (await findScheda(viewer, id))?.vede.carte ?? null
const pages = async (viewer: Viewer, id: string) =>
  (
    await dbAs(viewer).execute<{ n: number }>(
      sql`select count(*)::int as n from pagine_archivio where unita_id = ${id}::uuid`,
    )
  )[0]?.n
const closeAll = async () => {
  for (const one of (await listConvenzioni(paolo)) ?? [])
    if (one.stato === 'in_vigore') done(await endConvenzione(paolo, one.id, { motivo: 'Fine della prova' }))
}

describe('one who is named in a unit', () => {
  const name = (unita: string) =>
    db.execute(sql`insert into agenti_unita (ente, unita_id, ruolo, nome, codice_fiscale)
      values ('p_sp', ${unita}::uuid, 'progettista', 'Giulia Modello', ${giulia.codiceFiscale})`)

  test('reads it at once, for the day, when they have said what for; nobody else does', async () => {
    const absent = await openProprio(giulia, crypto.randomUUID(), SCOPO)
    expect(await openProprio(giulia, unit.fascicolo, SCOPO)).toEqual(absent)
    for (const id of [unit.fascicolo, unit.riservato, unit.chiuso]) await name(id)
    expect(await sees(giulia, unit.fascicolo)).toBe(false)
    expect(await pages(giulia, unit.fascicolo)).toBe(0)
    done(await openProprio(giulia, unit.fascicolo, SCOPO))
    done(await openProprio(giulia, unit.fascicolo, SCOPO)) // a second press
    expect(await pages(giulia, unit.fascicolo)).toBe(2)
    const mine = await db.select().from(visioni).where(eq(visioni.personaId, giulia.personaId))
    expect(mine).toMatchObject([{ proprio: true, scopo: SCOPO.scopo, copie: false }])
    expect(await findVisioneDi(giulia, unit.fascicolo)).toMatchObject({ proprio: true, fino: await today() })
    const carte = await findCarte(giulia, unit.fascicolo)
    expect(carte && (await righeFiligrana(giulia, carte)).at(-1)).toBe(SCOPO.scopo)
    const told = await db.select().from(audit).where(eq(audit.azione, 'archivio.visione_propria'))
    expect(told).toMatchObject([{ soggettoId: mine[0]?.id, attoreId: giulia.personaId }])
    // reserved papers are asked for, closed ones are not there
    for (const id of [unit.riservato, unit.chiuso]) expect(await openProprio(giulia, id, SCOPO)).toEqual(absent)
    await db.execute(sql`update visioni_archivio set dal = dal - interval '1 day', al = al - interval '1 day'
      where persona_id = ${giulia.personaId}::uuid`)
    expect(await sees(giulia, unit.fascicolo)).toBe(false)
  })

  test('does not open it again once the office has revoked it: only the office lets them in again', async () => {
    done(await openProprio(giulia, unit.fascicolo, SCOPO))
    const [mine] = await db
      .select()
      .from(visioni)
      .where(and(eq(visioni.personaId, giulia.personaId), gt(visioni.al, sql`now()`)))
    const id = mine?.id ?? ''
    // a second one, as two presses at once wrote before the door was locked
    await db.execute(sql`insert into visioni_archivio (ente, unita_id, persona_id, proprio, scopo, al, concessa_da_id)
      select ente, unita_id, persona_id, proprio, scopo, al, concessa_da_id from visioni_archivio where id = ${id}::uuid`)
    done(await revokeVisione(paolo, id, MOTIVO))
    expect(await sees(giulia, unit.fascicolo)).toBe(false)
    expect(await pages(giulia, unit.fascicolo)).toBe(0)
    expect(await openProprio(giulia, unit.fascicolo, SCOPO)).toMatchObject({
      message: expect.stringContaining('ha revocato'),
    })
    expect(await findPreclusione(giulia, unit.fascicolo)).toEqual({ il: await today(), motivo: MOTIVO.motivo })
    await expect(
      dbAs(
        giulia,
      ).execute(sql`insert into visioni_archivio (ente, unita_id, persona_id, proprio, scopo, al, concessa_da_id)
        values ('p_sp', ${unit.fascicolo}::uuid, ${giulia.personaId}::uuid, true, 'x', now() + interval '1 second', ${giulia.personaId}::uuid)`),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('row-level security') } })

    for (const officer of [paolo, elena]) expect(await readmitVisione(officer, id, MOTIVO)).toMatchObject({ ok: false })
    await expect(
      dbAs(
        paolo,
      ).execute(sql`update visioni_archivio set riammesso_at = now(), riammesso_da_id = ${paolo.personaId}::uuid,
        riammesso_motivo = 'x' where id = ${id}::uuid`),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('row-level security') } })
    done(await readmitVisione(franca, id, MOTIVO))
    expect(await readmitVisione(franca, id, MOTIVO)).toMatchObject({ ok: false })
    expect(await sees(giulia, unit.fascicolo)).toBe(false) // what was closed stays closed
    const undo = dbAs(franca).execute(sql`update visioni_archivio set revocata_at = null where id = ${id}::uuid`)
    await expect(undo).rejects.toMatchObject({ cause: { message: expect.stringMatching(/non si cambia|violates/) } })
    done(await openProprio(giulia, unit.fascicolo, SCOPO))
    expect(await pages(giulia, unit.fascicolo)).toBe(2)
    const events = await db.select().from(audit).where(eq(audit.soggettoId, id)).orderBy(audit.id)
    expect(events.map(({ azione, attoreId }) => [azione, attoreId])).toEqual([
      ['archivio.visione_propria', giulia.personaId],
      ['archivio.visione_revocata', paolo.personaId],
      ['archivio.lettore_riammesso', franca.personaId],
    ])
    expect(events[1]?.dati).toEqual({ chiuse: 2 })
    await db.execute(sql`update visioni_archivio set dal = dal - interval '1 day', al = al - interval '1 day'
      where persona_id = ${giulia.personaId}::uuid`)
  })

  test('nor what the office revoked after it was over', async () => {
    done(await openProprio(giulia, unit.fascicolo, SCOPO))
    await db.execute(sql`update visioni_archivio set dal = dal - interval '1 day', al = al - interval '1 day'
      where persona_id = ${giulia.personaId}::uuid`)
    const [mine] = await db
      .select()
      .from(visioni)
      .where(and(eq(visioni.personaId, giulia.personaId), isNull(visioni.revocataAt)))
      .orderBy(desc(visioni.al))
    const id = mine?.id ?? ''
    done(await revokeVisione(paolo, id, MOTIVO))
    expect(await openProprio(giulia, unit.fascicolo, SCOPO)).toMatchObject({ ok: false })
    done(await readmitVisione(franca, id, MOTIVO))
  })

  test('presses twice at once and has one view', async () => {
    const both = await Promise.all([1, 2].map(() => openProprio(giulia, unit.fascicolo, SCOPO)))
    expect(both.map((one) => one.ok)).toEqual([true, true])
    expect(await db.$count(visioni, and(eq(visioni.personaId, giulia.personaId), gt(visioni.al, sql`now()`)))).toBe(1)
    await db.execute(sql`update visioni_archivio set dal = dal - interval '1 day', al = al - interval '1 day'
      where persona_id = ${giulia.personaId}::uuid`)
  })

  test('opens no more than that, whatever they write: the wall says so too', async () => {
    const write = (unita: string, fino: string, more = '') =>
      dbAs(giulia)
        .execute(
          sql.raw(`insert into visioni_archivio (ente, unita_id, persona_id, proprio, scopo, al, concessa_da_id${more ? ', copie' : ''})
            values ('p_sp', '${unita}', '${giulia.personaId}', true, 'prova', ${fino}, '${giulia.personaId}'${more})`),
        )
        .then(
          () => 'written',
          (error: { cause?: Error }) => error.cause?.message,
        )
    const soon = `now() + interval '1 second'`
    expect(await write(unit.ponte, soon)).toContain('row-level security')
    expect(await write(unit.riservato, soon)).toContain('row-level security')
    expect(await write(unit.fascicolo, `now() + interval '25 hours'`)).toContain('row-level security')
    expect(await write(unit.fascicolo, soon, ', true')).toContain('row-level security')
  })
})

describe('reading under an agreement', () => {
  test('without one, working for the Comune shows the names and not the papers', async () => {
    expect((await findScheda(marta, unit.ponte))?.vede).toMatchObject({ nomi: true, carte: false })
    expect(await pages(marta, unit.ponte)).toBe(0)
    expect(await openInConvenzione(marta, unit.ponte, SCOPO)).toMatchObject({ ok: false })
  })

  test('one who is named opens a unit of its Comuni for the day, once they have said what for', async () => {
    const id = await agreed()
    expect(await openInConvenzione(marta, unit.ponte, SCOPO)).toMatchObject({ ok: false }) // not named yet
    done(await addLettore(paolo, id, NAMED()))
    expect(await sees(marta, unit.ponte)).toBe(false)
    done(await openInConvenzione(marta, unit.ponte, SCOPO))
    done(await openInConvenzione(marta, unit.ponte, SCOPO)) // a second press opens nothing more
    expect(await sees(marta, unit.ponte)).toBe(true)
    expect(await pages(marta, unit.ponte)).toBe(2)
    const views = await db.select().from(visioni).where(eq(visioni.convenzioneId, id))
    expect(views).toMatchObject([{ personaId: marta.personaId, copie: false, ...SCOPO }])
    const [end] = await db.execute<{ fine: string }>(
      sql`select to_char(al at time zone 'Europe/Rome', 'YYYY-MM-DD HH24:MI') as fine from visioni_archivio where convenzione_id = ${id}::uuid`,
    )
    expect(end?.fine).toBe(`${addDays(await today(), 1)} 00:00`)
    const events = await db.select().from(audit).where(eq(audit.azione, 'archivio.visione_in_convenzione'))
    expect(events).toMatchObject([{ attoreId: marta.personaId, soggettoId: views[0]?.id }])
    await closeAll()
    expect(await sees(marta, unit.ponte)).toBe(false) // closed at once with the agreement
  })

  test('not again what the office has revoked, not even under another agreement', async () => {
    done(await addLettore(paolo, await agreed(), NAMED()))
    done(await openInConvenzione(marta, unit.ponte, SCOPO))
    const [view] = await db
      .select()
      .from(visioni)
      .where(and(eq(visioni.personaId, marta.personaId), gt(visioni.al, sql`now()`), isNull(visioni.revocataAt)))
    done(await revokeVisione(paolo, view?.id ?? '', MOTIVO))
    const absent = await openInConvenzione(marta, crypto.randomUUID(), SCOPO)
    expect(await openInConvenzione(marta, unit.ponte, SCOPO)).toEqual(absent)
    await closeAll()
    done(await addLettore(paolo, await agreed(), NAMED()))
    expect(await openInConvenzione(marta, unit.ponte, SCOPO)).toEqual(absent)
    done(await readmitVisione(franca, view?.id ?? '', MOTIVO))
    done(await openInConvenzione(marta, unit.ponte, SCOPO))
    await closeAll()
  })

  test('not of another Comune, nor what is reserved, nor what is closed', async () => {
    done(await addLettore(paolo, await agreed(), NAMED()))
    const absent = await openInConvenzione(marta, crypto.randomUUID(), SCOPO)
    for (const id of [unit.fascicolo, unit.riservato, unit.chiuso])
      expect(await openInConvenzione(marta, id, SCOPO)).toEqual(absent)
    await closeAll()
  })

  test('not before its first day nor after its last, nor by one who does not work for the body', async () => {
    const oggi = await today()
    const future = await agreed({ dal: addDays(oggi, 1), al: addDays(oggi, 9) })
    done(await addLettore(paolo, future, NAMED()))
    expect(await openInConvenzione(marta, unit.ponte, SCOPO)).toMatchObject({ ok: false })
    const past = await agreed()
    done(await addLettore(paolo, past, NAMED()))
    await db.execute(sql`update convenzioni_archivio set dal = dal - 9, al = al - 9 where id = ${past}::uuid`)
    expect(await openInConvenzione(marta, unit.ponte, SCOPO)).toMatchObject({ ok: false })
    const now = await agreed()
    done(await addLettore(paolo, now, { codiceFiscale: anna.codiceFiscale, nome: 'Anna Esempio' }))
    expect(await openInConvenzione(anna, unit.ponte, SCOPO)).toMatchObject({ ok: false })
    await closeAll()
    done(await endConvenzione(paolo, future, { motivo: 'Fine della prova' }))
  })

  test('one who is taken out reads no more, from that moment', async () => {
    const id = await agreed()
    done(await addLettore(paolo, id, NAMED()))
    done(await openInConvenzione(marta, unit.ponte, SCOPO))
    const [lettore] = (await findConvenzione(paolo, id))?.lettori ?? []
    done(await removeLettore(paolo, id, lettore?.id ?? ''))
    expect(await sees(marta, unit.ponte)).toBe(false)
    expect(await openInConvenzione(marta, unit.ponte, SCOPO)).toMatchObject({ ok: false })
    await closeAll()
  })

  test('is agreed by the archive alone; the others see no agreement but the one that names them', async () => {
    const id = await agreed()
    done(await addLettore(paolo, id, NAMED()))
    const oggi = await today()
    const input = { organizzazioneId: sarzana, atto: 'Prova', comuni: ['011027'], dal: oggi, al: oggi }
    expect(await addConvenzione(elena, input)).toMatchObject({ ok: false })
    expect(await addLettore(elena, id, NAMED())).toEqual(await addLettore(paolo, crypto.randomUUID(), NAMED()))
    expect(await addLettore(paolo, id, { codiceFiscale: paolo.codiceFiscale, nome: 'Io' })).toMatchObject({ ok: false })
    for (const [who, n] of [
      [marta, 1],
      [anna, 0],
      [elena, 0],
      [paolo, 1],
    ] as const) {
      expect(await dbAs(who).$count(convenzioniArchivio, eq(convenzioniArchivio.id, id))).toBe(n)
      expect(await dbAs(who).$count(lettoriConvenzione, eq(lettoriConvenzione.convenzioneId, id))).toBe(n)
    }
    await closeAll()
  })

  test('the database opens no other unit, for no longer than the day, under no other name', async () => {
    const id = await agreed()
    done(await addLettore(paolo, id, NAMED()))
    const said = (viewer: Viewer, unita: string, al: string, da: Viewer) =>
      dbAs(viewer)
        .execute(
          sql`insert into visioni_archivio (ente, unita_id, persona_id, convenzione_id, scopo, al, concessa_da_id)
            values ('p_sp', ${unita}::uuid, ${viewer.personaId}::uuid, ${id}::uuid, 'prova', now() + ${al}::interval, ${da.personaId}::uuid)`,
        )
        .then(() => 'ok')
        .catch((error) => String((error as { cause?: Error }).cause?.message))
    for (const [who, unita, al, da] of [
      [marta, unit.ponte, '2 days', paolo],
      [marta, unit.fascicolo, '1 second', paolo],
      [marta, unit.riservato, '1 second', paolo],
      [marta, unit.ponte, '1 second', franca],
      [anna, unit.ponte, '1 second', paolo],
    ] as const)
      expect(await said(who, unita, al, da)).toMatch(/row-level security/)
    expect(await said(marta, unit.ponte, '1 second', paolo)).toBe('ok')
    await closeAll()
  })
})
