import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { GET, POST } from '@/app/api/spid/slo/route'
import { accessiSpid, persone } from '@/drizzle/schema/soggetti'
import { openSessione } from '@/lib/auth/sessions'
import { newToken, tokenHash } from '@/lib/auth/token'
import { checkLetter } from '@/lib/core/codici'
import { ENTE } from '@/lib/core/ente'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { certificateBody } from '@/lib/spid/certificato'
import { openAccesso } from '@/lib/spid/commands'
import { findIdp, type Idp } from '@/lib/spid/idp'
import { spMetadata } from '@/lib/spid/metadata'
import { onwardPage } from '@/lib/spid/onward-page'
import { redirectUrl, signXml } from '@/lib/spid/sign'
import { sp } from '@/lib/spid/sp'
import { newKeys } from '@/lib/spid/testing/idp'
import { findUscita, openUscita, receiveEsito, receiveEsitoPost } from '@/lib/spid/uscita'
import { signedBytes } from '@/lib/spid/verify'
import { BINDING, parseXml } from '@/lib/spid/xml'
import { idpMetadata, logoutRequest, logoutResponse } from '@/scripts/demo-idp/message'
import { readUscita } from '@/scripts/demo-idp/service-provider'

const chiavi = newKeys()
const altre = newKeys()
const BASE = 'https://uscita.example.org'
const SOLO_POST = 'https://solo-post.example.org'
const MUTO = 'https://muto.example.org'
let idp: Idp
let soloPost: Idp

beforeAll(async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'idp-'))
  const body = certificateBody(chiavi.certificate)
  writeFileSync(path.join(folder, 'a.xml'), idpMetadata(BASE, body))
  const ownAnswers = `$& ResponseLocation="${SOLO_POST}/risposta"`
  writeFileSync(
    path.join(folder, 'b.xml'),
    idpMetadata(SOLO_POST, body)
      .replaceAll(BINDING.redirect, BINDING.post)
      .replace(/Location="[^"]*\/slo"/, ownAnswers),
  )
  const muto = idpMetadata(MUTO, body).replace(/<md:SingleLogoutService[^>]*>/, '')
  writeFileSync(path.join(folder, 'c.xml'), muto)
  process.env.SPID_IDP_METADATA = folder
  idp = (await findIdp(`${BASE}/metadata`)) as Idp
  soloPost = (await findIdp(`${SOLO_POST}/metadata`)) as Idp
})
afterAll(() => {
  vi.unstubAllGlobals()
  return closeDatabase()
})

let personaId: string
beforeEach(async () => {
  const first15 = `${Array.from({ length: 6 }, () => String.fromCharCode(65 + Math.floor(Math.random() * 26))).join('')}80A01Z999`
  const values = { ente: ENTE, codiceFiscale: first15 + checkLetter(first15), nome: 'Prova', cognome: 'Uscita' }
  personaId = (await db.insert(persone).values(values).returning({ id: persone.id }))[0]?.id as string
})

/** @returns hash of a session that the provider opened for `nameId` */
async function signedIn(entityId: string, nameId: string | null, sessionIndex: string | null = null): Promise<string> {
  const values = {
    ente: ENTE,
    richiestaId: newToken(),
    emessaAt: new Date(),
    idp: entityId,
    livello: 2,
    relayState: 'x',
  }
  const more = { ritorno: '', browserHash: 'x', richiesta: 'x', nameId, sessionIndex }
  const [row] = await db
    .insert(accessiSpid)
    .values({ ...values, ...more })
    .returning({ id: accessiSpid.id })
  const token = newToken()
  const accesso = { id: row?.id as string, personaId, livello: 2, ritorno: '' }
  await openSessione({ token, accesso, previousToken: null, ip: null, dispositivo: null })
  return tokenHash(token)
}

describe('whom to tell', () => {
  test('the provider of the session, with its subject and the index it gave', async () => {
    const told = { idp, nameId: '_uno' }
    expect(await findUscita(await signedIn(idp.entityId, '_uno'))).toEqual({ ...told, sessionIndex: null })
    expect(await findUscita(await signedIn(idp.entityId, '_uno', '_s'))).toEqual({ ...told, sessionIndex: '_s' })
  })
  test.each([
    [`${MUTO}/metadata`, '_uno'],
    ['https://sparito.example.org/metadata', '_uno'],
    [`${BASE}/metadata`, null],
  ])('nobody, when it has no service, is no longer trusted, or told no subject: %s %s', async (entityId, nameId) => {
    expect(await findUscita(await signedIn(entityId, nameId))).toBeNull()
  })
  test('nobody, for a session that is not there', async () => {
    expect(await findUscita(tokenHash(newToken()))).toBeNull()
  })
})

/** Our request, as the provider reads it. */
async function ask() {
  const { url, xml } = await openUscita({ idp, nameId: '_a&b', sessionIndex: '_s<1>' })
  const query = new URL(url as string).search.slice(1)
  return {
    query,
    xml,
    id: /ID="([^"]*)"/.exec(xml)?.[1] as string,
    relayState: new URLSearchParams(query).get('RelayState'),
  }
}
type Asked = Awaited<ReturnType<typeof ask>>

const responseTo = ({ id }: Pick<Asked, 'id'>, more: object = {}) =>
  logoutResponse({
    idp: idp.entityId,
    destination: sp().sloUrl,
    inResponseTo: id,
    at: new Date(),
    parziale: false,
    ...more,
  })
const byRedirect = (xml: string, relayState: string | null, keys = chiavi): string =>
  redirectUrl(sp().sloUrl, { name: 'SAMLResponse', xml, relayState }, keys.privateKey).split('?')[1] as string
const ROOT = "/*[local-name(.)='LogoutResponse']"
const REQUEST = "/*[local-name(.)='LogoutRequest']"
const signed = (xml: string, keys = chiavi) =>
  signXml(xml, { ...keys, xpath: ROOT, after: `${ROOT}/*[local-name(.)='Issuer']` })

test('the request is signed over the address, and names subject and qualifiers (spid.md §8)', async () => {
  const { query, xml, relayState } = await ask()
  vi.stubGlobal('fetch', async () => new Response(spMetadata()))
  const read = await readUscita(query, 'http://portale', `${BASE}/slo`)
  expect(read).toMatchObject({ nameId: '_a&b', relayState })
  expect(await readUscita(query.replace('SigAlg=', 'SigAlg=x'), 'http://portale', `${BASE}/slo`)).toBeNull()
  const { entityId } = sp()
  expect(xml).toContain(`Destination="${BASE}/slo"`)
  expect(xml).toContain(`nameid-format:entity" NameQualifier="${entityId}">${entityId}<`)
  expect(xml).toContain(`nameid-format:transient" NameQualifier="${BASE}/metadata">_a&amp;b<`)
  expect(xml).toContain('<samlp:SessionIndex>_s&lt;1&gt;</samlp:SessionIndex></samlp:LogoutRequest>')
  expect((await openUscita({ idp, nameId: '_a', sessionIndex: null })).xml).not.toContain('SessionIndex')
  expect(Buffer.byteLength(relayState ?? '')).toBeLessThanOrEqual(80)
})

describe('what the provider answers', () => {
  test('closed, or only in part, in both bindings', async () => {
    const asked = await ask()
    for (const [parziale, esito] of [
      [false, 'chiuso'],
      [true, 'aperto'],
    ] as const) {
      const xml = responseTo(asked, { parziale })
      expect(await receiveEsito(byRedirect(xml, asked.relayState))).toBe(esito)
      expect(await receiveEsitoPost(signed(xml), asked.relayState)).toBe(esito)
    }
    const failed = responseTo(asked).replace('status:Success', 'status:Responder')
    expect(await receiveEsito(byRedirect(failed, asked.relayState))).toBe('aperto')
  })

  test('is refused when it is not an answer to us, now, of the provider asked, signed by it', async () => {
    const asked = await ask()
    const good = responseTo(asked)
    const stale = new Date(Date.now() - 600_000)
    const [other] = [await ask()]
    const wrong = [
      byRedirect(good, asked.relayState, altre),
      byRedirect(good, asked.relayState).replace('SigAlg=', 'SigAlg=x'),
      byRedirect(good, other.relayState),
      byRedirect(good, null),
      byRedirect(responseTo({ id: '_mai-chiesta' }), asked.relayState),
      byRedirect(responseTo(asked, { destination: BASE }), asked.relayState),
      byRedirect(responseTo(asked, { at: stale }), asked.relayState),
      byRedirect(responseTo(asked, { idp: soloPost.entityId }), asked.relayState), // trusted, and not the one asked
      byRedirect(good.replaceAll('LogoutResponse', 'Response'), asked.relayState),
      'SAMLResponse=%%%',
      'SAMLResponse=YQ&SigAlg=x&Signature=x',
    ]
    for (const query of wrong) expect(await receiveEsito(query), query).toBeNull()
    const posted = [
      good, // not signed
      signed(good, altre),
      signed(good).replace('status:Success', 'status:Successo'),
      signed(responseTo({ id: '_mai-chiesta' })),
      signed(good).replace('</samlp:Status>', `</samlp:Status>${signed(good).replace('<?xml version="1.0"?>', '')}`),
      'ciao',
    ]
    for (const xml of posted) expect(await receiveEsitoPost(xml, asked.relayState), xml).toBeNull()
  })

  test('leads to the page that says it; a wrong one to a refusal', async () => {
    const asked = await ask()
    const xml = responseTo(asked, { parziale: true })
    const told = await GET(new Request(`http://localhost/api/spid/slo?${byRedirect(xml, asked.relayState)}`))
    expect([told.status, told.headers.get('location')]).toEqual([303, expect.stringMatching(/\/esci\?gestore=aperto$/)])
    const post = (text: string) =>
      POST(
        new Request('http://localhost/api/spid/slo', {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({
            SAMLResponse: Buffer.from(text).toString('base64'),
            RelayState: asked.relayState ?? '',
          }),
        }),
      )
    expect((await post(signed(responseTo(asked)))).headers.get('location')).toMatch(/\/esci\?gestore=chiuso$/)
    const refused = await post(responseTo(asked))
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('Dal portale sei uscito')
  })
})

describe('a provider that has only HTTP-POST (spid.md §4.10)', () => {
  const bytesOf = (message: string) => {
    const xml = Buffer.from(message, 'base64').toString()
    const root = parseXml(xml).documentElement
    return root && signedBytes(xml, root, [sp().certificate])
  }

  test('gets a request signed inside, after Issuer, from a page with one button', async () => {
    expect(soloPost).toMatchObject({ ssoRedirect: null, ssoPost: `${SOLO_POST}/sso`, sloPost: `${SOLO_POST}/slo` })
    const partenza = await openAccesso({ idp: soloPost, livello: 2, ritorno: '/servizi', stato: newToken(), ip: null })
    const { messaggio, relayState, location } = partenza.modulo ?? { messaggio: '', relayState: '', location: '' }
    expect(location).toBe(`${SOLO_POST}/sso`)
    const bytes = bytesOf(messaggio)
    expect(bytes).toContain(`Destination="${SOLO_POST}/sso"`)
    expect(bytes).toContain('AuthnRequest')
    expect(partenza.xml).toMatch(/<\/saml:Issuer><ds:Signature /)
    const page = onwardPage(partenza, { titolo: 'Vai', testo: 'Vai al "gestore"', etichetta: 'Continua' })
    const html = await page.text()
    expect(html).toContain(`<form method="post" action="${SOLO_POST}/sso">`)
    expect(html).toContain(`name="RelayState" value="${relayState}"`)
    expect(html).toContain(`name="SAMLRequest" value="${messaggio}"`)
    const policy = page.headers.get('content-security-policy') ?? ''
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1]
    expect(html).toContain(`<script nonce="${nonce}">`)
    expect(policy).toContain(`form-action ${SOLO_POST} https:`)
    expect(policy).not.toContain('unsafe')
  })

  test('is told of a logout the same way', async () => {
    const { modulo } = await openUscita({ idp: soloPost, nameId: '_due', sessionIndex: null })
    expect(modulo?.location).toBe(`${SOLO_POST}/slo`)
    expect(bytesOf(modulo?.messaggio ?? '')).toContain('>_due</saml:NameID>')
  })

  test('ends the session here, and is answered by a form, at the address it keeps for answers', async () => {
    const hash = await signedIn(soloPost.entityId, '_tre')
    const xml = signXml(
      logoutRequest({ idp: soloPost.entityId, destination: sp().sloUrl, nameId: '_tre', at: new Date() }),
      { ...chiavi, xpath: REQUEST, after: `${REQUEST}/*[local-name(.)='Issuer']` },
    )
    const body = new URLSearchParams({ SAMLRequest: Buffer.from(xml).toString('base64'), RelayState: 'r' })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await POST(new Request('http://localhost/api/spid/slo', { method: 'POST', headers, body }))
    const html = await answer.text()
    expect([answer.status, await findUscita(hash)]).toEqual([200, null])
    expect(html).toContain(
      `<form method="post" action="${SOLO_POST}/risposta"><input type="hidden" name="SAMLResponse"`,
    )
    expect(html).toContain('name="RelayState" value="r"')
    const bytes = bytesOf(/name="SAMLResponse" value="([^"]*)"/.exec(html)?.[1] ?? '')
    expect(bytes).toContain(`Destination="${SOLO_POST}/risposta"`)
    expect(bytes).toContain('status:Success')
  })

  test('a provider with both gets the address, with nothing signed inside', async () => {
    const { url, xml, modulo } = await openAccesso({ idp, livello: 2, ritorno: '', stato: newToken(), ip: null })
    expect(modulo).toBeUndefined()
    const sent = Buffer.from(new URL(url as string).searchParams.get('SAMLRequest') as string, 'base64')
    expect(inflateRawSync(sent).toString()).toBe(xml)
    expect(xml).not.toContain('ds:Signature')
  })
})
