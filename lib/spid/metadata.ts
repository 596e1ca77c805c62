import 'server-only'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ENTE } from '@/lib/core/ente'
import { env } from '@/lib/env'
import { certificateBody } from './certificato'
import { signXml } from './sign'
import { type Sp, sp } from './sp'
import { BINDING, escapeXml, FORMAT_TRANSIENT, NS } from './xml'

/** What the services need of a person, and no more. Set 0 of the metadata. */
const ATTRIBUTI = ['spidCode', 'name', 'familyName', 'fiscalNumber', 'dateOfBirth', 'email']
const SITO = 'https://www.provincia.sp.it'

const localised = (name: string, text: string) => `<md:${name} xml:lang="it">${escapeXml(text)}</md:${name}>`

/** Two during a change-over: providers learn the next key while the first still signs. */
const keyDescriptor = (pem: string) =>
  `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificateBody(pem)}` +
  '</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>'

/** The document without its signature. The order of the elements is that of the SAML metadata schema. */
function unsignedMetadata({
  entityId,
  acsUrl,
  sloUrl,
  certificate,
  nextCertificate,
  denominazione,
  contatto,
}: Sp): string {
  const id = `_${createHash('sha256').update(entityId).digest('hex').slice(0, 32)}`
  const attributes = ATTRIBUTI.map(
    (name) => `<md:RequestedAttribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"/>`,
  ).join('')
  return (
    `<md:EntityDescriptor xmlns:md="${NS.md}" xmlns:ds="${NS.ds}" ID="${id}" entityID="${escapeXml(entityId)}">` +
    `<md:SPSSODescriptor protocolSupportEnumeration="${NS.samlp}" AuthnRequestsSigned="true" WantAssertionsSigned="true">` +
    [certificate, ...(nextCertificate ? [nextCertificate] : [])].map(keyDescriptor).join('') +
    `<md:SingleLogoutService Binding="${BINDING.redirect}" Location="${escapeXml(sloUrl)}"/>` +
    `<md:SingleLogoutService Binding="${BINDING.post}" Location="${escapeXml(sloUrl)}"/>` +
    `<md:NameIDFormat>${FORMAT_TRANSIENT}</md:NameIDFormat>` +
    `<md:AssertionConsumerService Binding="${BINDING.post}" Location="${escapeXml(acsUrl)}" index="0" isDefault="true"/>` +
    `<md:AttributeConsumingService index="0">${localised('ServiceName', 'Sportello telematico')}${attributes}` +
    '</md:AttributeConsumingService></md:SPSSODescriptor>' +
    `<md:Organization>${localised('OrganizationName', denominazione)}` +
    `${localised('OrganizationDisplayName', denominazione)}${localised('OrganizationURL', SITO)}</md:Organization>` +
    '<md:ContactPerson contactType="other"><md:Extensions xmlns:spid="https://spid.gov.it/saml-extensions">' +
    `<spid:IPACode>${ENTE}</spid:IPACode><spid:Public/></md:Extensions>` +
    `<md:EmailAddress>${escapeXml(contatto)}</md:EmailAddress></md:ContactPerson></md:EntityDescriptor>`
  )
}

let cached: string | undefined

/**
 * Our signed metadata. Accreditation freezes it: the signature made for one content is kept on disk, so that the bytes
 * stay the same from one start to the next while the configuration is the same.
 */
export function spMetadata(): string {
  if (cached) return cached
  const self = sp()
  const plain = unsignedMetadata(self)
  const name = createHash('sha256').update(plain).digest('hex').slice(0, 16)
  const file = path.join(/*turbopackIgnore: true*/ env().DATA_DIR, 'spid', `metadata-${name}.xml`)
  try {
    cached = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const root = "/*[local-name(.)='EntityDescriptor']"
    cached = signXml(plain, { ...self, xpath: root, firstIn: root })
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, cached)
  }
  return cached
}
