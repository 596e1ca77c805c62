import { beforeEach, expect, test, vi } from 'vitest'
import { childElements, children, NS, only, parseXml, textOf } from '@/lib/spid/xml'

const CIE = 'https://www.cartaidentita.interno.gov.it/saml-extensions'

beforeEach(() => {
  vi.resetModules() // the configuration is read once for each process
  vi.unstubAllEnvs()
})

test('CIE has a document of its own, signed, stable, with what its manual asks for', async () => {
  const [{ GET }, { sp }, { signedBytes }, { spMetadata }] = await Promise.all([
    import('./route'),
    import('@/lib/spid/sp'),
    import('@/lib/spid/verify'),
    import('@/lib/spid/metadata'),
  ])
  const answer = GET()
  expect(answer.headers.get('content-type')).toBe('application/samlmetadata+xml; charset=utf-8')
  const xml = await answer.text()
  expect(await GET().text()).toBe(xml)
  const root = parseXml(xml).documentElement
  if (!root) throw new Error('no root')
  expect(root.getAttribute('entityID')).toBe('http://localhost:3000/api/cie/metadata')
  expect(signedBytes(xml, root, [sp('cie').certificate])).not.toBeNull()
  expect(childElements(root).map(({ localName }) => localName)).toEqual([
    'Signature',
    'SPSSODescriptor',
    'Organization',
    'ContactPerson',
  ])
  const role = only(root, NS.md, 'SPSSODescriptor')
  const asked = children(only(role, NS.md, 'AttributeConsumingService'), NS.md, 'RequestedAttribute')
  expect(asked.map((one) => one.getAttribute('Name'))).toEqual(['name', 'familyName', 'dateOfBirth', 'fiscalNumber'])
  expect(only(role, NS.md, 'AssertionConsumerService')?.getAttribute('Location')).toBe(sp('cie').acsUrl)
  expect(children(role, NS.md, 'SingleLogoutService')[0]?.getAttribute('Binding')).toContain('HTTP-Redirect')
  const contact = only(root, NS.md, 'ContactPerson')
  expect(contact?.getAttribute('contactType')).toBe('administrative')
  expect(contact && childElements(contact).map(({ localName }) => localName)).toEqual([
    'Extensions',
    'Company',
    'EmailAddress',
  ])
  const extensions = only(contact, NS.md, 'Extensions')
  expect(extensions && childElements(extensions).map((one) => [one.localName, textOf(one)])).toEqual([
    ['Public', ''],
    ['IPACode', 'p_sp'],
    ['Municipality', 'E463'],
  ])
  expect(children(extensions, CIE, 'Municipality')).toHaveLength(1)
  const organization = only(root, NS.md, 'Organization')
  expect(textOf(only(contact, NS.md, 'Company'))).toBe(textOf(only(organization, NS.md, 'OrganizationName')))
  expect(xml).not.toContain('spid.gov.it/saml-extensions')
  expect(spMetadata('spid')).not.toContain('cartaidentita')
})

test('a portal that has not been told the town of its seat has no CIE metadata, and says it as any missing page', async () => {
  vi.stubEnv('BASE_URL', 'https://sportello.example.org')
  const { GET } = await import('./route')
  expect(GET().status).toBe(404)
})

test('with CIE configured away from this machine, what is missing is named', async () => {
  const { wrongVariables } = await import('@/lib/env')
  const away = { ...process.env, BASE_URL: 'https://sportello.example.org', CIE_IDP_METADATA: '/etc/portale/cie.xml' }
  expect(wrongVariables(away)).toEqual([
    'CIE_COMUNE_SEDE: manca: codice catastale del comune della sede, per l’accesso con CIE',
    'SPID_PRIVATE_KEY_FILE: manca: serve per l’accesso con SPID e con CIE',
    'SPID_CERTIFICATE_FILE: manca: serve per l’accesso con SPID e con CIE',
    'SPID_CONTACT_EMAIL: manca: serve per l’accesso con SPID e con CIE',
  ])
  const files = { SPID_PRIVATE_KEY_FILE: 'k', SPID_CERTIFICATE_FILE: 'c', SPID_CONTACT_EMAIL: 'sportello@example.org' }
  expect(wrongVariables({ ...away, ...files, CIE_COMUNE_SEDE: 'E463' })).toEqual([])
  expect(wrongVariables({ ...away, ...files, CIE_COMUNE_SEDE: 'La Spezia' })[0]).toContain('una lettera e tre cifre')
})
