import { describe, expect, test } from 'vitest'
import { plainError, plainResponse, signAssertion, signBoth, signResponse } from '@/scripts/demo-idp/message'
import { signXml } from './sign'
import { CONTENUTO, judged, newKeys } from './testing/idp'
import { openRisposta, rsaHashOf } from './verify'
import { NS, parseXml, XmlRefused } from './xml'

const chiavi = newKeys()
const altre = newKeys()
const plain = plainResponse(CONTENUTO)
const good = signBoth(plain, chiavi)
const judge = (xml: string) => judged(xml, chiavi.certificate)

/** The signed assertion, its signature, and another person's assertion for an attacker to put in its place. */
const onlyAssertion = signAssertion(plain, chiavi)
const ASSERTION = /<saml:Assertion .*<\/saml:Assertion>/s
const signed = ASSERTION.exec(onlyAssertion)?.[0] as string
const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signed)?.[0] as string
const bare = signed.replace(signature, '')
const evil = bare.replace('SMPNNA84C52Z999S', 'DRGFNC66E63Z999D').replace(/ID="[^"]*"/, 'ID="_male"')
const around = (inside: string) => plain.replace(ASSERTION, () => inside)
const intoEvil = (extra: string) => evil.replace('<saml:Subject>', () => `${extra}<saml:Subject>`)
const intoSignature = (extra: string) => signature.replace('</ds:Signature>', () => `${extra}</ds:Signature>`)

describe('signatures', () => {
  test('signed as SPID providers sign, and with the assertion alone signed', () => {
    expect(judge(good)).toBe('login')
    expect(judge(onlyAssertion)).toBe('login')
  })
  test('case 2: nothing signed', () => expect(judge(plain)).toBe('asserzione-non-firmata'))
  test('case 3: the Response signed, the Assertion not', () =>
    expect(judge(signResponse(plain, chiavi))).toBe('asserzione-non-firmata'))
  test('cases 4, 5, 100: another key, also with its certificate in KeyInfo', () => {
    expect(judge(signBoth(plain, altre))).toBe('firma-response')
    expect(judge(signAssertion(plain, altre))).toBe('firma-asserzione')
    expect(judge(signResponse(signAssertion(plain, altre), chiavi))).toBe('firma-asserzione')
  })
  test('any certificate of the metadata may verify (change-over)', () => {
    expect(openRisposta(good, [altre.certificate, chiavi.certificate]).ok).toBe(true)
    expect(openRisposta(good, [altre.certificate])).toEqual({ ok: false, motivo: 'firma-response' })
  })
  test('one changed character after signing', () => {
    expect(judge(onlyAssertion.replace('SMPNNA84C52Z999S', 'DRGFNC66E63Z999D'))).toBe('firma-asserzione')
    expect(judge(good.replace('status:Success', 'status:success'))).toBe('firma-response')
  })
  test('cases 112, 113: something else validly signed comes first, the assertion unsigned or broken', () => {
    const root = "/*[local-name(.)='EntityDescriptor']"
    const entity = `<md:EntityDescriptor xmlns:md="${NS.md}" ID="_m" entityID="x"><md:a/></md:EntityDescriptor>`
    const metadata = signXml(entity, { ...chiavi, xpath: root, firstIn: root })
    const first = (xml: string) => xml.replace(/(<samlp:Response [^>]*>)/, (start) => start + metadata)
    expect(judge(first(plain))).toBe('firma-fuori-posto')
    expect(judge(first(onlyAssertion.replace('Z999S', 'Z999T')))).toBe('firma-fuori-posto')
  })
  test.each([
    [
      'SHA-1 signature',
      'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
    ],
    ['HMAC', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'],
    ['SHA-1 digest', 'http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1'],
    [
      'XSLT transform',
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/TR/1999/REC-xslt-19991116',
    ],
    [
      'inclusive canonicalisation',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
      'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
    ],
  ])('%s is not even tried', (_what, from, to) => {
    expect(judge(onlyAssertion.replace(from, to))).toBe('firma-asserzione')
    expect(rsaHashOf(to)).toBeNull()
  })
})

describe('signature wrapping (XSW 1–8): the signed assertion is kept somewhere, another person is offered', () => {
  const CASI: [string, string][] = [
    [
      '1: signed message inside the signature of a forged one',
      good.replace(/<ds:Signature /, () => `<ds:Object>${good}</ds:Object><ds:Signature `),
    ],
    [
      '2: signed message as a sibling of the forged content',
      good.replace('<samlp:Status>', () => `<samlp:Extensions>${good}</samlp:Extensions><samlp:Status>`),
    ],
    ['3: forged assertion before the signed one', around(evil + signed)],
    ['4: signed assertion inside the forged one', around(intoEvil(signed))],
    ['5: forged assertion carries the signature, the signed one follows', around(intoEvil(signature) + bare)],
    ['6: signed assertion inside the signature of the forged one', around(intoEvil(intoSignature(bare)))],
    [
      '7: forged assertion in Extensions',
      onlyAssertion.replace('<samlp:Status>', () => `<samlp:Extensions>${evil}</samlp:Extensions><samlp:Status>`),
    ],
    [
      '8: signed assertion in an Object of the forged one',
      around(intoEvil(intoSignature(`<ds:Object>${bare}</ds:Object>`))),
    ],
    ['same ID on both', around(evil.replace('ID="_male"', /ID="[^"]*"/.exec(bare)?.[0] as string) + signed)],
    ['two signatures on one assertion', around(signed.replace(signature, () => signature + signature))],
  ]
  test.each(CASI)('%s', (_what, xml) => {
    expect(xml).not.toBe(onlyAssertion)
    expect(judge(xml)).not.toBe('login')
  })
  test('two assertions, both signed well', () =>
    expect(judge(around(signed + signed.replace(/ID="[^"]*"/, 'ID="_b"')))).toBe('asserzioni'))
})

describe('the parser', () => {
  test.each([
    ['a DTD', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['an outside entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['an unknown entity', '<a>&nope;</a>'],
    ['two roots', '<a/><b/>'],
    ['an open element', '<a><b></a>'],
    ['no XML at all', 'ciao'],
    ['nothing', ''],
    ['too deep', '<a>'.repeat(50) + '</a>'.repeat(50)],
    ['too long', `<a>${'x'.repeat(300_000)}</a>`],
  ])('%s is refused', (_what, xml) => expect(() => parseXml(xml)).toThrow(XmlRefused))

  test('a message with a DTD, encrypted, or of another kind is refused before anything is read', () => {
    expect(judge(`<!DOCTYPE x>${good}`)).toBe('xml')
    expect(judge(plain.replace(ASSERTION, '<saml:EncryptedAssertion/>'))).toBe('cifrata')
    expect(judge(plain.replaceAll('samlp:Response', 'samlp:ArtifactResponse'))).toBe('non-response')
  })
  test('case 32: success without an assertion', () => {
    expect(judge(plain.replace(ASSERTION, ''))).toBe('senza-asserzione')
  })
  test('cases 104–111: a refusal of the provider, signed or not, is an anomaly', () => {
    const error = plainError({ ...CONTENUTO, codice: 25 })
    expect(judge(error)).toBe('anomalia')
    expect(judge(signResponse(error, chiavi))).toBe('anomalia')
    expect(judge(signResponse(error, altre))).toBe('firma-response')
  })
})
