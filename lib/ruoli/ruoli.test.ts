import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { audit } from '@/drizzle/schema/procedimenti'
import { revisioniDiritti, richiesteRuolo, secondiFattori } from '@/drizzle/schema/sicurezza'
import { organizzazioni, persone, ruoli, sessioni, uffici } from '@/drizzle/schema/soggetti'
import { resetFattori } from '@/lib/auth/commands-dispositivi'
import { findSessione } from '@/lib/auth/queries'
import { listFattori } from '@/lib/auth/queries-fattori'
import { newToken, tokenHash } from '@/lib/auth/token'
import type { Viewer } from '@/lib/auth/viewer'
import { addDays, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { loadWorld, viewerOf } from '@/lib/pratiche/testing/world'
import { askFineRuolo, askRuolo, decideRichiesta, withdrawRichiesta } from './commands'
import { giveFirstAmministratore, registerEnte, registerPersona } from './commands-anagrafe'
import { reviewDiritti } from './commands-revisione'
import { findPersona, listDiritti, listRevisione, listRichieste } from './queries'
import { inizioTrimestre, trimestreOf } from './rules-revisione'

let nadia: Viewer // administrator
let bruno: Viewer // the other one
let franca: Viewer // dirigente of both offices
let elena: Viewer // istruttore
let anna: Viewer // citizen
let trasporti: string
let oggi: IsoDate
let nuova: string

beforeAll(async () => {
  await loadWorld()
  oggi = await today()
  ;[nadia, bruno, franca, elena, anna] = await Promise.all([
    viewerOf('Nadia', 'Amministratore'),
    viewerOf('Bruno', 'Controllo'),
    viewerOf('Franca', 'Dirigente'),
    viewerOf('Elena', 'Istruttore'),
    viewerOf('Anna', 'Esempio'),
  ])
  const [office] = await db.select({ id: uffici.id }).from(uffici).where(eq(uffici.codice, 'trasporti-eccezionali'))
  trasporti = office?.id as string
})
afterAll(closeDatabase)
beforeEach(async () => {
  const codiceFiscale = `PRV${randomUUID().replaceAll('-', '').slice(0, 13)}`.toUpperCase()
  const [row] = await db
    .insert(persone)
    .values({ ente: ENTE, codiceFiscale, nome: 'Nuova', cognome: 'Persona' })
    .returning()
  nuova = row?.id as string
})

const MOTIVO = 'Assegnata all’ufficio con ordine di servizio 12.'
const wanted = (more: object = {}) => ({
  ruolo: 'istruttore' as const,
  sede: trasporti,
  validoDal: oggi,
  validoAl: null,
  motivo: MOTIVO,
  ...more,
})
const idOf = <T>(result: { ok: true; value: T } | { ok: false; message: string }): T => {
  if (!result.ok) throw new Error(result.message)
  return result.value
}
const SI = { esito: 'confermata', motivo: '' } as const
const rightsOf = (personaId: string) => db.select().from(ruoli).where(eq(ruoli.personaId, personaId))
const tracesOf = async (azione: string, personaId: string) =>
  (
    await db
      .select({ dati: audit.dati })
      .from(audit)
      .where(and(eq(audit.azione, azione), eq(audit.soggettoId, personaId)))
  ).length
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

describe('S26: giving a right takes two people', () => {
  test('asked by one, confirmed by another: then it is there from the next request', async () => {
    const session = await signedIn(nuova)
    const id = idOf(await askRuolo(nadia, nuova, wanted()))
    expect(await rightsOf(nuova)).toEqual([])
    expect(await decideRichiesta(nadia, id, SI)).toMatchObject({
      ok: false,
      message: expect.stringContaining('un’altra'),
    })
    expect(await decideRichiesta(elena, id, SI)).toMatchObject({ ok: false, message: 'Richiesta non trovata' })
    expect((await findSessione(session))?.ruoli).toEqual([])
    expect(await decideRichiesta(bruno, id, SI)).toMatchObject({ ok: true })
    expect((await findSessione(session))?.ruoli).toMatchObject([{ ruolo: 'istruttore', ufficioId: trasporti }])
    expect(await decideRichiesta(franca, id, SI)).toMatchObject({ ok: false }) // once
    expect(await rightsOf(nuova)).toHaveLength(1)
    expect(await tracesOf('ruolo.chiesto', nuova)).toBe(1)
    expect(await tracesOf('ruolo.richiesta_confermata', nuova)).toBe(1)
  })

  test('two who confirm at the same moment: one right', async () => {
    const id = idOf(await askRuolo(nadia, nuova, wanted()))
    const both = await Promise.all([decideRichiesta(bruno, id, SI), decideRichiesta(franca, id, SI)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await rightsOf(nuova)).toHaveLength(1)
  })

  test('never to oneself, never by whoever is no administrator, never twice', async () => {
    expect(await askRuolo(nadia, nadia.personaId, wanted())).toMatchObject({ ok: false })
    for (const other of [franca, elena, anna])
      expect(await askRuolo(other, nuova, wanted())).toMatchObject({ ok: false })
    idOf(await askRuolo(nadia, nuova, wanted()))
    expect(await askRuolo(bruno, nuova, wanted())).toMatchObject({
      ok: false,
      message: expect.stringContaining('uguale'),
    })
  })

  test('the database holds it too: who asked cannot be who confirmed, and nothing is rewritten', async () => {
    const id = idOf(await askRuolo(nadia, nuova, wanted()))
    const set = (values: object) => db.update(richiesteRuolo).set(values).where(eq(richiesteRuolo.id, id))
    await expect(set({ esito: 'confermata', decisaDaId: nadia.personaId, decisaAt: new Date() })).rejects.toThrow()
    await expect(set({ motivo: 'Un altro motivo, scritto dopo' })).rejects.toThrow()
    expect(
      await decideRichiesta(bruno, id, { esito: 'respinta', motivo: 'Manca ancora l’ordine di servizio.' }),
    ).toMatchObject({ ok: true })
    await expect(set({ esito: 'confermata', decisaDaId: bruno.personaId })).rejects.toThrow()
    expect(await rightsOf(nuova)).toEqual([])
  })

  test('held where it may be held: an office, a body of the right kind, or nowhere', async () => {
    const sarzana = (
      await db.select().from(organizzazioni).where(eq(organizzazioni.denominazione, 'Comune di Sarzana'))
    )[0]
    const luni = (
      await db.select().from(organizzazioni).where(eq(organizzazioni.denominazione, 'LUNI TRASPORTI S.R.L.'))
    )[0]
    for (const wrong of [
      wanted({ sede: '' }),
      wanted({ sede: sarzana?.id }),
      wanted({ ruolo: 'tecnico_comunale', sede: trasporti }),
      wanted({ ruolo: 'tecnico_comunale', sede: luni?.id }),
      wanted({ ruolo: 'polizia', sede: sarzana?.id }),
      wanted({ ruolo: 'amministratore_sistema' }),
    ])
      expect(await askRuolo(nadia, nuova, wrong)).toMatchObject({ ok: false, errors: { sede: expect.any(String) } })
    expect(await askRuolo(nadia, nuova, wanted({ ruolo: 'tecnico_comunale', sede: sarzana?.id }))).toMatchObject({
      ok: true,
    })
    expect(await askRuolo(nadia, nuova, wanted({ validoDal: addDays(oggi, -1) }))).toMatchObject({
      errors: { validoDal: expect.any(String) },
    })
  })

  test('a request may be taken back by whoever made it, and by nobody else', async () => {
    const id = idOf(await askRuolo(nadia, nuova, wanted()))
    expect(await withdrawRichiesta(bruno, id)).toMatchObject({ ok: false })
    expect(await withdrawRichiesta(nadia, id)).toMatchObject({ ok: true })
    expect(await withdrawRichiesta(nadia, id)).toMatchObject({ ok: false })
    expect(await decideRichiesta(bruno, id, SI)).toMatchObject({ ok: false })
  })
})

describe('ending a right', () => {
  test('counts from the next request once it is confirmed; asked twice is one request', async () => {
    const given = idOf(await askRuolo(nadia, nuova, wanted()))
    idOf(await decideRichiesta(bruno, given, SI))
    const session = await signedIn(nuova)
    const [right] = await rightsOf(nuova)
    const id = idOf(await askFineRuolo(bruno, right?.id as string, { validoAl: null, motivo: MOTIVO }))
    expect(await askFineRuolo(nadia, right?.id as string, { validoAl: null, motivo: MOTIVO })).toMatchObject({
      ok: false,
    })
    expect((await findSessione(session))?.ruoli).toHaveLength(1)
    expect(await decideRichiesta(nadia, id, SI)).toMatchObject({ ok: true })
    expect((await findSessione(session))?.ruoli).toEqual([])
    expect(await findSessione(session)).not.toBeNull() // a citizen goes on
  })

  test('on a day to come leaves the right until that day; one’s own is never ended by oneself', async () => {
    idOf(await decideRichiesta(bruno, idOf(await askRuolo(nadia, nuova, wanted())), SI))
    const [right] = await rightsOf(nuova)
    const last = addDays(oggi, 10)
    const id = idOf(await askFineRuolo(nadia, right?.id as string, { validoAl: last, motivo: MOTIVO }))
    idOf(await decideRichiesta(franca, id, SI))
    expect(await rightsOf(nuova)).toMatchObject([{ validoAl: last }])
    const [own] = await rightsOf(nadia.personaId)
    expect(await askFineRuolo(nadia, own?.id as string, { validoAl: null, motivo: MOTIVO })).toMatchObject({
      ok: false,
    })
  })
})

describe('what each one sees', () => {
  test('an administrator everything, a dirigente their offices, others nothing', async () => {
    expect((await listDiritti(nadia)).length).toBeGreaterThan((await listDiritti(franca)).length)
    expect((await listDiritti(franca)).every(({ ufficioId }) => ufficioId !== null)).toBe(true)
    for (const other of [elena, anna]) {
      expect(await listDiritti(other)).toEqual([])
      expect(await listRichieste(other)).toEqual([])
      expect(await findPersona(other, nuova)).toBeNull()
    }
    expect(await findPersona(franca, nuova)).toBeNull()
    expect(await findPersona(nadia, 'non-un-id')).toBeNull()
  })
})

describe('the quarterly review', () => {
  const since = () => addDays(inizioTrimestre(trimestreOf(oggi)), -1)
  const give = async (ufficioId: string | null = trimestri()) => {
    const [row] = await db
      .insert(ruoli)
      .values({ ente: ENTE, personaId: nuova, ruolo: 'istruttore', ufficioId, validoDal: since() })
      .returning()
    return row?.id as string
  }
  const trimestri = () => trasporti
  const found = async (viewer: Viewer, ruoloId: string) =>
    (await listRevisione(viewer, trimestreOf(oggi))).find(({ id }) => id === ruoloId)

  test('a right of before the quarter waits for the dirigente of its office, and is kept once confirmed', async () => {
    const id = await give()
    expect(await found(franca, id)).toMatchObject({ revisione: null, rivedibile: true })
    expect(await reviewDiritti(franca, new Map([[id, 'confermato']]), '')).toMatchObject({ ok: true, value: 1 })
    expect(await found(franca, id)).toMatchObject({ stato: 'confermato', rivedibile: false })
    expect(await reviewDiritti(nadia, new Map([[id, 'confermato']]), '')).toMatchObject({ ok: false })
    await expect(db.delete(revisioniDiritti).where(eq(revisioniDiritti.ruoloId, id))).rejects.toThrow()
  })

  test('a right to be taken away needs a reason and a second person', async () => {
    const id = await give()
    expect(await reviewDiritti(franca, new Map([[id, 'da_togliere']]), 'Breve')).toMatchObject({
      ok: false,
      errors: { motivo: expect.any(String) },
    })
    const why = 'Ha cambiato ufficio dal mese scorso.'
    expect(await reviewDiritti(franca, new Map([[id, 'da_togliere']]), why)).toMatchObject({ ok: true })
    const [asked] = (await listRichieste(nadia)).filter(({ personaId }) => personaId === nuova)
    expect(asked).toMatchObject({ azione: 'togli', esito: null, decidibile: true })
    expect(await decideRichiesta(franca, asked?.id as string, SI)).toMatchObject({ ok: false })
    expect(await decideRichiesta(nadia, asked?.id as string, SI)).toMatchObject({ ok: true })
    expect((await rightsOf(nuova))[0]?.validoAl).toBe(addDays(oggi, -1))
  })

  test('one’s own right, and one given during the quarter, are not reviewed', async () => {
    const [own] = await rightsOf(franca.personaId)
    expect(await reviewDiritti(franca, new Map([[own?.id as string, 'confermato']]), '')).toMatchObject({ ok: false })
    idOf(await decideRichiesta(bruno, idOf(await askRuolo(nadia, nuova, wanted())), SI))
    const [fresh] = await rightsOf(nuova)
    expect(await found(nadia, fresh?.id as string)).toBeUndefined()
    expect(await reviewDiritti(nadia, new Map([[fresh?.id as string, 'confermato']]), '')).toMatchObject({ ok: false })
    expect(await reviewDiritti(elena, new Map([[fresh?.id as string, 'confermato']]), '')).toMatchObject({ ok: false })
    expect(await reviewDiritti(nadia, new Map(), '')).toMatchObject({ ok: false })
  })
})

describe('people and bodies', () => {
  test('a person is written down once, by fiscal code; only by an administrator', async () => {
    const input = { codiceFiscale: 'SMPNNA84C52Z999S', nome: 'Anna', cognome: 'Esempio' }
    expect(await registerPersona(nadia, input)).toMatchObject({ ok: true, value: anna.personaId })
    expect(await registerPersona(franca, input)).toMatchObject({ ok: false })
  })
  test('a body is written down once', async () => {
    const input = {
      tipo: 'provincia' as const,
      denominazione: 'Provincia di prova',
      codiceFiscale: '99990080006',
      sede: 'Prova',
      pec: '',
    }
    expect(await registerEnte(nadia, input)).toMatchObject({ ok: true })
    expect(await registerEnte(bruno, input)).toMatchObject({ ok: false, errors: { codiceFiscale: expect.any(String) } })
    expect(await registerEnte(franca, input)).toMatchObject({ ok: false })
  })
  test('the first administrators are named from the machine only while there are not two', async () => {
    expect(
      await giveFirstAmministratore({ codiceFiscale: 'SMPNNA84C52Z999S', nome: 'Anna', cognome: 'Esempio' }),
    ).toMatchObject({
      ok: false,
      message: expect.stringContaining('già due'),
    })
  })
})

describe('a lost telephone', () => {
  test('an administrator cancels the devices of another, closes the sessions, and the person is told', async () => {
    const session = await signedIn(elena.personaId)
    expect(await listFattori(elena.personaId)).toHaveLength(1)
    expect(await resetFattori(franca, elena.personaId, 'Riconosciuta di persona.')).toMatchObject({ ok: false })
    expect(await resetFattori(nadia, nadia.personaId, 'Riconosciuta di persona.')).toMatchObject({ ok: false })
    expect(await resetFattori(nadia, elena.personaId, 'Riconosciuta di persona in ufficio.')).toMatchObject({
      ok: true,
    })
    expect(await listFattori(elena.personaId)).toEqual([])
    expect(await findSessione(session)).toBeNull()
    const [row] = await db.select().from(secondiFattori).where(eq(secondiFattori.personaId, elena.personaId))
    expect(row).toMatchObject({ toltoDaId: nadia.personaId, toltoMotivo: 'Riconosciuta di persona in ufficio.' })
    expect(await tracesOf('fattore.annullati', elena.personaId)).toBe(1)
    expect(await resetFattori(nadia, elena.personaId, 'Riconosciuta di persona.')).toMatchObject({ ok: false })
  })
})
