import { createSign, type KeyObject } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { SignedXml } from 'xml-crypto'
import { certificateBody } from './certificato'

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'

export type Firma = {
  privateKey: KeyObject
  certificate: string
  /** XPath of the element that is signed, by its ID */
  xpath: string
  /** XPath of the place of the signature: after it, or as its first child */
  after?: string
  firstIn?: string
}

/** Enveloped XML signature: exclusive c14n, RSA-SHA256, certificate in KeyInfo (spid.md §2.1.2). */
export function signXml(xml: string, { privateKey, certificate, xpath, after, firstIn }: Firma): string {
  const signed = new SignedXml({
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }),
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXC_C14N,
    getKeyInfoContent: () =>
      `<ds:X509Data><ds:X509Certificate>${certificateBody(certificate)}</ds:X509Certificate></ds:X509Data>`,
  })
  signed.addReference({
    xpath,
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXC_C14N],
  })
  signed.computeSignature(xml, {
    prefix: 'ds',
    location: after ? { reference: after, action: 'after' } : { reference: firstIn, action: 'prepend' },
  })
  return signed.getSignedXml()
}

/**
 * Address of a message of the HTTP-Redirect binding, with its query signature over the exact encoded string
 * (SAML bindings § 3.4.4.1).
 */
export function redirectUrl(
  location: string,
  message: { name: 'SAMLRequest' | 'SAMLResponse'; xml: string; relayState: string | null },
  privateKey: KeyObject,
): string {
  const query = [
    `${message.name}=${encodeURIComponent(deflateRawSync(message.xml).toString('base64'))}`,
    ...(message.relayState === null ? [] : [`RelayState=${encodeURIComponent(message.relayState)}`]),
    `SigAlg=${encodeURIComponent(RSA_SHA256)}`,
  ].join('&')
  const signature = createSign('RSA-SHA256').update(query).sign(privateKey, 'base64')
  return `${location}${location.includes('?') ? '&' : '?'}${query}&Signature=${encodeURIComponent(signature)}`
}
