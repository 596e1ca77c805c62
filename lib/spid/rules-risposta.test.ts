import { describe, expect, test } from 'vitest'
import { plainResponse, signBoth } from '@/scripts/demo-idp/message'
import { readAsserzione } from './read-risposta'
import { acceptsLivello, livelloOf } from './rules-livelli'
import { identitaOf, parseInstant } from './rules-risposta'
import { ATTESA, CONTENUTO, changed, judged, newKeys } from './testing/idp'
import { openRisposta } from './verify'

const chiavi = newKeys()
const ENTITY = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity'

/** Splits a message at its assertion: many names occur on both sides. */
const inBusta = (change: (xml: string) => string) => (xml: string) => {
  const at = xml.indexOf('<saml:Assertion')
  return change(xml.slice(0, at)) + xml.slice(at)
}
const inAsserzione = (change: (xml: string) => string) => (xml: string) => {
  const at = xml.indexOf('<saml:Assertion')
  return xml.slice(0, at) + change(xml.slice(at))
}
const attribute = (name: string, value: string | null) => (xml: string) =>
  xml.replace(new RegExp(` ${name}="[^"]*"`), value === null ? '' : ` ${name}="${value}"`)
const element = (name: string, body: string | null) => (xml: string) =>
  xml.replace(
    new RegExp(`<saml:${name}(?=[ />])(?:[^>]*/>|[^>]*>.*?</saml:${name}>)`),
    body === null ? '' : `<saml:${name}>${body}</saml:${name}>`,
  )
const text = (name: string, body: string) => (xml: string) =>
  xml.replace(new RegExp(`(<saml:${name}(?=[ >])[^>]*>)[^<]*`), `$1${body}`)

/** AgID's numbered cases (spid.md §5) that a change of one thing makes. */
const CASI: [numero: string, motivo: string, change: (xml: string) => string][] = [
  ['8', 'firma-response', inBusta(attribute('ID', ''))],
  ['10', 'response-version', inBusta(attribute('Version', '2.1'))],
  ['11', 'response-issue-instant', inBusta(attribute('IssueInstant', ''))],
  ['12', 'response-issue-instant', inBusta(attribute('IssueInstant', null))],
  ['13', 'response-issue-instant', inBusta(attribute('IssueInstant', '2027-03-12 12:00:20'))],
  ['14', 'response-precedente', inBusta(attribute('IssueInstant', '2027-03-12T11:59:59.499Z'))],
  ['15', 'response-futura', inBusta(attribute('IssueInstant', '2027-03-12T12:01:21.001Z'))],
  ['16', 'response-in-response-to', inBusta(attribute('InResponseTo', ''))],
  ['17', 'response-in-response-to', inBusta(attribute('InResponseTo', null))],
  ['18', 'response-in-response-to', inBusta(attribute('InResponseTo', '_altra'))],
  ['19', 'response-destination', inBusta(attribute('Destination', ''))],
  ['20', 'response-destination', inBusta(attribute('Destination', null))],
  ['21', 'response-destination', inBusta(attribute('Destination', 'https://altro.example.org/acs'))],
  ['22', 'status-code', inBusta((xml) => xml.replace(/<samlp:StatusCode[^>]*>/, ''))],
  ['23', 'status', inBusta((xml) => xml.replace(/<samlp:Status>.*<\/samlp:Status>/, ''))],
  ['24', 'status-code', inBusta(attribute('Value', ''))],
  ['26', 'anomalia', inBusta((xml) => xml.replace('status:Success', 'status:Requester'))],
  ['27', 'response-issuer', inBusta(text('Issuer', ''))],
  ['29', 'response-issuer', inBusta(text('Issuer', 'https://altro-idp.example.org'))],
  [
    '30',
    'response-issuer-format',
    inBusta(attribute('Format', 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified')),
  ],
  ['35', 'assertion-version', inAsserzione(attribute('Version', '1.1'))],
  ['36', 'assertion-issue-instant', inAsserzione(attribute('IssueInstant', ''))],
  ['37', 'assertion-issue-instant', inAsserzione(attribute('IssueInstant', null))],
  ['38', 'assertion-issue-instant', inAsserzione(attribute('IssueInstant', '2027-03-12T13:00:20+01:00'))],
  ['39', 'assertion-precedente', inAsserzione(attribute('IssueInstant', '2027-03-12T11:59:59.499Z'))],
  ['40', 'assertion-futura', inAsserzione(attribute('IssueInstant', '2027-03-12T12:01:21.001Z'))],
  ['41', 'name-id', inAsserzione(element('Subject', ''))],
  ['42', 'subject', inAsserzione(element('Subject', null))],
  ['43', 'name-id', inAsserzione(text('NameID', ''))],
  ['44', 'name-id', inAsserzione(element('NameID', null))],
  ['45', 'name-id-format', inAsserzione((x) => x.replace('<saml:NameID Format="', '<saml:NameID Format="" x="'))],
  ['46', 'name-id-format', inAsserzione((x) => x.replace(/<saml:NameID Format="[^"]*"/, '<saml:NameID'))],
  ['47', 'name-id-format', inAsserzione((x) => x.replace('nameid-format:transient', 'nameid-format:persistent'))],
  ['48', 'name-qualifier', inAsserzione(attribute('NameQualifier', ''))],
  ['49', 'name-qualifier', inAsserzione(attribute('NameQualifier', null))],
  ['51', 'confirmation-method', inAsserzione(element('SubjectConfirmation', ''))],
  ['52', 'subject-confirmation', inAsserzione(element('SubjectConfirmation', null))],
  ['53', 'confirmation-method', inAsserzione(attribute('Method', ''))],
  ['54', 'confirmation-method', inAsserzione(attribute('Method', null))],
  ['55', 'confirmation-method', inAsserzione((x) => x.replace('cm:bearer', 'cm:sender-vouches'))],
  ['56', 'confirmation-data', inAsserzione(element('SubjectConfirmationData', null))],
  ['57', 'recipient', inAsserzione(attribute('Recipient', ''))],
  ['58', 'recipient', inAsserzione(attribute('Recipient', null))],
  ['59', 'recipient', inAsserzione(attribute('Recipient', 'https://altro.example.org/acs'))],
  ['60', 'confirmation-in-response-to', inAsserzione(attribute('InResponseTo', ''))],
  ['61', 'confirmation-in-response-to', inAsserzione(attribute('InResponseTo', null))],
  ['62', 'confirmation-in-response-to', inAsserzione(attribute('InResponseTo', '_altra'))],
  ['63', 'confirmation-scaduta', inAsserzione(attribute('NotOnOrAfter', ''))],
  ['64', 'confirmation-scaduta', inAsserzione(attribute('NotOnOrAfter', null))],
  ['65', 'confirmation-scaduta', inAsserzione(attribute('NotOnOrAfter', 'domani'))],
  ['66', 'confirmation-scaduta', inAsserzione(attribute('NotOnOrAfter', '2027-03-12T12:00:21.000Z'))],
  ['67', 'assertion-issuer', inAsserzione(text('Issuer', ''))],
  ['68', 'assertion-issuer', inAsserzione((x) => x.replace(/<saml:Issuer.*?<\/saml:Issuer>/, '<saml:Issuer/>'))],
  ['69', 'assertion-issuer', inAsserzione(text('Issuer', 'https://altro-idp.example.org'))],
  ['70', 'assertion-issuer-format', inAsserzione((x) => x.replace(`Issuer Format="${ENTITY}"`, 'Issuer Format=""'))],
  ['71', 'assertion-issuer-format', inAsserzione((x) => x.replace(`Issuer Format="${ENTITY}"`, 'Issuer'))],
  ['72', 'assertion-issuer-format', inAsserzione((x) => x.replace('nameid-format:entity', 'nameid-format:transient'))],
  ['73', 'not-before', inAsserzione(element('Conditions', ''))],
  ['74', 'conditions', inAsserzione(element('Conditions', null))],
  ['75', 'not-before', inAsserzione(attribute('NotBefore', ''))],
  ['76', 'not-before', inAsserzione(attribute('NotBefore', null))],
  ['77', 'not-before', inAsserzione(attribute('NotBefore', '12/03/2027'))],
  ['78', 'not-before', inAsserzione(attribute('NotBefore', '2027-03-12T12:01:21.001Z'))],
  [
    '79',
    'conditions-scadute',
    inAsserzione((x) => x.replace(/(Conditions NotBefore="[^"]*" NotOnOrAfter=")[^"]*/, '$1')),
  ],
  [
    '80',
    'conditions-scadute',
    inAsserzione((x) => x.replace(/(Conditions NotBefore="[^"]*") NotOnOrAfter="[^"]*"/, '$1')),
  ],
  [
    '81',
    'conditions-scadute',
    inAsserzione((x) => x.replace(/(Conditions NotBefore="[^"]*" NotOnOrAfter=")[^"]*/, '$1x')),
  ],
  [
    '82',
    'conditions-scadute',
    inAsserzione((x) => x.replace(/(Conditions NotBefore="[^"]*" NotOnOrAfter=")[^"]*/, '$12027-03-12T12:00:20.999Z')),
  ],
  ['83', 'audience', inAsserzione(element('AudienceRestriction', ''))],
  ['84', 'audience-restriction', inAsserzione(element('AudienceRestriction', null))],
  ['85', 'audience', inAsserzione(text('Audience', ''))],
  ['86', 'audience', inAsserzione((x) => x.replace(/<saml:Audience>.*?<\/saml:Audience>/, ''))],
  ['87', 'audience', inAsserzione(text('Audience', 'https://altro.example.org'))],
  ['88', 'authn-context', inAsserzione(element('AuthnStatement', ''))],
  ['89', 'authn-statement', inAsserzione(element('AuthnStatement', null))],
  ['90', 'authn-context-class', inAsserzione(element('AuthnContext', ''))],
  ['91', 'authn-context', inAsserzione(element('AuthnContext', null))],
  ['92', 'authn-context-class', inAsserzione(text('AuthnContextClassRef', ''))],
  ['93', 'authn-context-class', inAsserzione(element('AuthnContextClassRef', null))],
  ['94', 'livello', inAsserzione(text('AuthnContextClassRef', 'https://www.spid.gov.it/SpidL1'))],
  [
    '97',
    'authn-context-class',
    inAsserzione(text('AuthnContextClassRef', 'urn:oasis:names:tc:SAML:2.0:ac:classes:SpidL1')),
  ],
  ['98', 'attributi', inAsserzione(element('AttributeStatement', ''))],
  ['99', 'attributo-valore', inAsserzione((x) => x.replace(/<saml:AttributeValue.*?<\/saml:AttributeValue>/, ''))],
  ['103', 'codice-fiscale', inAsserzione((x) => x.replace('Name="fiscalNumber"', 'Name="mobilePhone"'))],
]

describe('AgID cases: one wrong thing in a message that is signed well', () => {
  test.each(CASI)('case %s is refused: %s', (_numero, motivo, change) => {
    expect(judged(changed(chiavi, change), chiavi.certificate)).toBe(motivo)
  })

  const BUONI: [string, string, (xml: string) => string][] = [
    ['31', 'Response Issuer without Format', inBusta((xml) => xml.replace(`Issuer Format="${ENTITY}"`, 'Issuer'))],
    [
      '95',
      'level 2 when 2 was asked',
      (xml) => xml.replace('AuthnInstant', 'AuthnInstant ').replace('SpidL2', 'SpidL2 '),
    ],
    ['96', 'level 3 when 2 was asked', inAsserzione(text('AuthnContextClassRef', 'https://www.spid.gov.it/SpidL3'))],
    ['109', 'attributes without NameFormat', (xml) => xml.replace(/ NameFormat="[^"]*"/g, '')],
    ['110', 'instants without milliseconds', (xml) => xml.replaceAll('12:00:20.000Z', '12:00:20Z')],
    [
      '14',
      'whole seconds, half a second before the request',
      inBusta(attribute('IssueInstant', '2027-03-12T12:00:00Z')),
    ],
    ['15', 'a clock one minute ahead', inBusta(attribute('IssueInstant', '2027-03-12T12:01:21.000Z'))],
  ]
  test.each(BUONI)('case %s logs in: %s', (_numero, _what, change) => {
    expect(judged(changed(chiavi, change), chiavi.certificate)).toBe('login')
  })

  test('case 1: the correct response logs in, and says who', () => {
    const xml = signBoth(plainResponse(CONTENUTO), chiavi)
    expect(judged(xml, chiavi.certificate)).toBe('login')
    const opened = openRisposta(xml, [chiavi.certificate])
    if (!opened.ok || !opened.value.assertion) throw new Error('not opened')
    expect(identitaOf(readAsserzione(opened.value.assertion))).toMatchObject({
      codiceFiscale: 'SMPNNA84C52Z999S',
      nome: 'Anna',
      cognome: 'Esempio',
      natoIl: '1984-03-12',
      livello: 2,
    })
  })

  test.each([
    ['11 figures, as a legal person', 'TINIT-99990010003'],
    ['a wrong check letter', 'TINIT-SMPNNA84C52Z999A'],
    ['no prefix', 'SMPNNA84C52Z999S'],
  ])('a fiscal number with %s names nobody', (_what, value) => {
    const xml = changed(chiavi, (plain) => plain.replace('TINIT-SMPNNA84C52Z999S', value))
    expect(judged(xml, chiavi.certificate)).toBe('codice-fiscale')
  })

  test.each([
    [
      'twice the same attribute',
      (x: string) => x.replace(/<saml:Attribute Name="fiscalNumber".*?<\/saml:Attribute>/, '$&$&'),
      'attributo-ripetuto',
    ],
    [
      'two values',
      (x: string) => x.replace(/(Name="fiscalNumber".*?)(<saml:AttributeValue.*?<\/saml:AttributeValue>)/, '$1$2$2'),
      'attributo-valore',
    ],
    [
      'an element inside a value',
      (x: string) => x.replace('TINIT-SMPNNA84C52Z999S', 'TINIT-SMPNNA84C52Z999<b>S</b>'),
      'attributo-valore',
    ],
    [
      'a comment inside a value',
      (x: string) => x.replace('TINIT-SMPNNA84C52Z999S', 'TINIT-SMPNNA84C52Z999<!-- -->S'),
      'commenti',
    ],
    ['a comment inside the NameID', (x: string) => x.replace('</saml:NameID>', '<!-- x --></saml:NameID>'), 'commenti'],
  ])('%s is refused', (_what, change, motivo) => {
    expect(judged(changed(chiavi, change), chiavi.certificate)).toBe(motivo)
  })
})

test('levels: minimum and exact take the same or higher, better only higher, maximum the same or lower', () => {
  expect([1, 2, 3].map((given) => acceptsLivello(2, given as 1, 'minimum'))).toEqual([false, true, true])
  expect([1, 2, 3].map((given) => acceptsLivello(2, given as 1, 'exact'))).toEqual([false, true, true])
  expect([1, 2, 3].map((given) => acceptsLivello(2, given as 1, 'better'))).toEqual([false, false, true])
  expect([1, 2, 3].map((given) => acceptsLivello(2, given as 1, 'maximum'))).toEqual([true, true, false])
  expect(livelloOf('https://www.spid.gov.it/SpidL4')).toBeNull()
})

test('instants are UTC, of real days', () => {
  expect(parseInstant('2027-02-28T23:59:59Z')?.toISOString()).toBe('2027-02-28T23:59:59.000Z')
  for (const wrong of ['2027-02-30T10:00:00Z', '2027-02-28T10:00:00', '2027-02-28', '2027-02-28T10:00:00.0000Z', ''])
    expect(parseInstant(wrong)).toBeNull()
})

test('a response to another request of ours, or asked of another provider, is refused', () => {
  const xml = signBoth(plainResponse(CONTENUTO), chiavi)
  expect(judged(xml, chiavi.certificate, { ...ATTESA, richiestaId: '_seconda' })).toBe('response-in-response-to')
  expect(judged(xml, chiavi.certificate, { ...ATTESA, idp: 'https://altro-idp.example.org' })).toBe('response-issuer')
})
