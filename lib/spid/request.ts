import { randomBytes } from 'node:crypto'
import { type Confronto, classRefOf, type Livello } from './rules-livelli'
import { insiemeOf, isScopo, type Scopo } from './rules-scopi'
import { escapeXml, FORMAT_ENTITY, FORMAT_TRANSIENT, NS, NS_SPID } from './xml'

/** An XML NCName nobody can guess. */
export const newId = (): string => `_${randomBytes(20).toString('hex')}`

type Richiesta = {
  id: string
  emessaAt: Date
  entityId: string
  /** Location of the SingleSignOnService the request goes to */
  destination: string
  livello: Livello
  confronto: Confronto
  /** kind of professional identity; null for a personal one */
  scopo: Scopo | null
}

/** First child after Issuer: on HTTP-Redirect the signature is in the address (Avviso SPID n. 18). */
const extensions = (scopo: Scopo | null) =>
  scopo ? `<samlp:Extensions xmlns:spid="${NS_SPID}"><spid:Purpose>${scopo}</spid:Purpose></samlp:Extensions>` : ''

/** @param xml an AuthnRequest of ours, as it was kept */
export function scopoOf(xml: string): Scopo | null {
  const scopo = /<spid:Purpose>([A-Z]+)<\/spid:Purpose>/.exec(xml)?.[1]
  return isScopo(scopo) ? scopo : null
}

/** The AuthnRequest of spid.md §4, unsigned: the Redirect binding signs the address. */
export const authnRequest = ({ id, emessaAt, entityId, destination, livello, confronto, scopo }: Richiesta): string =>
  `<samlp:AuthnRequest xmlns:samlp="${NS.samlp}" xmlns:saml="${NS.saml}" ID="${id}" Version="2.0" ` +
  `IssueInstant="${emessaAt.toISOString()}" Destination="${escapeXml(destination)}" ForceAuthn="true" ` +
  `AssertionConsumerServiceIndex="0" AttributeConsumingServiceIndex="${insiemeOf(scopo)}">` +
  `<saml:Issuer Format="${FORMAT_ENTITY}" NameQualifier="${escapeXml(entityId)}">${escapeXml(entityId)}</saml:Issuer>${extensions(scopo)}` +
  `<samlp:NameIDPolicy Format="${FORMAT_TRANSIENT}"/>` +
  `<samlp:RequestedAuthnContext Comparison="${confronto}">` +
  `<saml:AuthnContextClassRef>${classRefOf(livello)}</saml:AuthnContextClassRef>` +
  '</samlp:RequestedAuthnContext></samlp:AuthnRequest>'
