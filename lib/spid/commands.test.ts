import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '@/drizzle/schema/procedimenti'
import { sospensioni } from '@/drizzle/schema/sicurezza'
import { accessiSpid, persone, sessioni } from '@/drizzle/schema/soggetti'
import { openSessione } from '@/lib/auth/sessions'
import { newToken } from '@/lib/auth/token'
import { checkLetter } from '@/lib/core/codici'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { today } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { idpMetadata, logoutRequest, plainResponse, signBoth, signLogout } from '@/scripts/demo-idp/message'
import { certificateBody } from './certificato'
import { consumeCodice, openAccesso, receiveRisposta } from './commands'
import { redirectUrl } from './sign'
import { receiveLogout, receiveLogoutPost } from './slo'
import { sp } from './sp'
import { ANNA, newKeys } from './testing/idp'

const chiavi = newKeys()
const altre = newKeys()
const BASE = 'https://idp.example.org'
const idp = {
  federazione: 'spid' as const,
  entityId: `${BASE}/metadata`,
  nome: 'Gestore',
  ssoRedirect: `${BASE}/sso`,
  sloRedirect: `${BASE}/slo`,
  ssoPost: null,
  sloPost: null,
  sloRisposta: { binding: 'redirect' as const, location: `${BASE}/slo` },
  certificati: [],
  demo: false,
}
const stato = newToken()
/** Nobody else's, so that tests of one run do not meet. */
const invented = (first15: string) => first15 + checkLetter(first15)

beforeAll(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'idp-'))
  writeFileSync(path.join(folder, 'idp.xml'), idpMetadata(BASE, certificateBody(chiavi.certificate)))
  const second = idpMetadata('https://secondo.example.org', certificateBody(altre.certificate))
  writeFileSync(
    path.join(folder, 'secondo.xml'),
    `<?xml version="1.0"?>\n<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${second}</md:EntitiesDescriptor>`,
  )
  process.env.SPID_IDP_METADATA = folder
})
afterAll(closeDatabase)

async function ask(livello: 1 | 2 | 3 = 2) {
  const url = new URL((await openAccesso({ idp, livello, ritorno: '/servizi', stato, ip: null })).url as string)
  const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') as string, 'base64')).toString()
  return { id: /ID="([^"]*)"/.exec(xml)?.[1] as string, relayState: url.searchParams.get('RelayState'), url, xml }
}
type Asked = Awaited<ReturnType<typeof ask>>
const answerTo = (asked: Asked, more: object = {}) => ({
  idp: idp.entityId,
  spEntityId: sp().entityId,
  acsUrl: sp().acsUrl,
  inResponseTo: asked.id,
  persona: ANNA,
  livello: 2 as const,
  at: new Date(),
  ...more,
})
const good = (asked: Asked, more: object = {}) => signBoth(plainResponse(answerTo(asked, more)), chiavi)
const receive = (asked: Asked, xml: string) =>
  receiveRisposta({ xml, relayState: asked.relayState, ip: '192.0.2.1', federazione: 'spid' })
const rowOf = async (asked: Asked) =>
  (await db.select().from(accessiSpid).where(eq(accessiSpid.richiestaId, asked.id)))[0]

test('the request is what AgID asks for, signed over the exact query', async () => {
  const { xml, url, relayState } = await ask()
  expect(url.href.startsWith(`${BASE}/sso?SAMLRequest=`)).toBe(true)
  expect([...url.searchParams.keys()]).toEqual(['SAMLRequest', 'RelayState', 'SigAlg', 'Signature'])
  expect(relayState?.length).toBeLessThanOrEqual(80)
  for (const part of [
    'ForceAuthn="true"',
    'AssertionConsumerServiceIndex="0"',
    `Destination="${BASE}/sso"`,
    'SpidL2',
    'Comparison="minimum"',
    'nameid-format:transient',
  ])
    expect(xml).toContain(part)
  for (const part of ['IsPassive', 'AssertionConsumerServiceURL', 'ProtocolBinding', 'Scoping', 'AllowCreate'])
    expect(xml).not.toContain(part)
})

describe('a good response', () => {
  test('gives a code that works once, within its minute, in the browser that asked', async () => {
    const asked = await ask()
    const esito = await receive(asked, good(asked))
    if (!esito.ok) throw new Error(esito.motivo)
    expect(esito.stato).toBe(stato)
    expect(await consumeCodice(esito.codice, newToken())).toBeNull()
    const accesso = await consumeCodice(esito.codice, stato)
    expect(accesso).toMatchObject({ livello: 2, ritorno: '/servizi' })
    expect(await consumeCodice(esito.codice, stato)).toBeNull()
    const [persona] = await db
      .select()
      .from(persone)
      .where(eq(persone.id, accesso?.personaId as string))
    expect(persona).toMatchObject({ codiceFiscale: 'SMPNNA84C52Z999S', nome: 'Anna', natoIl: '1984-03-12' })
    const events = await db
      .select()
      .from(audit)
      .where(and(eq(audit.azione, 'accesso.riuscito'), eq(audit.soggettoId, accesso?.personaId as string)))
    expect(events).toHaveLength(1)
    const row = await rowOf(asked)
    expect(row).toMatchObject({ esito: 'riuscito', personaId: accesso?.personaId })
    expect(JSON.stringify(row)).not.toContain(esito.codice)
  })

  test('gives a code that dies after 60 seconds', async () => {
    const asked = await ask()
    const esito = await receive(asked, good(asked))
    if (!esito.ok) throw new Error(esito.motivo)
    const age = (seconds: number) =>
      db
        .update(accessiSpid)
        .set({ codiceScadeAt: sql`${accessiSpid.codiceScadeAt} - make_interval(secs => ${seconds})` })
        .where(eq(accessiSpid.richiestaId, asked.id))
    await age(61)
    expect(await consumeCodice(esito.codice, stato)).toBeNull()
    await age(-61)
    expect(await consumeCodice(esito.codice, stato)).not.toBeNull()
  })

  test('is accepted once: sent again, or twice at the same time, it is a replay', async () => {
    const asked = await ask()
    const xml = good(asked)
    const outcomes = await Promise.all([receive(asked, xml), receive(asked, xml), receive(asked, xml)])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await receive(asked, xml)).toMatchObject({ ok: false, motivo: 'replay' })
    expect((await rowOf(asked))?.esito).toBe('riuscito')
  })

  test('with an assertion that served another request is a replay', async () => {
    const first = await ask()
    const second = await ask()
    const fixed = (xml: string) => xml.replace(/(<saml:Assertion [^>]*ID=")[^"]*/, '$1_la-stessa')
    expect(await receive(first, signBoth(fixed(plainResponse(answerTo(first))), chiavi))).toMatchObject({ ok: true })
    expect(await receive(second, signBoth(fixed(plainResponse(answerTo(second))), chiavi))).toMatchObject({
      motivo: 'replay',
    })
  })

  test('updates the profile of the same fiscal code, never makes a second person', async () => {
    for (const cognome of ['Esempio', 'Esempio Nuovo']) {
      const asked = await ask()
      expect(await receive(asked, good(asked, { persona: { ...ANNA, cognome } }))).toMatchObject({ ok: true })
    }
    const rows = await db.select().from(persone).where(eq(persone.codiceFiscale, ANNA.codiceFiscale))
    expect(rows.map(({ cognome }) => cognome)).toEqual(['Esempio Nuovo'])
    const changes = await db
      .select()
      .from(audit)
      .where(and(eq(audit.azione, 'persona.aggiornata'), eq(audit.soggettoId, rows[0]?.id as string)))
    expect(changes.at(-1)?.dati).toEqual({ campi: ['cognome'] })
  })

  test('S15: the same e-mail of another fiscal code is another person', async () => {
    const asked = await ask()
    const other = { ...ANNA, codiceFiscale: invented('LTRFNC66E63Z999'), nome: 'Franca' }
    expect(await receive(asked, good(asked, { persona: other }))).toMatchObject({ ok: true })
    const rows = await db.select().from(persone).where(eq(persone.email, ANNA.email))
    expect(rows).toHaveLength(2)
  })
})

describe('refused', () => {
  const refusals: [string, string, (asked: Asked) => Promise<unknown>][] = [
    ['nobody asked for it', 'non-richiesta', (asked) => receive(asked, good({ ...asked, id: '_inventata' }))],
    [
      'another RelayState',
      'relay-state',
      (asked) => receiveRisposta({ xml: good(asked), relayState: 'x', ip: null, federazione: 'spid' }),
    ],
    [
      'no RelayState',
      'relay-state',
      (asked) => receiveRisposta({ xml: good(asked), relayState: null, ip: null, federazione: 'spid' }),
    ],
    [
      'a second provider we also trust (mix-up)',
      'firma-response',
      (asked) =>
        receive(
          asked,
          signBoth(plainResponse(answerTo(asked, { idp: 'https://secondo.example.org/metadata' })), altre),
        ),
    ],
    ['a lower level', 'livello', (asked) => receive(asked, good(asked, { livello: 1 }))],
    [
      'another audience',
      'audience',
      (asked) => receive(asked, good(asked, { spEntityId: 'https://altro.example.org' })),
    ],
  ]
  test.each(refusals)('%s', async (_what, motivo, send) => {
    const asked = await ask()
    expect(await send(asked)).toMatchObject({ ok: false, motivo })
  })

  test('is kept in the register with its reason, and leaves the request open', async () => {
    const asked = await ask()
    expect(await receive(asked, good(asked, { livello: 1 }))).toMatchObject({
      motivo: 'livello',
      riferimento: (await rowOf(asked))?.id,
    })
    expect(await rowOf(asked)).toMatchObject({ esito: 'livello', conclusoAt: null, personaId: null })
    const events = await db
      .select()
      .from(audit)
      .where(and(eq(audit.azione, 'accesso.rifiutato'), eq(audit.soggettoId, (await rowOf(asked))?.id as string)))
    expect(events[0]).toMatchObject({ esito: 'rifiutato', dati: { motivo: 'livello' } })
    expect(await receive(asked, good(asked))).toMatchObject({ ok: true })
  })

  test('after 15 minutes the request has expired', async () => {
    const asked = await ask()
    await db
      .update(accessiSpid)
      .set({ emessaAt: sql`now() - interval '15 minutes 2 seconds'` })
      .where(eq(accessiSpid.richiestaId, asked.id))
    expect(await receive(asked, good(asked))).toMatchObject({ motivo: 'scaduta' })
  })

  test('a suspended person does not sign in', async () => {
    const persona = { ...ANNA, codiceFiscale: invented('SSPNNI95A09Z999') }
    const first = await ask()
    expect(await receive(first, good(first, { persona }))).toMatchObject({ ok: true })
    const [row] = await db
      .select({ id: persone.id })
      .from(persone)
      .where(and(eq(persone.ente, ENTE), eq(persone.codiceFiscale, persona.codiceFiscale)))
    const [admin] = await db
      .insert(persone)
      .values({ ente: ENTE, codiceFiscale: invented('MMNSTR80A01Z999'), nome: 'Chi', cognome: 'Amministra' })
      .returning({ id: persone.id })
    await db.insert(sospensioni).values({
      ente: ENTE,
      personaId: row?.id,
      motivo: 'Documenti non veri.',
      dal: await today(),
      dispostaDaId: admin?.id as string,
    })
    const second = await ask()
    expect(await receive(second, good(second, { persona }))).toMatchObject({
      ok: false,
      motivo: 'sospesa',
      dettaglio: expect.stringContaining('Motivo: Documenti non veri.'),
    })
    expect(await rowOf(second)).toMatchObject({ conclusoAt: null, codiceHash: null })
  })
})

describe('single logout begun at the provider', () => {
  async function open(nameId: string): Promise<void> {
    const asked = await ask()
    const esito = await receive(asked, good(asked, { nameId }))
    const accesso = esito.ok ? await consumeCodice(esito.codice, stato) : null
    if (!accesso) throw new Error('not opened')
    await openSessione({ token: newToken(), accesso, previousToken: null, ip: null, dispositivo: null })
  }
  const opened = async (nameId: string) =>
    (
      await db
        .select({ hash: sessioni.tokenHash })
        .from(sessioni)
        .innerJoin(accessiSpid, eq(accessiSpid.id, sessioni.accessoId))
        .where(eq(accessiSpid.nameId, nameId))
    ).length
  const logout = (nameId: string, more: object = {}, keys = chiavi) => {
    const xml = logoutRequest({ idp: idp.entityId, destination: sp().sloUrl, nameId, at: new Date(), ...more })
    return redirectUrl(sp().sloUrl, { name: 'SAMLRequest', xml, relayState: 'r' }, keys.privateKey).split(
      '?',
    )[1] as string
  }

  test('ends the sessions of that subject and no other, and says so signed', async () => {
    await open('_uno')
    await open('_due')
    const answer = await receiveLogout(logout('_uno'), null)
    expect(answer?.url?.startsWith(`${BASE}/slo?SAMLResponse=`)).toBe(true)
    expect([await opened('_uno'), await opened('_due')]).toEqual([0, 1])
    expect(await receiveLogout(logout('_uno'), null)).not.toBeNull()
  })

  test('is refused, and ends nothing, when it is not the provider who asks us now', async () => {
    await open('_tre')
    const stale = new Date(Date.now() - 600_000)
    const wrong = [
      logout('_tre', {}, altre),
      logout('_tre', { destination: BASE }),
      logout('_tre', { at: stale }),
      logout('_tre').replace('SigAlg=', 'SigAlg=x'),
      'SAMLRequest=AAAA',
      '',
    ]
    for (const query of wrong) expect(await receiveLogout(query, null)).toBeNull()
    expect(await opened('_tre')).toBe(1)
  })

  const posted = (nameId: string, more: object = {}, keys = chiavi) =>
    signLogout(logoutRequest({ idp: idp.entityId, destination: sp().sloUrl, nameId, at: new Date(), ...more }), keys)

  test('by HTTP-POST it ends the same, by the signature in the message', async () => {
    await open('_quattro')
    for (const xml of [
      posted('_quattro', {}, altre),
      posted('_quattro', { destination: BASE }),
      posted('_altro').replace('_altro', '_quattro'),
      logoutRequest({ idp: idp.entityId, destination: sp().sloUrl, nameId: '_quattro', at: new Date() }),
      '<a/>',
      '',
    ])
      expect(await receiveLogoutPost(xml, null, null)).toBeNull()
    expect(await opened('_quattro')).toBe(1)
    const answer = await receiveLogoutPost(posted('_quattro'), 'r', null)
    expect(answer?.url?.startsWith(`${BASE}/slo?SAMLResponse=`)).toBe(true)
    expect(await opened('_quattro')).toBe(0)
  })
})
