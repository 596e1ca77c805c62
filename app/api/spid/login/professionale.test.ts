import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessiSpid } from '@/drizzle/schema/soggetti'
import { openSessione } from '@/lib/auth/sessions'
import { newToken, tokenHash } from '@/lib/auth/token'
import type { Viewer } from '@/lib/auth/viewer'
import { closeDatabase } from '@/lib/db/client'
import { db } from '@/lib/db/testing/padrone'
import { wrongVariables } from '@/lib/env'
import { findAttributiImpresa } from '@/lib/imprese/attributi'
import { certificateBody } from '@/lib/spid/certificato'
import { listIdpChoices, scopoProfessionale } from '@/lib/spid/choices'
import { consumeCodice, openAccesso, receiveRisposta } from '@/lib/spid/commands'
import { spMetadata } from '@/lib/spid/metadata'
import { accessoRifiutato } from '@/lib/spid/refusal'
import type { Scopo } from '@/lib/spid/rules-scopi'
import { sp } from '@/lib/spid/sp'
import { ANNA, newKeys } from '@/lib/spid/testing/idp'
import { childElements, children, NS, only, parseXml, textOf } from '@/lib/spid/xml'
import { idpMetadata, plainError, plainResponse, signBoth, signResponse } from '@/scripts/demo-idp/message'
import { GET as login } from './route'

const chiavi = newKeys()
const BASE = 'https://idp.example.org'
const idp = {
  federazione: 'spid' as const,
  entityId: `${BASE}/metadata`,
  nome: 'Gestore',
  ssoRedirect: `${BASE}/sso`,
  ssoPost: null,
  sloRedirect: null,
  sloPost: null,
  sloRisposta: null,
  certificati: [],
  demo: false,
}
const stato = newToken()

beforeAll(() => {
  const [folder, cie] = [
    mkdtempSync(path.join(os.tmpdir(), 'scopi-')),
    mkdtempSync(path.join(os.tmpdir(), 'scopi-cie-')),
  ]
  const body = certificateBody(chiavi.certificate)
  writeFileSync(path.join(folder, 'idp.xml'), idpMetadata(BASE, body))
  writeFileSync(path.join(cie, 'idp.xml'), idpMetadata('https://cie.example.org', body))
  Object.assign(process.env, { SPID_IDP_METADATA: folder, CIE_IDP_METADATA: cie })
  Object.assign(process.env, { SPID_SCOPI: 'PG,PF', SPID_EIDAS: 'minimo,completo' })
})
afterAll(closeDatabase)

const requestIn = (address: string) => {
  const bytes = Buffer.from(new URL(address).searchParams.get('SAMLRequest') as string, 'base64')
  return inflateRawSync(bytes).toString()
}
async function ask(scopo: Scopo | null) {
  const { url } = await openAccesso({ idp, livello: 2, ritorno: '', stato, ip: null, scopo })
  const address = url as string
  const xml = requestIn(address)
  const relayState = new URL(address).searchParams.get('RelayState')
  return { id: /ID="([^"]*)"/.exec(xml)?.[1] as string, relayState, xml }
}
type Asked = Awaited<ReturnType<typeof ask>>

const IMPRESA = {
  companyName: 'Cave Esempio S.r.l.',
  companyFiscalNumber: 'TINIT-99990010003',
  ivaCode: 'VATIT-99990010003',
  registeredOffice: 'Via Prova 1, Luni',
}
function answer({ id }: Asked, more: Record<string, string> = {}): string {
  const extra = Object.entries(more).map(
    ([name, value]) =>
      `<saml:Attribute Name="${name}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`,
  )
  const { entityId: spEntityId, acsUrl } = sp()
  const contenuto = {
    idp: idp.entityId,
    spEntityId,
    acsUrl,
    inResponseTo: id,
    persona: ANNA,
    livello: 2 as const,
    at: new Date(),
  }
  const plain = plainResponse(contenuto)
  return signBoth(
    plain.replace('</saml:AttributeStatement>', (end) => extra.join('') + end),
    chiavi,
  )
}
const receive = (asked: Asked, xml: string) =>
  receiveRisposta({ xml, relayState: asked.relayState, ip: null, federazione: 'spid' })

describe('the request', () => {
  test('Purpose comes straight after the Issuer, with the set of the companies (Avviso SPID n. 18)', async () => {
    const root = parseXml((await ask('PG')).xml).documentElement
    if (!root) throw new Error('no root')
    expect(childElements(root).map(({ localName }) => localName)).toEqual([
      'Issuer',
      'Extensions',
      'NameIDPolicy',
      'RequestedAuthnContext',
    ])
    const purpose = only(only(root, NS.samlp, 'Extensions'), 'https://spid.gov.it/saml-extensions', 'Purpose')
    expect(textOf(purpose)).toBe('PG')
    expect(root.getAttribute('AttributeConsumingServiceIndex')).toBe('1')
  })
  test('for a personal identity there is none, and the set is that of the citizens', async () => {
    const { xml } = await ask(null)
    expect(xml).not.toContain('Extensions')
    expect(xml).toContain('AttributeConsumingServiceIndex="0"')
  })
  test('the door asks for what is configured, of SPID alone, and for nothing else', async () => {
    const knock = (query: Record<string, string>) =>
      login(new NextRequest(`http://localhost:3000/api/spid/login?${new URLSearchParams(query)}`))
    const good = await knock({ idp: idp.entityId, scopo: 'PF' })
    expect(good.status).toBe(303)
    expect(requestIn(good.headers.get('location') as string)).toContain('<spid:Purpose>PF</spid:Purpose>')
    for (const scopo of ['LP', 'pg', '', '<x/>']) {
      const refused = await knock({ idp: idp.entityId, scopo })
      expect(refused.status).toBe(400)
      expect(await refused.text()).toContain('Tipo di identità non previsto')
    }
    expect((await knock({ idp: 'https://cie.example.org/metadata', scopo: 'PG' })).status).toBe(400)
    expect(scopoProfessionale()).toBe('PG')
  })
  test('the sign-in page leads there', async () => {
    const hrefs = (await listIdpChoices('spid', null, 2, 'PG')).map(({ href }) => href)
    expect(hrefs).toEqual([expect.stringContaining('&scopo=PG')])
  })
})

describe('the answer', () => {
  test('its company is kept with the access, and fills in the form of that session alone', async () => {
    const asked = await ask('PG')
    const esito = await receive(asked, answer(asked, IMPRESA))
    const accesso = esito.ok ? await consumeCodice(esito.codice, stato) : null
    if (!accesso) throw new Error('not opened')
    const [row] = await db.select().from(accessiSpid).where(eq(accessiSpid.richiestaId, asked.id))
    expect(row?.attributiImpresa).toEqual({
      denominazione: 'Cave Esempio S.r.l.',
      codiceFiscale: '99990010003',
      partitaIva: '99990010003',
      sede: 'Via Prova 1, Luni',
    })
    const token = newToken()
    await openSessione({ token, accesso, previousToken: null, ip: null, dispositivo: null })
    const viewer = { sessioneHash: tokenHash(token), personaId: accesso.personaId } as Viewer
    expect(await findAttributiImpresa(viewer)).toEqual({
      denominazione: 'Cave Esempio S.r.l.',
      codiceFiscale: '99990010003',
      sede: 'Via Prova 1, Luni',
    })
    expect(await findAttributiImpresa({ ...viewer, sessioneHash: tokenHash(newToken()) })).toBeNull()
    expect(await findAttributiImpresa({ ...viewer, personaId: randomUUID() })).toBeNull()
  })
  test.each([
    ['PG', 'senza-impresa'],
    ['PF', null],
    [null, null],
  ] as const)('asked for %s, one without a company: %s', async (scopo, motivo) => {
    const asked = await ask(scopo)
    expect(await receive(asked, answer(asked))).toMatchObject(motivo ? { ok: false, motivo } : { ok: true })
  })
  test('anomaly 30: another kind of identity, said so', async () => {
    const asked = await ask('PG')
    const contenuto = { idp: idp.entityId, acsUrl: sp().acsUrl, inResponseTo: asked.id, at: new Date(), codice: 30 }
    const esito = await receive(asked, signResponse(plainError(contenuto), chiavi))
    if (esito.ok) throw new Error('accepted')
    expect(await accessoRifiutato(esito).text()).toContain('tipo di identità diverso da quello richiesto')
  })
  test.each([
    ['persona-giuridica', 'qui entra una persona'],
    ['codice-estero', 'un funzionario deve riconoscerti'],
    ['senza-impresa', 'non dice per quale impresa'],
  ])('%s says what to do', async (motivo, text) => {
    expect(await accessoRifiutato({ motivo }).text()).toContain(text)
  })
})

test('the metadata name the sets that are configured, with their indexes', () => {
  const role = only(parseXml(spMetadata()).documentElement, NS.md, 'SPSSODescriptor')
  const sets = children(role, NS.md, 'AttributeConsumingService').map((one) => [
    one.getAttribute('index'),
    textOf(only(one, NS.md, 'ServiceName')),
    children(one, NS.md, 'RequestedAttribute').length,
  ])
  expect(sets).toEqual([
    ['0', 'Sportello telematico', 6],
    ['1', 'Sportello telematico per le imprese', 11],
    ['99', 'eIDAS Natural Person Minimum Attribute Set', 5],
    ['100', 'eIDAS Natural Person Full Attribute Set', 8],
  ])
})

test('a kind of identity that does not exist stops the start, with those that do', () => {
  expect(wrongVariables({ ...process.env, SPID_SCOPI: 'PG,XX' })[0]).toMatch(/^SPID_SCOPI.*PF, PG, P, LP, PX/)
  expect(wrongVariables({ ...process.env, SPID_EIDAS: 'tutto' })[0]).toMatch(/^SPID_EIDAS/)
})
