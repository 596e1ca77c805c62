import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessiSpid, persone, registroAccessi } from '@/drizzle/schema/soggetti'
import { openSessione } from '@/lib/auth/sessions'
import { newToken, tokenHash } from '@/lib/auth/token'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { certificateBody } from '@/lib/spid/certificato'
import { consumeCodice, openAccesso } from '@/lib/spid/commands'
import { sp } from '@/lib/spid/sp'
import { ANNA, newKeys } from '@/lib/spid/testing/idp'
import { findUscita } from '@/lib/spid/uscita'
import { FORMAT_ENTITY } from '@/lib/spid/xml'
import { idpMetadata, plainResponse, signBoth, signResponse } from '@/scripts/demo-idp/message'
import { plainErrorCie, plainResponseCie } from '@/scripts/demo-idp/message-cie'
import { POST as postSpid } from '../../spid/acs/route'
import { GET, POST } from './route'

const [cie, spid] = [newKeys(), newKeys()]
const idpOf = (federazione: 'spid' | 'cie', base: string) => ({
  federazione,
  entityId: `${base}/metadata`,
  nome: 'Gestore',
  ssoRedirect: `${base}/sso`,
  ssoPost: null,
  sloRedirect: `${base}/slo`,
  sloPost: null,
  sloRisposta: { binding: 'redirect' as const, location: `${base}/slo` },
  certificati: [],
  demo: false,
})
const MINISTERO = idpOf('cie', 'https://ministero.example.org')
const GESTORE = idpOf('spid', 'https://gestore.example.org')
const stato = newToken()

beforeAll(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cie-'))
  const write = (name: string, base: string, keys: typeof cie) => {
    const file = path.join(folder, name)
    writeFileSync(file, idpMetadata(base, certificateBody(keys.certificate)))
    return file
  }
  process.env.CIE_IDP_METADATA = write('cie.xml', 'https://ministero.example.org', cie)
  process.env.SPID_IDP_METADATA = write('spid.xml', 'https://gestore.example.org', spid)
})
afterAll(closeDatabase)

async function ask(idp = MINISTERO, livello: 1 | 2 | 3 = 2) {
  const url = new URL((await openAccesso({ idp, livello, ritorno: '/servizi', stato, ip: null })).url as string)
  const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') as string, 'base64')).toString()
  const relayState = url.searchParams.get('RelayState') as string
  return { id: /ID="([^"]*)"/.exec(xml)?.[1] as string, relayState, xml, idp }
}
type Asked = Awaited<ReturnType<typeof ask>>
const contenuto = ({ id, idp }: Asked, more: object = {}) => ({
  idp: idp.entityId,
  spEntityId: sp(idp.federazione).entityId,
  acsUrl: sp(idp.federazione).acsUrl,
  inResponseTo: id,
  persona: ANNA,
  livello: 2 as const,
  at: new Date(),
  ...more,
})
function post(xml: string, { relayState }: Asked, door = POST): Promise<Response> {
  const body = new URLSearchParams({ SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: relayState })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return door(new Request(sp('cie').acsUrl, { method: 'POST', headers, body: body.toString() }))
}
/** 'login' with a working code, or the reason kept with the request. */
async function outcome(xml: string, asked: Asked, door = POST): Promise<string | null | undefined> {
  const answer = await post(xml, asked, door)
  if (answer.status === 303) {
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
    return (await consumeCodice(code, stato)) ? 'login' : 'no code'
  }
  expect(answer.status).toBe(403)
  const [row] = await db.select().from(accessiSpid).where(eq(accessiSpid.richiestaId, asked.id))
  return row?.esito
}

test('the request names the portal as CIE knows it, and goes where the provider says', async () => {
  const { xml } = await ask()
  expect(sp('cie').entityId).toBe('http://localhost:3000/api/cie/metadata')
  expect(xml).toContain(`NameQualifier="${sp('cie').entityId}">${sp('cie').entityId}</saml:Issuer>`)
  expect(xml).toContain('Destination="https://ministero.example.org/sso"') // CIE does not take the entityID here
  expect(xml).toContain('Comparison="minimum"') // exact or minimum, no other
})

test('a good response signs in the person of that fiscal code, and is kept in the register', async () => {
  const asked = await ask()
  const plain = plainResponseCie(contenuto(asked))
  expect(plain).not.toMatch(/Issuer Format|spidCode|Name="email"/)
  expect(await outcome(signBoth(plain, cie), asked)).toBe('login')
  const [row] = await db.select().from(accessiSpid).where(eq(accessiSpid.richiestaId, asked.id))
  const [persona] = await db
    .select()
    .from(persone)
    .where(eq(persone.id, row?.personaId as string))
  expect(persona).toMatchObject({ codiceFiscale: ANNA.codiceFiscale, natoIl: '1984-03-12' })
  const [voce] = await db.select().from(registroAccessi).where(eq(registroAccessi.richiestaId, asked.id))
  expect(voce).toMatchObject({ esito: 'riuscito', rispostaIssuer: MINISTERO.entityId })
})

test.each([
  [1, 1, 'login'],
  [1, 3, 'login'],
  [2, 1, 'livello'],
  [3, 2, 'livello'],
  [3, 3, 'login'],
] as const)('asked level %i, given %i: %s', async (livello, given, atteso) => {
  const asked = await ask(MINISTERO, livello)
  expect(await outcome(signBoth(plainResponseCie(contenuto(asked, { livello: given })), cie), asked)).toBe(atteso)
})

describe('where the two federations differ', () => {
  const format = (value: string | null) => (xml: string) => {
    const at = xml.indexOf('<saml:Assertion')
    const wanted = value === null ? '<saml:Issuer>' : `<saml:Issuer Format="${value}">`
    return xml.slice(0, at) + xml.slice(at).replace(/<saml:Issuer[^>]*>/, wanted)
  }
  test.each([
    ['70', '', 'login', 'assertion-issuer-format'],
    ['71', null, 'login', 'assertion-issuer-format'],
    ['the format itself', FORMAT_ENTITY, 'login', 'login'],
    ['72', 'urn:altro', 'assertion-issuer-format', 'assertion-issuer-format'],
  ])('case %s', async (_numero, value, inCie, inSpid) => {
    const first = await ask()
    expect(await outcome(signBoth(format(value)(plainResponseCie(contenuto(first))), cie), first)).toBe(inCie)
    const second = await ask(GESTORE)
    expect(await outcome(signBoth(format(value)(plainResponse(contenuto(second))), spid), second, postSpid)).toBe(
      inSpid,
    )
  })

  test('a date of birth that is no day is not kept, and does not shut the person out', async () => {
    const asked = await ask()
    const plain = plainResponseCie(contenuto(asked, { persona: { ...ANNA, natoIl: '12/03/1984' } }))
    expect(await outcome(signBoth(plain, cie), asked)).toBe('login')
  })

  test('an answer at the door of the other federation is refused', async () => {
    const asked = await ask()
    expect(await outcome(signBoth(plainResponseCie(contenuto(asked)), cie), asked, postSpid)).toBe('altra-federazione')
    const other = await ask(GESTORE)
    expect(await outcome(signBoth(plainResponse(contenuto(other)), spid), other)).toBe('altra-federazione')
  })

  test('an answer meant for the portal as SPID knows it is refused', async () => {
    const asked = await ask()
    const audience = plainResponseCie(contenuto(asked, { spEntityId: sp('spid').entityId }))
    expect(await outcome(signBoth(audience, cie), asked)).toBe('audience')
    const recipient = plainResponseCie(contenuto(asked, { acsUrl: sp('spid').acsUrl }))
    expect(await outcome(signBoth(recipient, cie), asked)).toBe('response-destination')
  })

  test.each([
    [21, 'Il tempo per completare'],
    [22, 'Non hai dato il consenso'],
    [23, 'carta d’identità elettronica risulta scaduta, revocata o bloccata'],
    [25, 'Hai annullato l’accesso'],
    [19, 'La risposta del gestore di identità non è valida'], // reserved in CIE
    [20, 'La risposta del gestore di identità non è valida'],
  ])('ErrorCode %i says what to do', async (codice, text) => {
    const asked = await ask()
    const answer = await post(signResponse(plainErrorCie({ ...contenuto(asked), codice }), cie), asked)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain(text)
  })
})

test.each([
  ['CIE, which answers no LogoutRequest, is not', MINISTERO, null],
  ['SPID is', GESTORE, { nameId: '_uscita-spid' }],
] as const)('asked to close its session too: %s', async (_what, idp, expected) => {
  const asked = await ask(idp)
  const isCie = idp.federazione === 'cie'
  const said = contenuto(asked, { nameId: isCie ? '_uscita-cie' : '_uscita-spid' })
  const xml = isCie ? signBoth(plainResponseCie(said), cie) : signBoth(plainResponse(said), spid)
  const answer = await post(xml, asked, isCie ? POST : postSpid)
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const accesso = await consumeCodice(code, stato)
  if (!accesso) throw new Error('not opened')
  const token = newToken()
  await openSessione({ token, accesso, previousToken: null, ip: null, dispositivo: null })
  const uscita = await findUscita(tokenHash(token))
  if (expected) expect(uscita).toMatchObject(expected)
  else expect(uscita).toBeNull()
})

test('anything but a post of a form gets the page of refusal', () => {
  expect(GET().status).toBe(403)
})
