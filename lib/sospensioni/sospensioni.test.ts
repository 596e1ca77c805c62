import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bozze, pratiche } from '@/drizzle/schema/pratiche'
import { sospensioni } from '@/drizzle/schema/sicurezza'
import { sessioni } from '@/drizzle/schema/soggetti'
import { findSessione } from '@/lib/auth/queries'
import { newToken, tokenHash } from '@/lib/auth/token'
import type { Viewer } from '@/lib/auth/viewer'
import { createBozza } from '@/lib/bozze/commands'
import { addDays, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { presentaIstanza } from '@/lib/pratiche/filing'
import { aBozza, DICHIARAZIONI, loadWorld, viewerOf } from '@/lib/pratiche/testing/world'
import { liftSospensione, suspendSoggetto } from './commands'
import { findSospensione, listSospensioni } from './queries'

let nadia: Viewer
let franca: Viewer
let marco: Viewer
let oggi: IsoDate
beforeAll(async () => {
  await loadWorld()
  oggi = await today()
  ;[nadia, franca, marco] = await Promise.all([
    viewerOf('Nadia', 'Amministratore'),
    viewerOf('Franca', 'Dirigente'),
    viewerOf('Marco', 'Prova'),
  ])
})
afterAll(closeDatabase)

const MOTIVO = 'Ha presentato documenti non veri.'
const from = (dal: IsoDate, al: IsoDate | null = null) => ({ dal, al, motivo: MOTIVO })
async function signedIn(personaId: string): Promise<string> {
  const hash = tokenHash(newToken())
  await db.insert(sessioni).values({
    tokenHash: hash,
    ente: ENTE,
    personaId,
    livello: 2,
    scadeAt: sql`now() + interval '8 hours'` as unknown as Date,
  })
  return hash
}

describe('a person', () => {
  test('suspended from today is a stranger at the next request; lifted, they sign in again', async () => {
    const anna = await viewerOf('Anna', 'Esempio')
    const session = await signedIn(anna.personaId)
    for (const other of [franca, marco])
      expect(await suspendSoggetto(other, { personaId: anna.personaId }, from(oggi))).toMatchObject({ ok: false })
    expect(await findSessione(session)).not.toBeNull()
    const done = await suspendSoggetto(nadia, { personaId: anna.personaId }, from(oggi))
    expect(done).toMatchObject({ ok: true })
    expect(await findSessione(session)).toBeNull()
    expect(await findSessione(await signedIn(anna.personaId))).toBeNull() // nor by a session opened in the meantime
    expect(await suspendSoggetto(nadia, { personaId: anna.personaId }, from(addDays(oggi, 3)))).toMatchObject({
      ok: false,
    })
    const id = done.ok ? done.value : ''
    expect(await liftSospensione(franca, id, 'Ha chiarito con i documenti veri.')).toMatchObject({ ok: false })
    expect(await liftSospensione(nadia, id, 'Ha chiarito con i documenti veri.')).toMatchObject({ ok: true })
    expect(await liftSospensione(nadia, id, 'Ha chiarito con i documenti veri.')).toMatchObject({ ok: false })
    expect(await findSessione(await signedIn(anna.personaId))).not.toBeNull()
    expect(await listSospensioni(nadia, { personaId: anna.personaId })).toMatchObject([
      { motivo: MOTIVO, dispostaDa: 'Nadia Amministratore', revocataMotivo: 'Ha chiarito con i documenti veri.' },
    ])
    expect(await listSospensioni(franca, { personaId: anna.personaId })).toEqual([])
  })

  test('never oneself, never in the past; from a day to come nothing changes today', async () => {
    const piero = await viewerOf('Piero', 'Esempio')
    const session = await signedIn(piero.personaId)
    expect(await suspendSoggetto(nadia, { personaId: nadia.personaId }, from(oggi))).toMatchObject({ ok: false })
    expect(await suspendSoggetto(nadia, { personaId: piero.personaId }, from(addDays(oggi, -1)))).toMatchObject({
      errors: { dal: expect.any(String) },
    })
    expect(
      await suspendSoggetto(nadia, { personaId: piero.personaId }, from(addDays(oggi, 1), addDays(oggi, 5))),
    ).toMatchObject({ ok: true })
    expect(await findSessione(session)).not.toBeNull()
    expect(await findSospensione({ personaId: piero.personaId })).toBeNull()
    expect(await findSospensione({ personaId: piero.personaId }, db, addDays(oggi, 5))).toMatchObject({
      motivo: MOTIVO,
    })
    expect(await findSospensione({ personaId: piero.personaId }, db, addDays(oggi, 6))).toBeNull()
  })

  test('the row says for ever what was decided: only the lifting is added', async () => {
    const [row] = await db.select().from(sospensioni).limit(1)
    const set = (values: object) =>
      db
        .update(sospensioni)
        .set(values)
        .where(eq(sospensioni.id, row?.id as string))
    await expect(set({ motivo: 'Un altro motivo' })).rejects.toThrow()
    await expect(db.delete(sospensioni)).rejects.toThrow()
  })
})

describe('an organisation', () => {
  test('nobody begins or files for it; they read why, and the draft stays', async () => {
    const organizzazioneId = marco.organizzazioni[0]?.id as string
    const { bozzaId, chiaveInvio } = await aBozza(marco)
    expect(await suspendSoggetto(nadia, { organizzazioneId }, from(oggi, addDays(oggi, 9)))).toMatchObject({ ok: true })
    expect(await createBozza(marco, 'trasporto-eccezionale', organizzazioneId)).toMatchObject({
      ok: false,
      message: expect.stringContaining(MOTIVO),
    })
    const filed = await presentaIstanza(marco, bozzaId, chiaveInvio, DICHIARAZIONI)
    expect(filed).toMatchObject({
      ok: false,
      message: expect.stringContaining('LUNI TRASPORTI S.R.L. ora non si possono'),
    })
    expect(await db.select().from(pratiche).where(eq(pratiche.chiaveInvio, chiaveInvio))).toEqual([])
    expect(await db.select().from(bozze).where(eq(bozze.id, bozzaId))).toMatchObject([{ praticaId: null }])
    const [row] = await listSospensioni(nadia, { organizzazioneId })
    expect(await liftSospensione(nadia, row?.id as string, 'La verifica ha dato esito buono.')).toMatchObject({
      ok: true,
    })
    expect(await presentaIstanza(marco, bozzaId, chiaveInvio, DICHIARAZIONI)).toMatchObject({ ok: true })
  })
})
