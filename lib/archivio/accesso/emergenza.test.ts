import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apertureEmergenza } from '@/drizzle/schema/archivio-accesso'
import { pagineArchivio as pagine } from '@/drizzle/schema/archivio-digitale'
import { postaUscita } from '@/drizzle/schema/pratiche'
import { audit } from '@/drizzle/schema/procedimenti'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { done } from '@/lib/mondo/pratiche'
import { loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { findScheda } from '../queries'
import { type ArchivioDiProva, layArchivio } from '../testing/world'
import { askApertura, closeApertura, decideApertura } from './commands-emergenza'
import { findApertura, listAperture } from './queries-emergenza'

let unit: ArchivioDiProva
let anna: Viewer
let paolo: Funzionario
let franca: Funzionario
let elena: Funzionario
beforeAll(async () => {
  await loadWorld()
  anna = await viewerOf('Anna', 'Esempio')
  paolo = await officerNamed('Paolo', 'Archivista')
  franca = await officerNamed('Franca', 'Dirigente')
  elena = await officerNamed('Elena', 'Istruttore')
  unit = await layArchivio(anna.personaId)
})
afterAll(closeDatabase)

describe('opening what is closed in an emergency', () => {
  const ASK = {
    segnatura: 'MURI/INF/1',
    ore: 2,
    motivo: 'Il tribunale chiede entro oggi la data di ingresso della persona.',
  }
  const YES = { risposta: 'apri', motivo: '' } as const

  test('one asks, another confirms; it is seen for its hours, and all of it is written', async () => {
    expect(await findScheda(elena, unit.chiuso)).toBeNull()
    const id = done(await askApertura(elena, ASK))
    expect(await findScheda(elena, unit.chiuso)).toBeNull()
    const notices = await db
      .select()
      .from(postaUscita)
      .where(sql`chiave like ${`apertura:${id}:chiesta%`}`)
    expect(notices.map((one) => one.personaId)).toContain(franca.personaId)
    done(await decideApertura(franca, id, YES))
    expect((await findScheda(elena, unit.chiuso))?.vede).toMatchObject({ carte: true, nomi: true })
    expect(await dbAs(elena).$count(pagine, eq(pagine.unitaId, unit.chiuso))).toBe(2)
    expect(await findScheda(await officerNamed('Davide', 'Secondo'), unit.chiuso)).toBeNull() // theirs alone
    const events = await db.select().from(audit).where(eq(audit.soggettoId, id)).orderBy(audit.id)
    expect(events.map(({ azione, attoreId }) => [azione, attoreId])).toEqual([
      ['archivio.apertura_chiesta', elena.personaId],
      ['archivio.apertura_confermata', franca.personaId],
    ])
    await db.execute(sql`update aperture_emergenza set fino_at = now() where id = ${id}::uuid`)
    expect(await findScheda(elena, unit.chiuso)).toBeNull()
  })

  test('nobody confirms themselves: neither the command nor the database', async () => {
    const id = done(await askApertura(franca, ASK))
    expect(await decideApertura(franca, id, YES)).toEqual(await decideApertura(franca, crypto.randomUUID(), YES))
    const self = sql`update aperture_emergenza set decisa_da_id = ${franca.personaId}::uuid, decisa_at = now(),
      unita_id = ${unit.chiuso}::uuid, fino_at = now() + interval '1 hour' where id = ${id}::uuid`
    expect((await dbAs(franca).execute(self)).count).toBe(0)
    await expect(db.execute(self)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('aperture_emergenza_altri_ck') },
    })
  })

  test('who answers is a head of the archive or who is named for the fonds; for the others it is not there', async () => {
    const id = done(await askApertura(elena, ASK))
    const absent = await decideApertura(paolo, crypto.randomUUID(), YES)
    expect(await decideApertura(paolo, id, YES)).toEqual(absent)
    expect(await findApertura(paolo, id)).toBeNull()
    expect(await findApertura(await officerNamed('Davide', 'Secondo'), id)).toBeNull()
    expect(await findApertura(elena, id)).toMatchObject({ stato: 'attesa', mia: true })
    await db.execute(sql`insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al)
      values ('p_sp', ${paolo.personaId}::uuid, ${unit.infanzia}::uuid, 'prova', '2020-01-01', '2099-12-31')`)
    done(await decideApertura(paolo, id, YES))
    done(await closeApertura(paolo, id))
    expect(await findScheda(elena, unit.chiuso)).toBeNull()
    expect((await listAperture(elena)).find((one) => one.id === id)).toMatchObject({ stato: 'chiusa' })
    await db.execute(
      sql`update abilitazioni_archivio set revocata_at = now(), revocata_da_id = ${franca.personaId}::uuid
        where persona_id = ${paolo.personaId}::uuid and revocata_at is null`,
    )
  })

  test('who is told is who can answer: not an officer of another office, named for the fonds or not', async () => {
    const davide = await officerNamed('Davide', 'Secondo')
    for (const one of [paolo, davide])
      await db.execute(sql`insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al)
        values ('p_sp', ${one.personaId}::uuid, ${unit.infanzia}::uuid, 'prova', '2020-01-01', '2099-12-31')`)
    const id = done(await askApertura(elena, ASK))
    const told = await db
      .selectDistinct({ personaId: postaUscita.personaId })
      .from(postaUscita)
      .where(sql`chiave like ${`apertura:${id}:chiesta%`}`)
    expect(new Set(told.map((one) => one.personaId))).toEqual(new Set([paolo.personaId, franca.personaId]))
    for (const one of [paolo, franca]) expect(await findApertura(one, id)).not.toBeNull()
    expect(await findApertura(davide, id)).toBeNull()
    await db.execute(sql`update abilitazioni_archivio set revocata_at = now(), revocata_da_id = ${franca.personaId}::uuid
      where revocata_at is null and motivo = 'prova'`)
  })

  test('who was let in by an emergency lets nobody else in', async () => {
    const mine = done(await askApertura(paolo, ASK))
    done(await decideApertura(franca, mine, YES))
    expect(await findScheda(paolo, unit.chiuso)).not.toBeNull()
    const theirs = done(await askApertura(elena, ASK))
    expect(await decideApertura(paolo, theirs, YES)).toMatchObject({ ok: false })
    await db.execute(sql`update aperture_emergenza set fino_at = now() where fino_at > now()`)
  })

  test('asked in vain, or too long ago, or refused, nothing opens', async () => {
    const nowhere = done(await askApertura(elena, { ...ASK, segnatura: 'MURI/NIENTE' }))
    expect(await decideApertura(franca, nowhere, YES)).toMatchObject({ errors: { risposta: expect.any(String) } })
    const late = done(await askApertura(elena, ASK))
    await db.execute(
      sql`update aperture_emergenza set chiesta_at = now() - interval '61 minutes' where id = ${late}::uuid`,
    )
    expect(await decideApertura(franca, late, YES)).toMatchObject({ ok: false })
    const refused = done(await askApertura(elena, ASK))
    done(await decideApertura(franca, refused, { risposta: 'rifiuta', motivo: 'Si può aspettare domani' }))
    expect(await findApertura(elena, refused)).toMatchObject({
      stato: 'rifiutata',
      rifiutoMotivo: 'Si può aspettare domani',
    })
    expect(await findScheda(elena, unit.chiuso)).toBeNull()
    expect(await dbAs(anna).$count(apertureEmergenza, eq(apertureEmergenza.chiestaDaId, elena.personaId))).toBe(0)
  })
})
