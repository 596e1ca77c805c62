import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { visioniArchivio as visioni } from '@/drizzle/schema/archivio-digitale'
import { atti, postaUscita, termini } from '@/drizzle/schema/pratiche'
import { audit } from '@/drizzle/schema/procedimenti'
import type { ContenutoAtto } from '@/lib/atti/rules'
import type { Funzionario, Viewer } from '@/lib/auth/viewer'
import { findBozza } from '@/lib/bozze/queries'
import { addDays } from '@/lib/core/date'
import { closeDatabase, dbAs } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { file, versioneOf } from '@/lib/mondo/pratiche'
import { decide } from '@/lib/pratiche/commands-atti'
import { answerIntegrazione } from '@/lib/pratiche/commands-richiedente'
import { askIntegrazione, claimPratica, proposeDecisione } from '@/lib/pratiche/commands-ufficio'
import { findPratica } from '@/lib/pratiche/queries'
import { findScheda } from '../queries'
import type { ArchivioDiProva } from '../testing/world'
import { askUnita, listRichiesteAperte } from './commands-richiesta'
import { extendVisione, revokeVisione } from './commands-visioni'
import { findVisione, findVisioneDi, listMieVisioni, listVisioni } from './queries'
import { openAccesso, RICHIESTA } from './testing/mondo'

let unit: ArchivioDiProva
let anna: Viewer
let carlo: Viewer
let paolo: Funzionario
let franca: Funzionario
let elena: Funzionario
beforeAll(async () => {
  ;({ unit, anna, carlo, paolo, franca, elena } = await openAccesso())
})
afterAll(closeDatabase)

const request = async (dati: Record<string, unknown> = {}) =>
  file(
    {
      chi: anna.codiceFiscale,
      codice: 'accesso-agli-atti',
      per: null,
      dati: { ...RICHIESTA, modo: 'visione', ...dati },
    },
    await today(),
  )
const DECISIONE = {
  validoDal: null,
  validoAl: null,
  prescrizioni: [],
  prescrizioniLibere: '',
  motivazione: 'Il richiedente ha dimostrato un interesse diretto, concreto e attuale.',
  rispostaOsservazioni: '',
  senzaAvviso: 'Chi vi è nominato non ne ha alcun danno alla riservatezza.',
}
type Scelta = Partial<Parameters<typeof proposeDecisione>[3]>
const propose = async (id: string, scelta: Scelta) =>
  proposeDecisione(paolo, id, await versioneOf(id), { esito: 'accolta', ...DECISIONE, ...scelta })
async function granted(scelta: Scelta = {}): Promise<string> {
  const id = await request()
  expect(await claimPratica(paolo, id, null)).toMatchObject({ ok: true })
  expect(await propose(id, { modo: 'visione', unita: [unit.fascicolo], giorniVisione: 15, ...scelta })).toMatchObject({
    ok: true,
  })
  expect(await decide(franca, id, await versioneOf(id))).toMatchObject({ ok: true })
  return id
}
const viewsOf = (praticaId: string) => db.select().from(visioni).where(eq(visioni.praticaId, praticaId))
const seesPapers = async (viewer: Viewer) => (await findScheda(viewer, unit.fascicolo))?.vede.carte
const endAll = () => db.execute(sql`update visioni_archivio set al = now() where al > now() and dal < now()`)

describe('a unit asked for from its page', () => {
  test('begins a request with what the unit says; others join it, each once', async () => {
    const begun = await askUnita(anna, unit.fascicolo, 'me')
    if (!begun.ok) throw new Error(begun.message)
    expect(await askUnita(anna, unit.ponte, `bozza:${begun.value}`)).toEqual(begun)
    expect(await askUnita(anna, unit.ponte, `bozza:${begun.value}`)).toEqual(begun)
    const bozza = await findBozza(anna, begun.value)
    expect(bozza?.dati).toMatchObject({
      oggetto: 'Fabbricato',
      documenti: [
        { segnatura: 'MURI/SIS/1', comune: '011015' },
        { segnatura: 'MURI/SIS/3', comune: '011027' },
      ],
    })
    expect((await listRichiesteAperte(anna)).map((one) => one.id)).toContain(begun.value)
    // somebody else's request is not there
    expect(await askUnita(carlo, unit.ponte, `bozza:${begun.value}`)).toMatchObject({ ok: false })
  })

  test('what is closed to the person cannot be asked for, like what is not there; nor can a whole fonds', async () => {
    const absent = await askUnita(anna, crypto.randomUUID(), 'me')
    expect(absent).toMatchObject({ ok: false })
    expect(await askUnita(anna, unit.chiuso, 'me')).toEqual(absent)
    expect(await askUnita(anna, unit.sismica, 'me')).toEqual(absent)
  })
})

describe('a request that is granted', () => {
  test('opens the papers to the applicant alone, until the end of the last day, and says so', async () => {
    await endAll()
    expect(await seesPapers(anna)).toBe(false)
    const id = await granted()
    const [view] = await viewsOf(id)
    expect(view).toMatchObject({
      personaId: anna.personaId,
      concessaDaId: franca.personaId,
      scopo: 'Distanze dal confine',
      copie: false,
    })
    const [end] = await db.execute<{ fine: string }>(
      sql`select to_char(al at time zone 'Europe/Rome', 'YYYY-MM-DD HH24:MI') as fine from visioni_archivio where id = ${view?.id}::uuid`,
    )
    expect(end?.fine).toBe(`${addDays(await today(), 16)} 00:00`)
    expect(await seesPapers(anna)).toBe(true)
    expect(await findVisioneDi(anna, unit.fascicolo)).toMatchObject({ fino: addDays(await today(), 15) })
    expect((await findScheda(anna, unit.ponte))?.vede.carte).toBe(false)
    expect((await listMieVisioni(anna)).inCorso).toMatchObject([{ id: view?.id, sfogliabile: true }])
    const notices = await db.select().from(postaUscita).where(eq(postaUscita.praticaId, id))
    expect(notices.some(({ testo }) => testo.includes('Le mie visioni'))).toBe(true)
    const [atto] = await db
      .select()
      .from(atti)
      .where(and(eq(atti.praticaId, id), eq(atti.stato, 'firmato')))
    const contenuto = atto?.contenuto as unknown as ContenutoAtto
    expect(JSON.stringify(contenuto.sezioni)).toContain('MURI/SIS/1')
    expect(contenuto.rimedi).toContain('30 giorni')
    const events = await db.select().from(audit).where(eq(audit.azione, 'archivio.visione_concessa'))
    expect(events.some(({ soggettoId }) => soggettoId === view?.id)).toBe(true)
    await endAll()
    expect(await seesPapers(anna)).toBe(false) // nothing else was done: it is over by itself
  })

  test('may end in the reading room: nothing opens online', async () => {
    expect(await viewsOf(await granted({ modo: 'sala' }))).toEqual([])
  })

  test('may end in copies: the files too', async () => {
    expect(await viewsOf(await granted({ modo: 'copie' }))).toMatchObject([{ copie: true }])
    await endAll()
  })

  test('opens units found by the officer, not only those asked for', async () => {
    const id = await granted({ unita: [], altre: 'MURI/SIS/3\n MURI/SIS/1 ' })
    expect((await viewsOf(id)).map((one) => one.unitaId).sort()).toEqual([unit.fascicolo, unit.ponte].sort())
    await endAll()
  })

  test('is proposed whole: a unit at least, that is there, that has papers and that may be opened', async () => {
    const id = await request()
    await claimPratica(paolo, id, null)
    expect(await propose(id, {})).toMatchObject({ errors: { modo: expect.any(String) } })
    expect(await propose(id, { modo: 'visione' })).toMatchObject({ errors: { unita: expect.any(String) } })
    expect(await propose(id, { modo: 'visione', altre: 'MURI/NO' })).toMatchObject({
      errors: { altre: expect.stringContaining('MURI/NO') },
    })
    expect(await propose(id, { modo: 'visione', altre: 'MURI/SIS' })).toMatchObject({
      errors: { altre: expect.stringContaining('insieme') },
    })
    expect(await propose(id, { modo: 'visione', unita: [unit.chiuso] })).toMatchObject({ ok: false })
    await db.execute(sql`insert into abilitazioni_archivio (ente, persona_id, unita_id, motivo, dal, al)
      values ('p_sp', ${paolo.personaId}::uuid, ${unit.infanzia}::uuid, 'prova', '2020-01-01', '2099-12-31')`)
    expect(await propose(id, { modo: 'visione', unita: [unit.chiuso] })).toMatchObject({
      errors: { altre: expect.stringContaining('la legge tiene chiusi') },
    })
    await db.execute(
      sql`update abilitazioni_archivio set revocata_at = now(), revocata_da_id = ${franca.personaId}::uuid
        where persona_id = ${paolo.personaId}::uuid and revocata_at is null`,
    )
  })

  test('a refusal or a delay opens nothing', async () => {
    for (const esito of ['inammissibile', 'differita'] as const) {
      const id = await request()
      await claimPratica(paolo, id, null)
      const scelta = { esito, modo: 'visione' as const, unita: [unit.fascicolo], validoAl: addDays(await today(), 60) }
      expect(await propose(id, scelta)).toMatchObject({ ok: true })
      expect(await decide(franca, id, await versioneOf(id))).toMatchObject({ ok: true })
      expect(await viewsOf(id)).toEqual([])
      expect((await findPratica(anna, id))?.pratica.esito).toBe(esito)
    }
    expect(await seesPapers(anna)).toBe(false)
  })
})

describe('a view that was granted', () => {
  const REASON = { motivo: 'Il titolo presentato non era valido: vedi verbale' }

  test('is revoked at once, with the reason, by who works in the archive', async () => {
    const [view] = await viewsOf(await granted())
    const id = view?.id ?? ''
    expect(await revokeVisione(elena, id, REASON)).toEqual(await revokeVisione(paolo, crypto.randomUUID(), REASON))
    expect(await revokeVisione(paolo, id, REASON)).toMatchObject({ ok: true })
    expect(await seesPapers(anna)).toBe(false)
    expect((await listMieVisioni(anna)).finite).toContainEqual(
      expect.objectContaining({ id, stato: 'revocata', revocataMotivo: REASON.motivo }),
    )
    expect(await revokeVisione(paolo, id, REASON)).toMatchObject({ ok: false })
    const until = { al: addDays(await today(), 30), ...REASON }
    expect(await extendVisione(franca, id, until)).toMatchObject({ ok: false })
  })

  test('is extended by the dirigente of the archive, forwards, to 180 days', async () => {
    const [view] = await viewsOf(await granted())
    const id = view?.id ?? ''
    const until = async (days: number) => ({ al: addDays(await today(), days), ...REASON })
    expect(await extendVisione(paolo, id, await until(30))).toMatchObject({ ok: false })
    expect(await extendVisione(franca, id, await until(15))).toMatchObject({ errors: { al: expect.any(String) } })
    expect(await extendVisione(franca, id, await until(181))).toMatchObject({ errors: { al: expect.any(String) } })
    expect(await extendVisione(franca, id, await until(180))).toMatchObject({ ok: true })
    expect(await findVisione(paolo, id)).toMatchObject({ fino: addDays(await today(), 180), lettore: 'Anna Esempio' })
    const told = await db
      .select({ dati: audit.dati })
      .from(audit)
      .where(and(eq(audit.azione, 'archivio.visione_prolungata'), eq(audit.soggettoId, id)))
    expect(told).toMatchObject([{ dati: { a: addDays(await today(), 180), motivo: REASON.motivo } }])
    await endAll()
  })

  test('is known to the reader and to the archive, to nobody else', async () => {
    const [view] = await viewsOf(await granted())
    expect(await listVisioni(elena)).toBeNull()
    expect(await findVisione(elena, view?.id ?? '')).toBeNull()
    expect((await listVisioni(paolo))?.map((one) => one.id)).toContain(view?.id)
    for (const [who, n] of [
      [anna, 1],
      [carlo, 0],
      [elena, 0],
      [paolo, 1],
    ] as const)
      expect(await dbAs(who).$count(visioni, eq(visioni.id, view?.id ?? ''))).toBe(n)
    await endAll()
  })

  test('is given by another, and stays what it was: the database says so too', async () => {
    const [view] = await viewsOf(await granted())
    const said = async (who: Viewer, statement: ReturnType<typeof sql>) =>
      dbAs(who)
        .execute(statement)
        .then((rows) => rows.count)
        .catch((error) => String((error as { cause?: Error }).cause?.message))
    const mine = (persona: Viewer, da: Viewer) =>
      sql`insert into visioni_archivio (ente, unita_id, persona_id, scopo, al, concessa_da_id)
        values ('p_sp', ${unit.fascicolo}::uuid, ${persona.personaId}::uuid, 'prova', '2099-01-01', ${da.personaId}::uuid)`
    expect(await said(anna, mine(anna, anna))).toMatch(/row-level security/)
    expect(await said(paolo, mine(paolo, paolo))).toMatch(/visioni_archivio_altri_ck/)
    expect(await said(paolo, mine(anna, franca))).toMatch(/row-level security/)
    expect(await said(elena, mine(anna, elena))).toMatch(/row-level security/)
    const change = (what: string) => sql.raw(`update visioni_archivio set ${what} where id = '${view?.id}'`)
    expect(await said(anna, change(`al = '2099-01-01'`))).toBe(0)
    expect(await said(paolo, change(`scopo = 'altro'`))).toMatch(/non si cambia/)
    expect(await said(paolo, change('copie = true'))).toMatch(/non si cambia/)
    expect(await said(paolo, change(`al = now() + interval '1 minute'`))).toMatch(/non si cambia/)
    await endAll()
  })
})

test('an incomplete request makes the term start again from the answer, once (D.P.R. 184/2006 art. 6 c. 5)', async () => {
  const id = await request()
  await claimPratica(paolo, id, null)
  const ask = { richieste: [], testo: 'Manca l’indicazione del fabbricato che cerchi.', giorni: 30 }
  expect(await askIntegrazione(paolo, id, await versioneOf(id), ask)).toMatchObject({ ok: true })
  expect((await findPratica(anna, id))?.pratica.stato).toBe('sospesa')
  expect(await answerIntegrazione(anna, id, { testo: 'È il fabbricato di via di Prova 12.' })).toMatchObject({
    ok: true,
  })
  const moves = await db
    .select({ tipo: termini.tipo })
    .from(termini)
    .where(eq(termini.praticaId, id))
    .orderBy(termini.seq)
  expect(moves.map((one) => one.tipo)).toEqual(['avvio', 'interruzione', 'ripresa'])
  expect(await askIntegrazione(paolo, id, await versioneOf(id), ask)).toMatchObject({ ok: true })
  const [last] = await db
    .select({ tipo: termini.tipo })
    .from(termini)
    .where(eq(termini.praticaId, id))
    .orderBy(sql`seq desc`)
  expect(last?.tipo).toBe('sospensione') // a second time it only stops
})
