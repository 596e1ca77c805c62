import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { audit } from '@/drizzle/schema/procedimenti'
import { sospensioni } from '@/drizzle/schema/sicurezza'
import {
  accessiSpid,
  appartenenze,
  asserzioniUsate,
  contatori,
  organizzazioni,
  persone,
  ruoli,
  sessioni,
  uffici,
} from '@/drizzle/schema/soggetti'
import { checkLetter } from '@/lib/core/codici'
import { addDays, type IsoDate } from '@/lib/core/date'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { landingAfterAccess } from './landing'
import { withinLimit } from './limits'
import { findSessione } from './queries'
import type { RuoloAppartenenza, RuoloEnte } from './rules'
import { chooseOperaPer, closeSessione, openSessione, sweepAccessi } from './sessions'
import { formToken, isFormToken, newToken, pseudonym, tokenHash } from './token'
import type { Viewer } from './viewer'

afterAll(closeDatabase)

let oggi: IsoDate
let personaId: string
let token: string
let hash: string

const letters = () => Array.from({ length: 6 }, () => String.fromCharCode(65 + Math.floor(Math.random() * 26))).join('')
async function newPersona(): Promise<string> {
  const first15 = `${letters()}80A01Z999`
  const values = { ente: ENTE, codiceFiscale: first15 + checkLetter(first15), nome: 'Prova', cognome: 'Sessione' }
  const [row] = await db.insert(persone).values(values).returning({ id: persone.id })
  return row?.id as string
}
async function newAccesso(ritorno = '') {
  const values = {
    ente: ENTE,
    richiestaId: newToken(),
    emessaAt: new Date(),
    idp: 'x',
    livello: 2,
    relayState: 'x',
    ritorno,
    browserHash: 'x',
    richiesta: 'x',
  }
  const [row] = await db.insert(accessiSpid).values(values).returning({ id: accessiSpid.id })
  return { id: row?.id as string, personaId, livello: 2, ritorno }
}
async function open(previousToken: string | null = null): Promise<string> {
  const fresh = newToken()
  await openSessione({
    token: fresh,
    accesso: await newAccesso(),
    previousToken,
    ip: '192.0.2.7',
    dispositivo: 'prova',
  })
  return fresh
}
async function giveRuolo(ruolo: RuoloEnte, dal: IsoDate, al: IsoDate | null = null): Promise<string> {
  const office = {
    ente: ENTE,
    codice: newToken(),
    denominazione: 'Ufficio di prova',
    email: 'x',
    telefono: 'x',
    orari: 'x',
  }
  const [ufficio] = await db.insert(uffici).values(office).returning({ id: uffici.id })
  const values = { ente: ENTE, personaId, ruolo, ufficioId: ufficio?.id as string, validoDal: dal, validoAl: al }
  const [row] = await db.insert(ruoli).values(values).returning({ id: ruoli.id })
  return row?.id as string
}
async function join(ruolo: RuoloAppartenenza, al: IsoDate | null = null, organizzazioneId?: string): Promise<string> {
  const values = {
    ente: ENTE,
    tipo: 'impresa' as const,
    denominazione: `Impresa ${letters()}`,
    codiceFiscale: newToken().slice(0, 11),
    sede: 'x',
  }
  const id =
    organizzazioneId ?? (await db.insert(organizzazioni).values(values).returning({ id: organizzazioni.id }))[0]?.id
  await db
    .insert(appartenenze)
    .values({ ente: ENTE, personaId, organizzazioneId: id as string, ruolo, validoDal: '2026-01-01', validoAl: al })
  return id as string
}
/** Moves the past back: the last use, and the opening, by so many seconds. */
const wait = (seconds: number) =>
  db.execute(sql`update sessioni set usata_at = usata_at - make_interval(secs => ${seconds}),
    scade_at = scade_at - make_interval(secs => ${seconds}) where token_hash = ${hash}`)
const viewerOf = async (): Promise<Viewer> => {
  const sessione = await findSessione(hash)
  if (!sessione) throw new Error('no session')
  return { ...sessione, ip: null }
}

beforeEach(async () => {
  oggi = await today()
  personaId = await newPersona()
  token = await open()
  hash = tokenHash(token)
})

describe('S10, S11: a session', () => {
  test('is found by its token; the token is nowhere in the database', async () => {
    expect(await findSessione(hash)).toMatchObject({
      personaId,
      livello: 2,
      ruoli: [],
      organizzazioni: [],
      agiscePer: null,
    })
    expect(await findSessione(token)).toBeNull()
    const rows = await db.select().from(sessioni).where(eq(sessioni.personaId, personaId))
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(token).toHaveLength(43)
  })

  test('of a citizen lives 30 idle minutes, and not a second more', async () => {
    await wait(29 * 60 + 58)
    expect(await findSessione(hash)).not.toBeNull()
    await wait(30 * 60)
    expect(await findSessione(hash)).toBeNull()
  })

  test('of whoever has a role of the Province lives 15', async () => {
    await giveRuolo('istruttore', oggi)
    await wait(14 * 60 + 58)
    expect(await findSessione(hash)).not.toBeNull()
    await wait(15 * 60)
    expect(await findSessione(hash)).toBeNull()
  })

  test('ends after 8 hours, however much it is used', async () => {
    for (let half = 0; half < 16; half += 1) {
      expect(await findSessione(hash)).not.toBeNull()
      await wait(30 * 60 - 10)
    }
    await db.execute(sql`update sessioni set usata_at = now() where token_hash = ${hash}`)
    expect(await findSessione(hash)).not.toBeNull() // 160 s are left
    await db.execute(sql`update sessioni set scade_at = scade_at - interval '161 seconds' where token_hash = ${hash}`)
    expect(await findSessione(hash)).toBeNull()
  })

  test('notes its use at most once a minute', async () => {
    const usata = async () =>
      (await db.select({ at: sessioni.usataAt }).from(sessioni).where(eq(sessioni.tokenHash, hash)))[0]?.at.getTime()
    await wait(55)
    const before = await usata()
    await findSessione(hash)
    expect(await usata()).toBe(before)
    await wait(10)
    await findSessione(hash)
    expect(await usata()).toBeGreaterThan(before as number)
  })

  test('ends on the next request of a person who is suspended', async () => {
    const other = await newPersona()
    const values = { ente: ENTE, personaId, motivo: 'Prova di sospensione', dispostaDaId: other }
    await db.insert(sospensioni).values({ ...values, dal: addDays(oggi, 1), al: null })
    await db.insert(sospensioni).values({ ...values, dal: addDays(oggi, -9), al: addDays(oggi, -1) })
    expect(await findSessione(hash)).not.toBeNull()
    const [now] = await db
      .insert(sospensioni)
      .values({ ...values, dal: oggi, al: oggi })
      .returning()
    expect(await findSessione(hash)).toBeNull()
    await db
      .update(sospensioni)
      .set({ revocataAt: new Date(), revocataDaId: other })
      .where(eq(sospensioni.id, now?.id as string))
    expect(await findSessione(hash)).not.toBeNull()
  })

  test('sees a role from its first day to its last, and loses it on the next request', async () => {
    const id = await giveRuolo('istruttore', oggi, oggi)
    expect((await findSessione(hash))?.ruoli).toMatchObject([{ ruolo: 'istruttore', ufficio: 'Ufficio di prova' }])
    await db
      .update(ruoli)
      .set({ validoDal: addDays(oggi, -9), validoAl: addDays(oggi, -1) })
      .where(eq(ruoli.id, id))
    expect((await findSessione(hash))?.ruoli).toEqual([])
    await db
      .update(ruoli)
      .set({ validoDal: addDays(oggi, 1), validoAl: null })
      .where(eq(ruoli.id, id))
    expect((await findSessione(hash))?.ruoli).toEqual([])
    await db.delete(ruoli).where(eq(ruoli.id, id))
    expect((await findSessione(hash))?.ruoli).toEqual([])
  })

  test('gets a new token at each sign-in, which ends the one before; another browser stays open', async () => {
    const elsewhere = await open()
    const next = await open(token)
    expect(next).not.toBe(token)
    expect(await findSessione(hash)).toBeNull()
    expect(await findSessione(tokenHash(next))).not.toBeNull()
    expect(await findSessione(tokenHash(elsewhere))).not.toBeNull()
  })

  test('closed by its owner opens nothing more, and leaves a trace', async () => {
    await closeSessione(await viewerOf())
    expect(await findSessione(hash)).toBeNull()
    const events = await db
      .select()
      .from(audit)
      .where(and(eq(audit.azione, 'accesso.chiuso'), eq(audit.soggettoId, personaId)))
    expect(events).toHaveLength(1)
  })
})

describe('acting for an organisation', () => {
  const events = () =>
    db
      .select()
      .from(audit)
      .where(and(eq(audit.azione, 'accesso.opera_per'), eq(audit.soggettoId, personaId)))

  test('is chosen, kept, changed back, and each change recorded', async () => {
    const id = await join('richiedente')
    expect(await chooseOperaPer(await viewerOf(), id)).toEqual({ ok: true, value: null })
    expect((await findSessione(hash))?.agiscePer).toMatchObject({ id, ruolo: 'richiedente' })
    expect(await chooseOperaPer(await viewerOf(), id)).toEqual({ ok: true, value: null })
    expect(await chooseOperaPer(await viewerOf(), null)).toEqual({ ok: true, value: null })
    expect((await findSessione(hash))?.agiscePer).toBeNull()
    expect((await events()).map(({ dati }) => dati)).toEqual([
      { da: null, a: id },
      { da: id, a: null },
    ])
  })

  test('is refused for an organisation that is not the person’s', async () => {
    const mine = await viewerOf()
    personaId = await newPersona()
    const theirs = await join('amministratore')
    expect(await chooseOperaPer(mine, theirs)).toMatchObject({ ok: false })
    expect((await findSessione(hash))?.agiscePer).toBeNull()
  })

  test('ends with the membership, on the next request', async () => {
    const id = await join('richiedente', oggi)
    await chooseOperaPer(await viewerOf(), id)
    await db
      .update(appartenenze)
      .set({ validoAl: addDays(oggi, -1) })
      .where(eq(appartenenze.personaId, personaId))
    expect(await findSessione(hash)).toMatchObject({ agiscePer: null, organizzazioni: [] })
  })

  test('shows each organisation once, with its strongest role', async () => {
    const id = await join('osservatore')
    await join('amministratore', null, id)
    await join('richiedente', null, id)
    expect((await findSessione(hash))?.organizzazioni).toMatchObject([{ id, ruolo: 'amministratore' }])
  })
})

describe('after signing in one arrives', () => {
  const landing = async (ritorno = '') => landingAfterAccess(await newAccesso(ritorno))

  test('at the page asked for, never outside; a citizen without one at the personal area', async () => {
    expect(await landing('/servizi?q=a')).toBe('/servizi?q=a')
    expect(await landing('//altro.example.org')).toBe('/area-personale')
    expect(await landing()).toBe('/area-personale')
  })
  test('an officer at the desk, whoever may act for others at the choice first', async () => {
    await giveRuolo('dirigente', oggi)
    expect(await landing()).toBe('/ufficio')
    await join('richiedente')
    expect(await landing()).toBe('/ufficio')
    expect(await landing('/servizi')).toBe('/area-personale/opera-per?ritorno=%2Fservizi')
  })
})

/** A burst that crosses the minute would be counted in two windows. */
async function farFromTheMinute(): Promise<void> {
  const [row] = await db.execute<{ left: string }>(sql`select 60 - extract(second from now()) as left`)
  const left = Number(row?.left)
  if (left < 4) await new Promise((resolve) => setTimeout(resolve, left * 1000 + 50))
}

test('S35: a counter is shared, ends with its minute, and knows nobody by name', async () => {
  const who = `192.0.2.${newToken()}`
  await farFromTheMinute()
  const answers = await Promise.all(Array.from({ length: 12 }, () => withinLimit('accesso', who)))
  expect(answers.filter(Boolean)).toHaveLength(10)
  expect(await withinLimit('codice', who)).toBe(true)
  const keys = await db.select({ chiave: contatori.chiave }).from(contatori)
  expect(JSON.stringify(keys)).not.toContain('192.0.2.')
  await db.execute(sql`update contatori set finestra_at = finestra_at - interval '1 minute'
    where chiave = ${`accesso:${pseudonym(who)}`}`)
  expect(await withinLimit('accesso', who)).toBe(true)
})

test('S31: the token of a form belongs to one session', () => {
  expect(isFormToken(hash, formToken(hash))).toBe(true)
  for (const wrong of [formToken(tokenHash('altra')), '', null, undefined, 'x'.repeat(43)])
    expect(isFormToken(hash, wrong)).toBe(false)
})

test('the sweep removes what can open nothing, and nothing else', async () => {
  const mine = newToken()
  await db.insert(asserzioniUsate).values([
    { asserzioneId: `${mine}-vecchia`, scadeAt: new Date('2020-01-01T00:00:00Z') },
    { asserzioneId: `${mine}-buona`, scadeAt: new Date('2100-01-01T00:00:00Z') },
  ])
  const old = tokenHash(await open())
  await db.execute(sql`update sessioni set scade_at = now() - interval '1 second' where token_hash = ${old}`)
  expect(await sweepAccessi()).toBeGreaterThanOrEqual(2)
  const left = await db
    .select()
    .from(asserzioniUsate)
    .where(sql`asserzione_id like ${`${mine}%`}`)
  expect(left.map(({ asserzioneId }) => asserzioneId)).toEqual([`${mine}-buona`])
  expect(await findSessione(hash)).not.toBeNull()
  expect(await db.select().from(sessioni).where(eq(sessioni.tokenHash, old))).toEqual([])
})
