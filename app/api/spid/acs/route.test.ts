import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { and, desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '@/drizzle/schema/procedimenti'
import { accessiSpid } from '@/drizzle/schema/soggetti'
import { newToken } from '@/lib/auth/token'
import { closeDatabase } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { db } from '@/lib/db/testing/padrone'
import { certificateBody } from '@/lib/spid/certificato'
import { consumeCodice, openAccesso } from '@/lib/spid/commands'
import { codiceErrore } from '@/lib/spid/rules-anomalie'
import { signXml } from '@/lib/spid/sign'
import { sp } from '@/lib/spid/sp'
import { CASI } from '@/lib/spid/testing/casi'
import { ANNA, newKeys } from '@/lib/spid/testing/idp'
import { NS } from '@/lib/spid/xml'
import {
  idpMetadata,
  plainError,
  plainResponse,
  signAssertion,
  signBoth,
  signResponse,
} from '@/scripts/demo-idp/message'
import { GET, POST } from './route'

const [chiavi, altre, gemelle] = [newKeys(), newKeys(), newKeys()]
const BASE = 'https://idp.example.org'
const SECONDO = 'https://secondo.example.org'
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

beforeAll(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'idp-'))
  writeFileSync(path.join(folder, 'a.xml'), idpMetadata(BASE, certificateBody(chiavi.certificate)))
  writeFileSync(path.join(folder, 'b.xml'), idpMetadata(SECONDO, certificateBody(gemelle.certificate)))
  process.env.SPID_IDP_METADATA = folder
})
afterAll(closeDatabase)

async function ask(livello: 1 | 2 | 3 = 2) {
  const url = new URL((await openAccesso({ idp, livello, ritorno: '/servizi', stato, ip: null })).url as string)
  const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') as string, 'base64')).toString()
  return {
    id: /ID="([^"]*)"/.exec(xml)?.[1] as string,
    relayState: url.searchParams.get('RelayState') as string,
    at: await databaseNow(),
  }
}
type Asked = Awaited<ReturnType<typeof ask>>
const contenuto = (asked: Asked, more: object = {}) => ({
  idp: idp.entityId,
  spEntityId: sp().entityId,
  acsUrl: sp().acsUrl,
  inResponseTo: asked.id,
  persona: ANNA,
  livello: 2 as const,
  at: asked.at,
  ...more,
})
const shifted = (at: Date, ms: number) => new Date(at.getTime() + ms).toISOString()

type Sent = { xml: string; relayState?: string | null; raw?: string }
function post({ xml, relayState, raw }: Sent): Promise<Response> {
  const body = new URLSearchParams({ SAMLResponse: raw ?? Buffer.from(xml).toString('base64') })
  if (relayState) body.set('RelayState', relayState)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return POST(new Request(sp().acsUrl, { method: 'POST', headers, body: body.toString() }))
}

const rowOf = async ({ id }: Asked) => (await db.select().from(accessiSpid).where(eq(accessiSpid.richiestaId, id)))[0]
const auditOf = async (asked: Asked) => {
  const soggettoId = (await rowOf(asked))?.id ?? ''
  const rows = await db
    .select({ dati: audit.dati, esito: audit.esito })
    .from(audit)
    .where(and(eq(audit.azione, 'accesso.rifiutato'), eq(audit.soggettoId, soggettoId)))
    .orderBy(desc(audit.id))
  return rows[0]
}

/** What the portal did with a message: 'login' with a working code, or the reason kept with the request. */
async function outcome(asked: Asked, sent: Omit<Sent, 'relayState'> & { relayState?: string | null }): Promise<string> {
  const answer = await post({ relayState: asked.relayState, ...sent })
  const row = await rowOf(asked)
  if (answer.status === 303) {
    const location = new URL(answer.headers.get('location') ?? '')
    expect(location.pathname).toBe('/api/auth/callback/spid')
    expect(await consumeCodice(location.searchParams.get('code') ?? '', stato)).toMatchObject({ id: row?.id })
    return 'login'
  }
  const page = await answer.text()
  expect(answer.status).toBe(403)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.getSetCookie()).toEqual([])
  expect(page).toContain('<h1 tabindex="-1" autofocus>Accesso non riuscito</h1>')
  expect(page).not.toMatch(/SMPNNA84C52Z999S|Esempio|\bat .*\.ts/)
  expect(row).toMatchObject({ personaId: null, codiceHash: null, conclusoAt: null })
  if (!row?.esito) return 'non-richiesta'
  expect(page).toContain(row.id) // the reference to tell the help desk
  expect(await auditOf(asked)).toEqual({ dati: { motivo: row.esito }, esito: 'rifiutato' })
  return row.esito
}

describe('AgID numbered cases, posted to the ACS', () => {
  test.each(CASI)('case $numero: $atteso', async ({ atteso, change, soloAsserzione }) => {
    const asked = await ask()
    const plain = plainResponse(contenuto(asked))
    const changed = change(plain, {
      prima: shifted(asked.at, -3_600_000),
      dopo: shifted(asked.at, 3_600_000),
      passato: shifted(asked.at, -1),
      senzaMillisecondi: `${asked.at.toISOString().slice(0, 19)}Z`,
    })
    expect(changed).not.toBe(plain)
    expect(
      await outcome(asked, { xml: soloAsserzione ? signAssertion(changed, chiavi) : signBoth(changed, chiavi) }),
    ).toBe(atteso)
  })

  test.each([1, 2, 3] as const)('case 1: the correct response to a request of level %i logs in', async (livello) => {
    const asked = await ask(livello)
    expect(await outcome(asked, { xml: signBoth(plainResponse(contenuto(asked, { livello })), chiavi) })).toBe('login')
  })
  test('cases 94–96: an access of level 2 does not answer a request of level 3', async () => {
    const asked = await ask(3)
    expect(await outcome(asked, { xml: signBoth(plainResponse(contenuto(asked)), chiavi) })).toBe('livello')
  })
  test('case 32: success without an assertion', async () => {
    const asked = await ask()
    const xml = plainResponse(contenuto(asked)).replace(/<saml:Assertion .*<\/saml:Assertion>/, '')
    expect(await outcome(asked, { xml: signResponse(xml, chiavi) })).toBe('senza-asserzione')
  })
  test('case 34: an assertion whose signature refers to an ID that is not there', async () => {
    const asked = await ask()
    const xml = signAssertion(plainResponse(contenuto(asked)), chiavi)
    expect(await outcome(asked, { xml: xml.replace(/(<saml:Assertion [^>]*) ID="[^"]*"/, '$1') })).toBe(
      'firma-asserzione',
    )
  })
  test.each([8, 15, 19, 20, 21, 22, 23, 24, 25, 30])('cases 104–111: ErrorCode %i', async (codice) => {
    const asked = await ask()
    const xml = signResponse(plainError({ ...contenuto(asked), codice }), chiavi)
    expect(await outcome(asked, { xml })).toBe(`anomalia ${codice}`)
  })
  test('the message of a provider is never shown, and a number only by its exact pattern', async () => {
    const asked = await ask()
    const said = '<samlp:StatusMessage>ErrorCode nr25 chiama 899'
    const xml = plainError({ ...contenuto(asked), codice: 25 }).replace('<samlp:StatusMessage>ErrorCode nr25', said)
    const answer = await post({ xml: signResponse(xml, chiavi), relayState: asked.relayState })
    const page = (await answer.text()).replace(/<code>[0-9a-f-]{36}<\/code>|nonce="[^"]*"/g, '') // what is drawn by lot may say 899
    expect(page).not.toMatch(/899|annullato/)
    expect(codiceErrore('ErrorCode nr25')).toBe(25)
  })
})

describe('signatures and shapes', () => {
  type Attacco = [string, string, (plain: string) => string]
  const metadata = () => {
    const root = "/*[local-name(.)='EntityDescriptor']"
    const entity = `<md:EntityDescriptor xmlns:md="${NS.md}" ID="_m" entityID="x"><md:a/></md:EntityDescriptor>`
    return signXml(entity, { ...chiavi, xpath: root, firstIn: root })
  }
  const ASSERTION = /<saml:Assertion .*<\/saml:Assertion>/s
  const SIGNATURE = /<ds:Signature .*?<\/ds:Signature>/s
  const partsOf = (plain: string) => {
    const only = signAssertion(plain, chiavi)
    const signed = ASSERTION.exec(only)?.[0] as string
    const signature = SIGNATURE.exec(signed)?.[0] as string
    const bare = signed.replace(signature, '')
    const evil = bare.replace('SMPNNA84C52Z999S', 'DRGFNC66E63Z999D').replace(/ID="[^"]*"/, 'ID="_male"')
    const around = (inside: string) => plain.replace(ASSERTION, () => inside)
    const intoEvil = (extra: string) => evil.replace('<saml:Subject>', (start) => extra + start)
    const intoSignature = (extra: string) => signature.replace('</ds:Signature>', (end) => extra + end)
    return { only, signed, signature, bare, evil, around, intoEvil, intoSignature }
  }
  const beforeStatus = (xml: string, extra: string) =>
    xml.replace('<samlp:Status>', (start) => `<samlp:Extensions>${extra}</samlp:Extensions>${start}`)
  const afterRoot = (xml: string, extra: string) => xml.replace(/(<samlp:Response [^>]*>)/, (start) => start + extra)

  const ATTACCHI: Attacco[] = [
    ['case 2: nothing signed', 'asserzione-non-firmata', (plain) => plain],
    ['case 3: only the Response signed', 'asserzione-non-firmata', (plain) => signResponse(plain, chiavi)],
    ['cases 4, 5: another key, its certificate in KeyInfo', 'firma-response', (plain) => signBoth(plain, altre)],
    [
      'case 100: the assertion by another key',
      'firma-asserzione',
      (plain) => signResponse(signAssertion(plain, altre), chiavi),
    ],
    [
      'case 112: something signed first, assertion unsigned',
      'firma-fuori-posto',
      (plain) => afterRoot(plain, metadata()),
    ],
    [
      'case 113: something signed first, assertion broken',
      'firma-fuori-posto',
      (plain) => afterRoot(signAssertion(plain, chiavi).replace('Z999S', 'Z999T'), metadata()),
    ],
    [
      'a character changed in the assertion',
      'firma-asserzione',
      (plain) => signAssertion(plain, chiavi).replace('SMPNNA84C52Z999S', 'DRGFNC66E63Z999D'),
    ],
    [
      'a character changed in the envelope',
      'firma-response',
      (plain) => signBoth(plain, chiavi).replace('<samlp:Status>', '<samlp:Status> '),
    ],
    [
      'XSW 1',
      'id-ripetuto',
      (plain) => {
        const good = signBoth(plain, chiavi)
        return good.replace(/<ds:Signature [^>]*>/, (start) => `${start}<ds:Object>${good}</ds:Object>`)
      },
    ],
    ['XSW 2', 'id-ripetuto', (plain) => beforeStatus(signBoth(plain, chiavi), signBoth(plain, chiavi))],
    ['XSW 3', 'asserzioni', (plain) => partsOf(plain).around(partsOf(plain).evil + partsOf(plain).signed)],
    ['XSW 4', 'asserzioni', (plain) => partsOf(plain).around(partsOf(plain).intoEvil(partsOf(plain).signed))],
    [
      'XSW 5',
      'asserzioni',
      (plain) => partsOf(plain).around(partsOf(plain).intoEvil(partsOf(plain).signature) + partsOf(plain).bare),
    ],
    [
      'XSW 6',
      'asserzioni',
      (plain) => {
        const p = partsOf(plain)
        return p.around(p.intoEvil(p.intoSignature(p.bare)))
      },
    ],
    ['XSW 7', 'asserzioni', (plain) => beforeStatus(partsOf(plain).only, partsOf(plain).evil)],
    [
      'XSW 8',
      'asserzioni',
      (plain) => {
        const p = partsOf(plain)
        return p.around(p.intoEvil(p.intoSignature(`<ds:Object>${p.bare}</ds:Object>`)))
      },
    ],
    [
      'two assertions, both signed well',
      'asserzioni',
      (plain) => {
        const { signed, around } = partsOf(plain)
        return around(signed + signed.replace(/ID="[^"]*"/, 'ID="_b"'))
      },
    ],
    [
      'two signatures on the assertion',
      'firma-ripetuta',
      (plain) => {
        const { around, signed, signature } = partsOf(plain)
        return around(signed.replace(signature, () => signature + signature))
      },
    ],
    [
      'XSLT among the transforms',
      'firma-asserzione',
      (plain) =>
        signAssertion(plain, chiavi).replace(
          '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>',
          '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><xsl:stylesheet ' +
            'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"/></ds:Transform>',
        ),
    ],
    [
      'SHA-1',
      'firma-asserzione',
      (plain) =>
        signAssertion(plain, chiavi).replace(
          'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
          'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
        ),
    ],
    ['an encrypted assertion', 'cifrata', (plain) => plain.replace(ASSERTION, '<saml:EncryptedAssertion/>')],
  ]
  test.each(ATTACCHI)('%s', async (_what, atteso, make) => {
    const asked = await ask()
    expect(await outcome(asked, { xml: make(plainResponse(contenuto(asked))) })).toBe(atteso)
  })

  test.each([
    ['XXE', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'],
    ['a bomb of entities', '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'],
  ])('%s is refused before anything is read', async (_what, doctype) => {
    const asked = await ask()
    const xml = doctype + signBoth(plainResponse(contenuto(asked)), chiavi)
    expect(await outcome(asked, { xml })).toBe('non-richiesta')
  })
  test.each([
    ['nothing', ''],
    ['no base64', '%%%%'],
    ['no XML', Buffer.from('ciao').toString('base64')],
    ['too long', Buffer.from('<a>'.repeat(200_000)).toString('base64')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]).toString('base64')],
  ])('%s gets the page of refusal', async (_what, raw) => {
    expect((await post({ xml: '', raw, relayState: 'x' })).status).toBe(403)
    expect(GET().status).toBe(403)
  })
})

describe('whose answer, and once', () => {
  const good = (asked: Asked, more: object = {}) => signBoth(plainResponse(contenuto(asked, more)), chiavi)

  test('sent again it is a replay, also three at the same time', async () => {
    const asked = await ask()
    const sent = { xml: good(asked), relayState: asked.relayState }
    const statuses = (await Promise.all([post(sent), post(sent), post(sent)])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([303, 403, 403])
    expect((await post(sent)).status).toBe(403)
  })
  test('an assertion that served another request is a replay', async () => {
    const [first, second] = [await ask(), await ask()]
    const fixed = (asked: Asked) =>
      signBoth(plainResponse(contenuto(asked)).replace(/(<saml:Assertion [^>]*ID=")[^"]*/, '$1_una'), chiavi)
    expect(await outcome(first, { xml: fixed(first) })).toBe('login')
    expect(await outcome(second, { xml: fixed(second) })).toBe('replay')
  })
  test('mix-up: a provider we trust answers what another was asked', async () => {
    const asked = await ask()
    const xml = signBoth(plainResponse(contenuto(asked, { idp: `${SECONDO}/metadata` })), gemelle)
    expect(await outcome(asked, { xml })).toBe('firma-response')
    const posing = signAssertion(plainResponse(contenuto(asked, { idp: `${SECONDO}/metadata` })), chiavi)
    expect(await outcome(asked, { xml: posing })).toBe('response-issuer')
  })
  test('unsolicited: no request of ours', async () => {
    const asked = await ask()
    expect(await outcome(asked, { xml: good({ ...asked, id: '_mai-chiesta' }) })).toBe('non-richiesta')
  })
  test.each([
    ['another', 'altro'],
    ['no', null],
  ])('%s RelayState', async (_what, relayState) => {
    const asked = await ask()
    expect(await outcome(asked, { xml: good(asked), relayState })).toBe('relay-state')
  })
  test('another browser: the code opens nothing where the sign-in did not begin', async () => {
    const asked = await ask()
    const answer = await post({ xml: good(asked), relayState: asked.relayState })
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
    expect(await consumeCodice(code, newToken())).toBeNull()
    expect(await consumeCodice(code, stato)).not.toBeNull()
  })
})
