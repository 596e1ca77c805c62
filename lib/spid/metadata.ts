import 'server-only'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '@/lib/env'
import { certificateBody } from './certificato'
import { contattoCie, INSIEMI_CIE } from './metadata-cie'
import { contattoSpid, insiemiSpid } from './metadata-spid'
import type { Federazione } from './rules-federazioni'
import type { Insieme } from './rules-insiemi'
import { signXml } from './sign'
import { type Sp, sp } from './sp'
import { BINDING, escapeXml, FORMAT_TRANSIENT, NS } from './xml'

const SITO = 'https://www.provincia.sp.it'

const localised = (name: string, text: string) => `<md:${name} xml:lang="it">${escapeXml(text)}</md:${name}>`

/** Two during a change-over: providers learn the next key while the first still signs. */
const keyDescriptor = (pem: string) =>
  `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificateBody(pem)}` +
  '</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>'

const attribute = (name: string) =>
  `<md:RequestedAttribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"/>`

const attributeService = ({ index, nome, attributi }: Insieme) =>
  `<md:AttributeConsumingService index="${index}">${localised('ServiceName', nome)}` +
  `${attributi.map(attribute).join('')}</md:AttributeConsumingService>`

/** The document without its signature. The order of the elements is that of the SAML metadata schema. */
function unsignedMetadata(self: Sp): string {
  const { federazione, entityId, acsUrl, sloUrl, certificate, nextCertificate, denominazione } = self
  const id = `_${createHash('sha256').update(entityId).digest('hex').slice(0, 32)}`
  const insiemi = federazione === 'cie' ? INSIEMI_CIE : insiemiSpid()
  return (
    `<md:EntityDescriptor xmlns:md="${NS.md}" xmlns:ds="${NS.ds}" ID="${id}" entityID="${escapeXml(entityId)}">` +
    `<md:SPSSODescriptor protocolSupportEnumeration="${NS.samlp}" AuthnRequestsSigned="true" WantAssertionsSigned="true">` +
    [certificate, ...(nextCertificate ? [nextCertificate] : [])].map(keyDescriptor).join('') +
    `<md:SingleLogoutService Binding="${BINDING.redirect}" Location="${escapeXml(sloUrl)}"/>` +
    `<md:SingleLogoutService Binding="${BINDING.post}" Location="${escapeXml(sloUrl)}"/>` +
    `<md:NameIDFormat>${FORMAT_TRANSIENT}</md:NameIDFormat>` +
    `<md:AssertionConsumerService Binding="${BINDING.post}" Location="${escapeXml(acsUrl)}" index="0" isDefault="true"/>` +
    `${insiemi.map(attributeService).join('')}</md:SPSSODescriptor>` +
    `<md:Organization>${localised('OrganizationName', denominazione)}` +
    `${localised('OrganizationDisplayName', denominazione)}${localised('OrganizationURL', SITO)}</md:Organization>` +
    `${federazione === 'cie' ? contattoCie(self) : contattoSpid(self)}</md:EntityDescriptor>`
  )
}

const cached = new Map<Federazione, string>()

/**
 * Our signed metadata. Accreditation freezes it: the signature made for one content is kept on disk, so that the bytes
 * stay the same from one start to the next while the configuration is the same.
 */
export function spMetadata(federazione: Federazione = 'spid'): string {
  const known = cached.get(federazione)
  if (known) return known
  const self = sp(federazione)
  const plain = unsignedMetadata(self)
  const name = createHash('sha256').update(plain).digest('hex').slice(0, 16)
  const file = path.join(/*turbopackIgnore: true*/ env().DATA_DIR, 'spid', `metadata-${name}.xml`)
  let signed: string
  try {
    signed = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const root = "/*[local-name(.)='EntityDescriptor']"
    signed = signXml(plain, { ...self, xpath: root, firstIn: root })
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, signed)
  }
  cached.set(federazione, signed)
  return signed
}
