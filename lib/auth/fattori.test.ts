import { randomBytes, randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { audit } from '@/drizzle/schema/procedimenti'
import { codiciRecupero, secondiFattori } from '@/drizzle/schema/sicurezza'
import { contatori, persone, ruoli, sessioni, uffici } from '@/drizzle/schema/soggetti'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { unwrapKey } from '@/lib/documenti/cipher'
import { listAvvisi } from '@/lib/pratiche/queries'
import { addTotp, makeCodiciRecupero, removeFattore, rewrapFattori } from './commands-dispositivi'
import { giveCodice } from './commands-fattori'
import { closeOneSessione, closeOtherSessioni } from './commands-sessioni'
import { addChiave, beginRegistrazione, beginVerifica, giveChiave } from './commands-webauthn'
import { findSessione } from './queries'
import { countCodiciRecupero, countFattoriAvuti, listFattori } from './queries-fattori'
import { listSessioni } from './queries-sessioni'
import { MAX_FALLITI } from './rules-fattore'
import { SoftwareKey } from './testing/passkey'
import { newToken, tokenHash } from './token'
import { chiaveInProva, codiceOf } from './totp'
import type { Viewer } from './viewer'

afterAll(closeDatabase)

let officer: Viewer
let chiave: Buffer

async function newPersona(): Promise<string> {
  const codiceFiscale = `PRV${randomUUID().replaceAll('-', '').slice(0, 13)}`.toUpperCase()
  const [row] = await db
    .insert(persone)
    .values({ ente: ENTE, codiceFiscale, nome: 'Prova', cognome: 'Fattore' })
    .returning()
  return row?.id as string
}
async function open(personaId: string): Promise<Viewer> {
  const token = newToken()
  await db.insert(sessioni).values({
    tokenHash: tokenHash(token),
    ente: ENTE,
    personaId,
    livello: 2,
    indirizzoIp: '192.0.2.7',
    dispositivo: 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0',
    scadeAt: sql`now() + interval '8 hours'` as unknown as Date,
  })
  return again(tokenHash(token))
}
async function again(hash: string): Promise<Viewer> {
  const sessione = await findSessione(hash)
  if (!sessione) throw new Error('no session')
  return { ...sessione, ip: null }
}
/** Minutes go by: limits by the minute begin anew, what was given gets older. */
async function later(minutes: number, viewer = officer): Promise<Viewer> {
  await db.delete(contatori)
  await db.execute(sql`update sessioni set secondo_fattore_at = secondo_fattore_at - make_interval(mins => ${minutes})
    where persona_id = ${viewer.personaId}::uuid`)
  return again(viewer.sessioneHash)
}
/** The session after an answer that gave it a new token. */
const renewed = (token: string | null | undefined) => again(tokenHash(token as string))
const now = () => databaseNow()
const enrol = async (viewer: Viewer) => {
  chiave = chiaveInProva(viewer.sessioneHash, await countFattoriAvuti(viewer.personaId))
  const added = await addTotp(viewer, { nome: 'Telefono', codice: codiceOf(chiave, await now()) })
  if (!added.ok) throw new Error(added.message)
  return renewed(added.value.token)
}
/** A code of the app that has not been taken: the step is moved back, as if time had passed. */
async function nextCode(): Promise<string> {
  await db.update(secondiFattori).set({ lastStep: 1 }).where(eq(secondiFattori.personaId, officer.personaId))
  return codiceOf(chiave, await now())
}
const eventsOf = (azione: string) =>
  db
    .select({ esito: audit.esito, dati: audit.dati })
    .from(audit)
    .where(and(eq(audit.azione, azione), eq(audit.soggettoId, officer.personaId)))

beforeEach(async () => {
  await db.delete(contatori)
  const personaId = await newPersona()
  const [ufficio] = await db
    .insert(uffici)
    .values({ ente: ENTE, codice: newToken(), denominazione: 'Ufficio', email: 'x', telefono: 'x', orari: 'x' })
    .returning()
  await db
    .insert(ruoli)
    .values({ ente: ENTE, personaId, ruolo: 'istruttore', ufficioId: ufficio?.id, validoDal: '2026-01-01' })
  officer = await open(personaId)
})

describe('S12: setting an app up', () => {
  test('the first right code proves the key; the session becomes an officer’s with a new token (S10)', async () => {
    const before = officer.sessioneHash
    expect(officer.secondoFattoreAt).toBeNull()
    const viewer = await enrol(officer)
    expect(viewer.secondoFattoreAt).not.toBeNull()
    expect(viewer.sessioneHash).not.toBe(before)
    expect(await findSessione(before)).toBeNull()
    expect(await listFattori(viewer.personaId)).toMatchObject([{ tipo: 'totp', nome: 'Telefono' }])
    expect(await eventsOf('fattore.aggiunto')).toHaveLength(1)
    expect((await listAvvisi(viewer, 5))[0]?.oggetto).toContain('Hai aggiunto un’app')
  })

  test('a wrong code keeps nothing', async () => {
    expect(await addTotp(officer, { nome: 'Telefono', codice: '000000' })).toMatchObject({
      ok: false,
      errors: { codice: expect.stringContaining('non è quello') },
    })
    expect(await listFattori(officer.personaId)).toEqual([])
  })

  test('the secret is not readable in the database', async () => {
    const viewer = await enrol(officer)
    const rows = JSON.stringify(
      await db.select().from(secondiFattori).where(eq(secondiFattori.personaId, viewer.personaId)),
    )
    for (const text of [chiave.toString('base64'), chiave.toString('hex'), chiave.subarray(0, 20).toString('base64')])
      expect(rows).not.toContain(text.slice(0, 20))
  })

  test('a second one is added only with the first, lately given', async () => {
    await enrol(officer)
    const stranger = await open(officer.personaId) // signed in, no second factor yet
    chiave = chiaveInProva(stranger.sessioneHash, 1)
    const codice = codiceOf(chiave, await now())
    expect(await addTotp(stranger, { nome: 'Altro', codice })).toMatchObject({
      ok: false,
      message: expect.stringContaining('secondo fattore'),
    })
    expect(await makeCodiciRecupero(stranger)).toMatchObject({ ok: false })
    expect(await listFattori(officer.personaId)).toHaveLength(1)
  })

  test('a citizen has no use for one', async () => {
    await db.delete(ruoli).where(eq(ruoli.personaId, officer.personaId))
    const citizen = await again(officer.sessioneHash)
    expect(await addTotp(citizen, { nome: 'Telefono', codice: '123456' })).toMatchObject({ ok: false })
  })
})

describe('S12: giving it after the sign-in', () => {
  test('a code opens once: the same one again, or an earlier one, is refused (RFC 6238 §5.2)', async () => {
    officer = await enrol(officer)
    const codice = await nextCode()
    const one = await open(officer.personaId)
    const two = await open(officer.personaId)
    const given = await giveCodice(one, codice, true)
    expect(given.ok && (await renewed(given.value.token)).secondoFattoreAt).toBeTruthy()
    expect(await giveCodice(two, codice, true)).toMatchObject({
      ok: false,
      errors: { codice: expect.stringContaining('già stato usato') },
    })
    expect((await again(two.sessioneHash)).secondoFattoreAt).toBeNull()
  })

  test('ten wrong ones in a row close the session, and only that one; each is written down (S50)', async () => {
    officer = await enrol(officer)
    const guesser = await open(officer.personaId)
    for (let i = 1; i < MAX_FALLITI; i++) {
      await db.delete(contatori)
      expect(await giveCodice(guesser, '000000', true)).toMatchObject({ ok: false })
      expect(await findSessione(guesser.sessioneHash), `after ${i}`).not.toBeNull()
    }
    await db.delete(contatori)
    expect(await giveCodice(guesser, '000000', true)).toMatchObject({
      message: expect.stringContaining('chiuso la sessione'),
    })
    expect(await findSessione(guesser.sessioneHash)).toBeNull()
    expect(await findSessione(officer.sessioneHash)).not.toBeNull()
    const events = await eventsOf('accesso.secondo_fattore')
    expect(events.filter(({ esito }) => esito === 'rifiutato')).toHaveLength(MAX_FALLITI)
  })

  test('five attempts a minute, and the next minute begins at zero (S35)', async () => {
    officer = await enrol(officer)
    await db.delete(contatori)
    for (let i = 0; i < 5; i++) expect((await giveCodice(officer, '000000', false)).ok).toBe(false)
    const codice = await nextCode()
    expect(await giveCodice(officer, codice, false)).toMatchObject({
      message: expect.stringContaining('Troppi tentativi'),
    })
    await db.delete(contatori)
    expect(await giveCodice(officer, codice, false)).toMatchObject({ ok: true })
  })

  test('what is not a code costs no attempt', async () => {
    officer = await enrol(officer)
    expect(await giveCodice(officer, 'ciao', false)).toMatchObject({
      ok: false,
      errors: { codice: expect.stringContaining('6 cifre') },
    })
    expect(await eventsOf('accesso.secondo_fattore')).toEqual([])
  })
})

describe('passkeys', () => {
  const key = () => new SoftwareKey('localhost', 'http://localhost:3000')
  async function registered(): Promise<SoftwareKey> {
    const one = key()
    const { challenge } = await beginRegistrazione(officer)
    const added = await addChiave(officer, 'Chiave blu', one.register(challenge))
    if (!added.ok) throw new Error(added.message)
    officer = await renewed(added.value.token)
    return one
  }
  const challengeOf = async (viewer: Viewer) => {
    const begun = await beginVerifica(viewer)
    if (!begun.ok) throw new Error(begun.message)
    return begun.value.challenge
  }

  test('registered with the challenge of this session, it opens the next one', async () => {
    const one = await registered()
    expect(officer.secondoFattoreAt).not.toBeNull()
    expect(await listFattori(officer.personaId)).toMatchObject([{ tipo: 'webauthn', nome: 'Chiave blu' }])
    const next = await open(officer.personaId)
    const given = await giveChiave(next, one.sign(await challengeOf(next)), true)
    expect(given.ok && (await renewed(given.value.token)).secondoFattoreAt).toBeTruthy()
  })

  test('a challenge is answered once, and only in the session to which it was put', async () => {
    const one = await registered()
    const [mine, other] = [await open(officer.personaId), await open(officer.personaId)]
    const answer = one.sign(await challengeOf(mine))
    await challengeOf(other)
    expect(await giveChiave(other, answer, false)).toMatchObject({ ok: false })
    expect(await giveChiave(mine, answer, false)).toMatchObject({ ok: true })
    expect(await giveChiave(mine, answer, false)).toMatchObject({ ok: false })
  })

  test('an answer made on another site, by a copied key, or by somebody else’s key, is refused', async () => {
    const one = await registered()
    const viewer = await open(officer.personaId)
    const deceived = one.sign(await challengeOf(viewer), { origin: 'https://sportello.example.org' })
    expect(await giveChiave(viewer, deceived, false)).toMatchObject({ ok: false })
    expect(await giveChiave(viewer, one.sign(await challengeOf(viewer), { counter: 9 }), false)).toMatchObject({
      ok: true,
    })
    expect(await giveChiave(viewer, one.sign(await challengeOf(viewer), { counter: 5 }), false)).toMatchObject({
      ok: false,
    })
    await db.delete(contatori)
    expect(await giveChiave(viewer, key().sign(await challengeOf(viewer)), false)).toMatchObject({ ok: false })
    expect((await again(viewer.sessioneHash)).secondoFattoreAt).not.toBeNull()
  })

  test('a challenge that nobody answered in five minutes is worth nothing', async () => {
    const one = key()
    const { challenge } = await beginRegistrazione(officer)
    await db.execute(sql`update sessioni set sfida_scade_at = now() where token_hash = ${officer.sessioneHash}`)
    expect(await addChiave(officer, 'Tardi', one.register(challenge))).toMatchObject({ ok: false })
    expect(await addChiave(officer, 'Tardi', one.register(challenge))).toMatchObject({ ok: false })
    expect(await listFattori(officer.personaId)).toEqual([])
  })
})

describe('recovery codes', () => {
  test('are ten, known only as hashes, each good once; new ones replace the old', async () => {
    officer = await enrol(officer)
    const made = await makeCodiciRecupero(officer)
    if (!made.ok) throw new Error(made.message)
    expect(new Set(made.value).size).toBe(10)
    const stored = JSON.stringify(await db.select().from(codiciRecupero))
    for (const codice of made.value) expect(stored).not.toContain(codice)
    const [first = '', second = ''] = made.value
    const lost = await open(officer.personaId)
    expect(await giveCodice(lost, first.toLowerCase(), false)).toMatchObject({ ok: true })
    expect(await countCodiciRecupero(officer.personaId)).toBe(9)
    expect(await giveCodice(lost, first, false)).toMatchObject({ ok: false })
    expect((await listAvvisi(officer, 5)).map(({ oggetto }) => oggetto)).toContain(
      'È stato usato un tuo codice di recupero',
    )
    officer = await again(officer.sessioneHash)
    expect(await makeCodiciRecupero(officer)).toMatchObject({ ok: true })
    expect(await giveCodice(lost, second, false)).toMatchObject({ ok: false })
    expect(await countCodiciRecupero(officer.personaId)).toBe(10)
  })

  test('of one person open nothing of another', async () => {
    officer = await enrol(officer)
    const made = await makeCodiciRecupero(officer)
    const other = await open(await newPersona())
    expect(await giveCodice(other, made.ok ? (made.value[0] ?? '') : '', true)).toMatchObject({ ok: false })
  })
})

describe('taking a device away', () => {
  test('needs a factor given in the last five minutes, and never takes the last one', async () => {
    officer = await enrol(officer)
    const [only] = await listFattori(officer.personaId)
    expect(await removeFattore(officer, only?.id as string)).toMatchObject({
      message: expect.stringContaining('l’unico'),
    })
    officer = await enrol(officer)
    officer = await later(6)
    expect(await removeFattore(officer, only?.id as string)).toMatchObject({
      message: expect.stringContaining('di nuovo'),
    })
    expect(await giveCodice(officer, await nextCode(), false)).toMatchObject({ ok: true })
    expect(await removeFattore(officer, only?.id as string)).toMatchObject({ ok: true })
    expect(await removeFattore(officer, only?.id as string)).toMatchObject({ ok: false })
    expect(await listFattori(officer.personaId)).toHaveLength(1)
  })
})

describe('S12: open sessions', () => {
  test('are listed with device and address; one is closed, or all the others', async () => {
    const other = await open(officer.personaId)
    await open(officer.personaId)
    const list = await listSessioni(officer)
    expect(list).toHaveLength(3)
    expect(list[0]).toMatchObject({ questa: true, dispositivo: 'Firefox su Windows', indirizzo: '192.0.2.7' })
    expect(JSON.stringify(list)).not.toContain(officer.sessioneHash)
    const id = (
      await db.select({ id: sessioni.id }).from(sessioni).where(eq(sessioni.tokenHash, other.sessioneHash))
    )[0]?.id as string
    expect(await closeOneSessione(officer, id)).toMatchObject({ ok: true })
    expect(await findSessione(other.sessioneHash)).toBeNull()
    expect(await closeOneSessione(officer, id)).toMatchObject({ ok: false })
    expect(await closeOtherSessioni(officer)).toMatchObject({ ok: true, value: 1 })
    expect(await listSessioni(officer)).toHaveLength(1)
    expect(await closeOtherSessioni(officer)).toMatchObject({ ok: false })
    expect(await eventsOf('accesso.sessione_chiusa')).toHaveLength(2)
  })

  test('of somebody else are not closed', async () => {
    const stranger = await open(await newPersona())
    const [{ id } = { id: '' }] = await listSessioni(stranger)
    expect(await closeOneSessione(officer, id)).toMatchObject({ ok: false })
    expect(await findSessione(stranger.sessioneHash)).not.toBeNull()
  })
})

test('after a change of master key the secret is wrapped by the new one, and still opens (S47)', async () => {
  officer = await enrol(officer)
  expect(await rewrapFattori()).toBe(0)
  const nuova = { id: 'nuova', key: randomBytes(32) }
  expect(await rewrapFattori(nuova)).toBeGreaterThan(0)
  const [row] = await db.select().from(secondiFattori).where(eq(secondiFattori.personaId, officer.personaId))
  expect(row?.chiaveMaestra).toBe('nuova')
  const wrapped = { wrapped: row?.segretoCifrato as string, masterKeyId: 'nuova' }
  expect(unwrapKey(`totp:${row?.id}`, wrapped, [nuova])).toEqual(chiave)
})
