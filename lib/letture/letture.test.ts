import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '@/drizzle/schema/procedimenti'
import { letture, motiviLettura } from '@/drizzle/schema/sicurezza'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { addDays } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { claimPratica } from '@/lib/pratiche/commands-ufficio'
import { findPraticaUfficio } from '@/lib/pratiche/queries'
import { file, loadWorld, officerNamed, viewerOf } from '@/lib/pratiche/testing/world'
import { motivateLettura } from './commands'
import { findDaAprire, listLetture } from './queries'

let haulier: Viewer
let elena: Funzionario
let davide: Funzionario
let head: Funzionario
let elsewhere: Funzionario
beforeAll(async () => {
  await loadWorld()
  haulier = await viewerOf('Marco', 'Prova')
  elena = await officerNamed('Elena', 'Istruttore')
  davide = await officerNamed('Davide', 'Secondo')
  head = await officerNamed('Franca', 'Dirigente')
  elsewhere = await officerNamed('Paolo', 'Archivista')
})
afterAll(closeDatabase)

async function claimed(): Promise<string> {
  const { praticaId } = await file(haulier)
  expect(await claimPratica(elena, praticaId, null)).toMatchObject({ ok: true })
  return praticaId
}
const readingsOf = (praticaId: string) => db.select().from(letture).where(eq(letture.praticaId, praticaId))
const seenBy = async (viewer: Viewer, praticaId: string) =>
  (await listLetture(viewer)).righe.filter((riga) => riga.praticaId === praticaId)
const WHY = { motivo: 'sostituzione', testo: 'Elena è in ferie questa settimana' } as const

describe('opening a practice', () => {
  test('whoever is in charge reads at once; the applicant sees office, day and reason, once a day', async () => {
    const id = await claimed()
    await findPraticaUfficio(elena, id)
    await findPraticaUfficio(elena, id)
    expect(await seenBy(haulier, id)).toMatchObject([
      {
        il: await today(),
        ufficio: elena.funzionario[0]?.ufficio,
        oggettoTipo: 'pratica',
        motivo: 'assegnatario',
      },
    ])
    expect(JSON.stringify(await seenBy(haulier, id))).not.toContain('Elena')
  })

  test('anybody else of the office, the dirigente too, says why first; nothing is read or written before', async () => {
    const id = await claimed()
    for (const officer of [davide, head]) {
      expect(await findPraticaUfficio(officer, id)).toBeNull()
      expect(await findDaAprire(officer, id)).toMatchObject({ aperta: false, subito: null })
    }
    expect(await readingsOf(id)).toEqual([])
    expect(await motivateLettura(davide, id, WHY)).toMatchObject({ ok: true })
    expect(await findPraticaUfficio(davide, id)).toMatchObject({ id })
    expect(await findPraticaUfficio(head, id)).toBeNull() // one's reason is not another's
    expect(await seenBy(haulier, id)).toMatchObject([{ motivo: 'sostituzione', motivoTesto: WHY.testo }])
    const events = await db
      .select({ dati: audit.dati })
      .from(audit)
      .where(and(eq(audit.azione, 'lettura.motivata'), eq(audit.soggettoId, id)))
    expect(events).toMatchObject([{ dati: { motivo: 'sostituzione' } }])
    expect(JSON.stringify(events)).not.toContain('ferie')
  })

  test('the reason is of one day: yesterday’s opens nothing', async () => {
    const id = await claimed()
    await db.insert(motiviLettura).values({
      ente: ENTE,
      praticaId: id,
      lettoreId: davide.personaId,
      il: addDays(await today(), -1),
      ...WHY,
    })
    expect(await findPraticaUfficio(davide, id)).toBeNull()
  })

  test('a second press, a second tab: one reason, no error', async () => {
    const id = await claimed()
    const [one, two] = await Promise.all([motivateLettura(davide, id, WHY), motivateLettura(davide, id, WHY)])
    expect([one.ok, two.ok]).toEqual([true, true])
  })

  test('«to decide» is taken only from whoever has something to decide', async () => {
    const id = await claimed()
    expect(await motivateLettura(head, id, { motivo: 'decisione', testo: '' })).toMatchObject({ ok: false })
    expect(await motivateLettura(davide, id, { motivo: 'decisione', testo: '' })).toMatchObject({ ok: false })
  })

  test('what nobody has in charge is taken in charge with one press', async () => {
    const { praticaId } = await file(haulier)
    expect(await findDaAprire(elena, praticaId)).toMatchObject({ aperta: false, subito: 'presa_in_carico' })
  })
})

describe('strangers', () => {
  test('of another office: the same answer as for what is not there', async () => {
    const id = await claimed()
    expect(await findDaAprire(elsewhere, id)).toBeNull()
    expect(await motivateLettura(elsewhere, id, WHY)).toEqual(
      await motivateLettura(elsewhere, '00000000-0000-4000-8000-000000000000', WHY),
    )
  })
  test('see no readings of other people’s practices; colleagues of the company do', async () => {
    const id = await claimed()
    await findPraticaUfficio(elena, id)
    expect(await seenBy(await viewerOf('Anna', 'Esempio'), id)).toEqual([])
    expect(await seenBy(await viewerOf('Carlo', 'Finto'), id)).toEqual([])
    expect(await seenBy(await viewerOf('Nino', 'Osservatore'), id)).toHaveLength(1)
  })
})

test('S51: readings and reasons are only added to', async () => {
  const id = await claimed()
  await findPraticaUfficio(elena, id)
  const { praticaId } = letture
  await expect(db.delete(letture).where(eq(praticaId, id))).rejects.toThrow()
  await expect(db.update(letture).set({ motivo: 'altro' }).where(eq(praticaId, id))).rejects.toThrow()
  await expect(db.delete(motiviLettura).where(eq(motiviLettura.praticaId, id))).rejects.toThrow()
})
