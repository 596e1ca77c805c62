import { randomBytes } from 'node:crypto'
import { type Confronto, classRefOf, type Livello } from './rules-livelli'
import { escapeXml, FORMAT_ENTITY, FORMAT_TRANSIENT, NS } from './xml'

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
}

/** The AuthnRequest of spid.md §4, unsigned: the Redirect binding signs the address. */
export const authnRequest = ({ id, emessaAt, entityId, destination, livello, confronto }: Richiesta): string =>
  `<samlp:AuthnRequest xmlns:samlp="${NS.samlp}" xmlns:saml="${NS.saml}" ID="${id}" Version="2.0" ` +
  `IssueInstant="${emessaAt.toISOString()}" Destination="${escapeXml(destination)}" ForceAuthn="true" ` +
  'AssertionConsumerServiceIndex="0" AttributeConsumingServiceIndex="0">' +
  `<saml:Issuer Format="${FORMAT_ENTITY}" NameQualifier="${escapeXml(entityId)}">${escapeXml(entityId)}</saml:Issuer>` +
  `<samlp:NameIDPolicy Format="${FORMAT_TRANSIENT}"/>` +
  `<samlp:RequestedAuthnContext Comparison="${confronto}">` +
  `<saml:AuthnContextClassRef>${classRefOf(livello)}</saml:AuthnContextClassRef>` +
  '</samlp:RequestedAuthnContext></samlp:AuthnRequest>'
