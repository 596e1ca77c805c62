import { X509Certificate } from 'node:crypto'
import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { certificateBody } from './certificato'
import { ensureChiavi, readChiavi } from './key-files'
import { spMetadata } from './metadata'
import { sp } from './sp'
import { newKeys } from './testing/idp'
import { signedBytes } from './verify'
import { childElements, children, NS, only, parseXml, textOf } from './xml'

test('Avviso 29: the certificate names the body, its IPA code, its entityID, and the policy of public providers', () => {
  const certificate = new X509Certificate(sp().certificate)
  expect(certificate.subject.split('\n')).toEqual([
    'C=IT',
    'L=La Spezia',
    'O=Provincia della Spezia',
    'organizationIdentifier=PA:IT-p_sp',
    `2.5.4.83=${sp().entityId}`,
    'CN=Provincia della Spezia',
  ])
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072)
  expect(certificate.ca).toBe(false)
  // 1.3.76.16.4.2.1 in DER
  expect(certificate.raw.toString('hex')).toContain('06062b4c10040201')
  const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000
  expect(days).toBeGreaterThan(1800)
})

test('a key pair is made once, for its owner alone, and read again', () => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'chiavi-')), 'in', 'sp.pem')
  const soggetto = { denominazione: 'Prova', entityId: 'https://prova.example.org', codiceIpa: 'x', comune: 'Prova' }
  const first = ensureChiavi(file, soggetto, 2048)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(ensureChiavi(file, soggetto, 2048).certificate).toBe(first.certificate)
})

test('a certificate of another key is refused', () => {
  const [one, two] = [newKeys(), newKeys()]
  const pem = one.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
  expect(() => readChiavi(pem, two.certificate)).toThrow('non corrisponde')
})

test('the metadata are signed, stable, and in the order of the schema', () => {
  const xml = spMetadata()
  expect(spMetadata()).toBe(xml)
  expect(xml.startsWith('<md:EntityDescriptor')).toBe(true)
  const root = parseXml(xml).documentElement
  if (!root) throw new Error('no root')
  expect(signedBytes(xml, root, [sp().certificate])).not.toBeNull()
  expect(childElements(root).map(({ localName }) => localName)).toEqual([
    'Signature',
    'SPSSODescriptor',
    'Organization',
    'ContactPerson',
  ])
  const role = only(root, NS.md, 'SPSSODescriptor')
  expect(role && childElements(role).map(({ localName }) => localName)).toEqual([
    'KeyDescriptor',
    'SingleLogoutService',
    'SingleLogoutService',
    'NameIDFormat',
    'AssertionConsumerService',
    'AttributeConsumingService',
  ])
  const asked = children(only(role, NS.md, 'AttributeConsumingService'), NS.md, 'RequestedAttribute')
  expect(asked.map((one) => one.getAttribute('Name'))).toEqual([
    'spidCode',
    'name',
    'familyName',
    'fiscalNumber',
    'dateOfBirth',
    'email',
  ])
  expect(textOf(only(only(root, NS.md, 'Organization'), NS.md, 'OrganizationName'))).toBe('Provincia della Spezia')
})

test('during a change-over the metadata carry both certificates, the one in use first', async () => {
  const next = newKeys().certificate
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'prossimo-')), 'next.crt')
  writeFileSync(file, next)
  process.env.SPID_NEXT_CERTIFICATE_FILE = file
  vi.resetModules() // the configuration is read once for each process
  const { spMetadata: again } = await import('./metadata')
  const role = only(parseXml(again()).documentElement, NS.md, 'SPSSODescriptor')
  const shown = children(role, NS.md, 'KeyDescriptor').map((key) => key.textContent)
  expect(shown).toEqual([certificateBody(sp().certificate), certificateBody(next)])
  delete process.env.SPID_NEXT_CERTIFICATE_FILE
})
