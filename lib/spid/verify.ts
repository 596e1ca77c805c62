import { createHash, createSign, createVerify, type KeyLike } from 'node:crypto'
import { type Document, type Element, XMLSerializer } from '@xmldom/xmldom'
import { SignedXml } from 'xml-crypto'
import { childElements, children, everywhere, NS, only, parseXml, XmlRefused } from './xml'

const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const TRANSFORMS = ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXC_C14N]
const RSA = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'RSA-SHA256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': 'RSA-SHA384',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'RSA-SHA512',
} as const
const DIGEST = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
} as const

const isRsa = (uri: string): uri is keyof typeof RSA => Object.hasOwn(RSA, uri)
const isDigest = (uri: string): uri is keyof typeof DIGEST => Object.hasOwn(DIGEST, uri)

/** @returns hash to verify with for a `SigAlg` of the Redirect binding; null for any we refuse (SHA-1, HMAC, ECDSA) */
export const rsaHashOf = (uri: string): string | null => (isRsa(uri) ? RSA[uri] : null)

const rsaClass = (uri: keyof typeof RSA) =>
  class {
    getSignature(signedInfo: string | Buffer, key: KeyLike): string {
      return createSign(RSA[uri]).update(signedInfo).sign(key, 'base64')
    }
    verifySignature(material: string, key: KeyLike, value: string): boolean {
      return createVerify(RSA[uri]).update(material).verify(key, value, 'base64')
    }
    getAlgorithmName = () => uri
  }
const digestClass = (uri: keyof typeof DIGEST) =>
  class {
    getHash = (xml: string) => createHash(DIGEST[uri]).update(xml, 'utf8').digest('base64')
    getAlgorithmName = () => uri
  }

type SignatureAlgorithms = SignedXml['SignatureAlgorithms']

/** A verifier that knows nothing but RSA with SHA-2: SHA-1 and HMAC are not there to be chosen. */
function verifier(certificate: string): SignedXml {
  const signed = new SignedXml({ publicCert: certificate })
  signed.SignatureAlgorithms = Object.fromEntries(
    (Object.keys(RSA) as (keyof typeof RSA)[]).map((uri) => [uri, rsaClass(uri)]),
  ) as unknown as SignatureAlgorithms
  signed.HashAlgorithms = Object.fromEntries(
    (Object.keys(DIGEST) as (keyof typeof DIGEST)[]).map((uri) => [uri, digestClass(uri)]),
  )
  return signed
}

/** The parts of a signature we accept, as AgID prescribes them; nothing else may be inside. */
function isPlainSignature(signature: Element, parent: Element): boolean {
  const names = childElements(signature).map((child) => child.localName)
  if (names.join() !== 'SignedInfo,SignatureValue,KeyInfo' && names.join() !== 'SignedInfo,SignatureValue') return false
  const info = only(signature, NS.ds, 'SignedInfo')
  const reference = only(info, NS.ds, 'Reference')
  const transforms = children(only(reference, NS.ds, 'Transforms'), NS.ds, 'Transform')
  const uris = transforms.map((transform) => transform.getAttribute('Algorithm') ?? '')
  const id = parent.getAttribute('ID')
  return (
    !!id &&
    reference?.getAttribute('URI') === `#${id}` &&
    uris.length === 2 &&
    uris.every((uri, i) => uri === TRANSFORMS[i]) &&
    only(info, NS.ds, 'CanonicalizationMethod')?.getAttribute('Algorithm') === EXC_C14N &&
    isRsa(only(info, NS.ds, 'SignatureMethod')?.getAttribute('Algorithm') ?? '') &&
    isDigest(only(reference, NS.ds, 'DigestMethod')?.getAttribute('Algorithm') ?? '')
  )
}

/** No two elements answer to one ID, whatever the attribute is called: the reference can mean only one thing. */
function idsAreUnique(document: Document): boolean {
  const ids = Array.from(document.getElementsByTagName('*')).flatMap((element) =>
    ['ID', 'Id', 'id'].map((name) => element.getAttribute(name)).filter((id) => id !== null),
  )
  return new Set(ids).size === ids.length
}

/**
 * Verifies the signature that is a direct child of `element`.
 *
 * @param xml the message as received, of which `element` is a part
 * @param certificates PEM, from trusted metadata only: the KeyInfo of the message is never used
 * @returns the signed bytes (canonical XML of `element` without the signature), the only thing to read from then on;
 *   null when there is no signature, or none that a certificate verifies
 */
export function signedBytes(xml: string, element: Element, certificates: readonly string[]): string | null {
  const signature = only(element, NS.ds, 'Signature')
  if (!signature || !isPlainSignature(signature, element)) return null
  const text = new XMLSerializer().serializeToString(signature)
  for (const certificate of certificates) {
    const signed = verifier(certificate)
    try {
      signed.loadSignature(text)
      if (!signed.checkSignature(xml)) continue
    } catch {
      continue // another certificate of the same provider may verify it (change-over)
    }
    const references = signed.getSignedReferences()
    if (references.length === 1) return references[0] as string
  }
  return null
}

export type Verificata = { response: Element; assertion: Element | null }

/**
 * Opens a message of an identity provider: shape, places of the signatures, signatures.
 *
 * @returns the envelope as received, and the assertion parsed again from its signed bytes alone; or the reason of the
 *   refusal. `assertion` is null only when the message has none
 */
export function openRisposta(
  xml: string,
  certificates: readonly string[],
): { ok: true; value: Verificata } | { ok: false; motivo: string } {
  const no = (motivo: string) => ({ ok: false, motivo }) as const
  let document: Document
  try {
    document = parseXml(xml)
  } catch (error) {
    if (error instanceof XmlRefused) return no('xml')
    throw error
  }
  const response = document.documentElement
  if (response?.namespaceURI !== NS.samlp || response.localName !== 'Response') return no('non-response')
  if (everywhere(document, NS.saml, 'EncryptedAssertion').length > 0) return no('cifrata')
  if (!idsAreUnique(document)) return no('id-ripetuto')
  const assertions = everywhere(document, NS.saml, 'Assertion')
  const direct = children(response, NS.saml, 'Assertion')
  if (assertions.length > 1 || direct.length !== assertions.length) return no('asserzioni')
  const [assertion = null] = direct
  const owners = everywhere(document, NS.ds, 'Signature').map((signature) => signature.parentNode)
  if (owners.some((owner) => owner !== response && owner !== assertion)) return no('firma-fuori-posto')
  if (new Set(owners).size !== owners.length) return no('firma-ripetuta')
  if (owners.includes(response) && signedBytes(xml, response, certificates) === null) return no('firma-response')
  if (!assertion) return { ok: true, value: { response, assertion: null } }
  if (!owners.includes(assertion)) return no('asserzione-non-firmata')
  if (hasRemarks(assertion)) return no('commenti')
  const bytes = signedBytes(xml, assertion, certificates)
  if (bytes === null) return no('firma-asserzione')
  const signed = parseXml(bytes).documentElement
  if (signed?.localName !== 'Assertion' || signed.namespaceURI !== NS.saml) return no('firma-asserzione')
  return { ok: true, value: { response, assertion: signed } }
}

/** Comments are dropped by canonicalisation, so they could cut a value in two unnoticed: refused, as instructions are. */
function hasRemarks(element: Element): boolean {
  return Array.from(element.childNodes).some((node) =>
    node.nodeType === 1 ? hasRemarks(node as Element) : node.nodeType === 8 || node.nodeType === 7,
  )
}
