import { createVerify, X509Certificate } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import type { Federazione } from '@/lib/spid/rules-federazioni'
import { isLivello, LIVELLI, type Livello } from '@/lib/spid/rules-livelli'
import { children, MAX_MESSAGE_BYTES, NS, only, parseXml, textOf } from '@/lib/spid/xml'

export type Portale = { entityId: string; acsUrl: string; sloUrl: string; certificate: X509Certificate }
export type Richiesta = { id: string; livello: Livello; relayState: string }

const known = new Map<Federazione, Portale>()

/** The portal as its own metadata for that federation tell it, read again when a signature does not fit (its key may be new). */
export async function readPortale(portal: string, again = false, federazione: Federazione = 'spid'): Promise<Portale> {
  const before = known.get(federazione)
  if (before && !again) return before
  const answer = await fetch(`${portal}/api/${federazione}/metadata`, { signal: AbortSignal.timeout(5_000) })
  if (!answer.ok) throw new Error(`Il portale non dà i suoi metadati (${answer.status})`)
  const root = parseXml(await answer.text()).documentElement
  const role = only(root, NS.md, 'SPSSODescriptor')
  const location = (name: string) => children(role, NS.md, name)[0]?.getAttribute('Location') ?? ''
  const [certificate] = role ? Array.from(role.getElementsByTagNameNS(NS.ds, 'X509Certificate')) : []
  const now = {
    entityId: root?.getAttribute('entityID') ?? '',
    acsUrl: location('AssertionConsumerService'),
    sloUrl: location('SingleLogoutService'),
    certificate: new X509Certificate(Buffer.from(textOf(certificate ?? null) ?? '', 'base64')),
  }
  known.set(federazione, now)
  return now
}

function isSigned(query: string, { certificate }: Portale): boolean {
  const [signed, signature] = query.split('&Signature=')
  return (
    !!signed &&
    !!signature &&
    signed.includes('SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256') &&
    createVerify('RSA-SHA256').update(signed).verify(certificate.publicKey, decodeURIComponent(signature), 'base64')
  )
}

const isOurs = async (query: string, portal: string, federazione: Federazione = 'spid'): Promise<boolean> =>
  isSigned(query, await readPortale(portal, false, federazione)) ||
  isSigned(query, await readPortale(portal, true, federazione))

function messageOf(query: string) {
  const given = new URLSearchParams(query)
  const bytes = Buffer.from(given.get('SAMLRequest') ?? '', 'base64')
  const xml = inflateRawSync(bytes, { maxOutputLength: MAX_MESSAGE_BYTES }).toString('utf8')
  return { root: parseXml(xml).documentElement, relayState: given.get('RelayState') ?? '' }
}

/** Reads a LogoutRequest of the portal. @returns null when it is not one */
export async function readUscita(query: string, portal: string, sloUrl: string) {
  if (!(await isOurs(query, portal))) return null
  const { root, relayState } = messageOf(query)
  const { entityId } = await readPortale(portal)
  if (root?.localName !== 'LogoutRequest' || textOf(only(root, NS.saml, 'Issuer')) !== entityId) return null
  const id = root.getAttribute('ID')
  const nameId = textOf(only(root, NS.saml, 'NameID'))
  return id && nameId && root.getAttribute('Destination') === sloUrl ? { id, nameId, relayState } : null
}

/**
 * Reads an AuthnRequest as a SPID provider must: signature over the exact query, issuer, destination.
 *
 * @param query as it came, without the question mark
 * @returns null when it is not a request of the portal
 */
export async function readRichiesta(
  query: string,
  portal: string,
  ssoUrl: string,
  federazione: Federazione = 'spid',
): Promise<Richiesta | null> {
  if (!(await isOurs(query, portal, federazione))) return null
  const { root: request, relayState } = messageOf(query)
  const { entityId } = await readPortale(portal, false, federazione)
  if (request?.localName !== 'AuthnRequest' || textOf(only(request, NS.saml, 'Issuer')) !== entityId) return null
  const context = only(request, NS.samlp, 'RequestedAuthnContext')
  const asked = LIVELLI.find((one) => textOf(only(context, NS.saml, 'AuthnContextClassRef'))?.endsWith(`SpidL${one}`))
  const id = request.getAttribute('ID')
  const fits = request.getAttribute('Destination') === ssoUrl && request.getAttribute('ForceAuthn') === 'true'
  return id && fits && isLivello(asked) ? { id, livello: asked, relayState } : null
}
