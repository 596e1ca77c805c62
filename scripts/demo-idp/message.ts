/** Messages of a SPID identity provider: built as text, signed apart, so that a wrong one can be made on purpose. */
import { randomBytes } from 'node:crypto'
import type { Chiavi } from '@/lib/spid/key-files'
import { classRefOf, type Livello } from '@/lib/spid/rules-livelli'
import { signXml } from '@/lib/spid/sign'
import { BINDING, escapeXml, FORMAT_ENTITY, FORMAT_TRANSIENT, NS } from '@/lib/spid/xml'

export const newMessageId = (): string => `_${randomBytes(16).toString('hex')}`

export type Persona = { codiceFiscale: string; nome: string; cognome: string; natoIl: string; email: string }

/** What a professional identity adds (spid.md §10): belonging to the company, not the power to act for it. */
export type Impresa = { denominazione: string; partitaIva: string; sede: string }

/** Everything a good response says. */
export type Contenuto = {
  idp: string
  spEntityId: string
  acsUrl: string
  inResponseTo: string
  persona: Persona
  livello: Livello
  at: Date
  /** how long the assertion is good from `at` */
  validMs?: number
  nameId?: string
  impresa?: Impresa | null
}

const issuer = (idp: string) => `<saml:Issuer Format="${FORMAT_ENTITY}">${escapeXml(idp)}</saml:Issuer>`

function attributes({ codiceFiscale, nome, cognome, natoIl, email }: Persona, impresa: Impresa | null): string {
  const values = {
    spidCode: `PROVA${codiceFiscale.slice(-5)}`,
    name: nome,
    familyName: cognome,
    fiscalNumber: `TINIT-${codiceFiscale}`,
    dateOfBirth: natoIl,
    email,
    ...(impresa && {
      companyName: impresa.denominazione,
      companyFiscalNumber: `TINIT-${impresa.partitaIva}`,
      ivaCode: `VATIT-${impresa.partitaIva}`,
      registeredOffice: impresa.sede,
    }),
  }
  const attribute = ([name, value]: [string, string]) =>
    `<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic">` +
    `<saml:AttributeValue xsi:type="xs:string">${escapeXml(value)}</saml:AttributeValue></saml:Attribute>`
  return Object.entries(values).map(attribute).join('')
}

/** The whole good response, with no signature yet. */
export function plainResponse(contenuto: Contenuto): string {
  const { idp, spEntityId, acsUrl, inResponseTo, persona, livello, at, validMs = 300_000 } = contenuto
  const nameId = contenuto.nameId ?? newMessageId()
  const now = at.toISOString()
  const until = new Date(at.getTime() + validMs).toISOString()
  const session = livello === 1 ? ` SessionIndex="${newMessageId()}"` : '' // only L1 opens a session at a provider
  return (
    `<samlp:Response xmlns:samlp="${NS.samlp}" xmlns:saml="${NS.saml}" ID="${newMessageId()}" Version="2.0" ` +
    `IssueInstant="${now}" Destination="${escapeXml(acsUrl)}" InResponseTo="${escapeXml(inResponseTo)}">${issuer(idp)}` +
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>' +
    `<saml:Assertion xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
    `ID="${newMessageId()}" Version="2.0" IssueInstant="${now}">${issuer(idp)}<saml:Subject>` +
    `<saml:NameID Format="${FORMAT_TRANSIENT}" NameQualifier="${escapeXml(idp)}">${nameId}</saml:NameID>` +
    '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">' +
    `<saml:SubjectConfirmationData Recipient="${escapeXml(acsUrl)}" InResponseTo="${escapeXml(inResponseTo)}" ` +
    `NotOnOrAfter="${until}"/></saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="${now}" NotOnOrAfter="${until}"><saml:AudienceRestriction>` +
    `<saml:Audience>${escapeXml(spEntityId)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    `<saml:AuthnStatement AuthnInstant="${now}"${session}><saml:AuthnContext>` +
    `<saml:AuthnContextClassRef>${classRefOf(livello)}</saml:AuthnContextClassRef>` +
    `</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${attributes(persona, contenuto.impresa ?? null)}` +
    '</saml:AttributeStatement></saml:Assertion></samlp:Response>'
  )
}

type Rifiuto = Pick<Contenuto, 'idp' | 'acsUrl' | 'inResponseTo' | 'at'> & { codice: number }

/** A refusal of the provider: `ErrorCode nrNN` of AgID's table. */
export const plainError = ({ idp, acsUrl, inResponseTo, at, codice }: Rifiuto): string =>
  `<samlp:Response xmlns:samlp="${NS.samlp}" xmlns:saml="${NS.saml}" ID="${newMessageId()}" Version="2.0" ` +
  `IssueInstant="${at.toISOString()}" Destination="${escapeXml(acsUrl)}" InResponseTo="${escapeXml(inResponseTo)}">` +
  `${issuer(idp)}<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">` +
  '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode>' +
  `<samlp:StatusMessage>ErrorCode nr${String(codice).padStart(2, '0')}</samlp:StatusMessage></samlp:Status></samlp:Response>`

const sign = (xml: string, parent: string, chiavi: Chiavi) =>
  signXml(xml, { ...chiavi, xpath: parent, after: `${parent}/*[local-name(.)='Issuer']` })

const RESPONSE = "/*[local-name(.)='Response']"
const ASSERTION = `${RESPONSE}/*[local-name(.)='Assertion']`

export const signAssertion = (xml: string, chiavi: Chiavi): string => sign(xml, ASSERTION, chiavi)
export const signResponse = (xml: string, chiavi: Chiavi): string => sign(xml, RESPONSE, chiavi)
/** As SPID providers do: the assertion first, then the whole. */
export const signBoth = (xml: string, chiavi: Chiavi): string => signResponse(signAssertion(xml, chiavi), chiavi)

/** For the POST binding, where the message carries its signature. */
export const signLogout = (xml: string, chiavi: Chiavi): string =>
  sign(xml, "/*[local-name(.)='LogoutRequest']", chiavi)

type Uscita = { idp: string; destination: string; nameId: string; at: Date }

/** Unsigned: the Redirect binding signs the address. */
export const logoutRequest = ({ idp, destination, nameId, at }: Uscita): string =>
  `<samlp:LogoutRequest xmlns:samlp="${NS.samlp}" xmlns:saml="${NS.saml}" ID="${newMessageId()}" Version="2.0" ` +
  `IssueInstant="${at.toISOString()}" Destination="${escapeXml(destination)}">${issuer(idp)}` +
  `<saml:NameID Format="${FORMAT_TRANSIENT}" NameQualifier="${escapeXml(idp)}">${escapeXml(nameId)}</saml:NameID>` +
  '</samlp:LogoutRequest>'

type Esito = Pick<Uscita, 'idp' | 'destination' | 'at'> & { inResponseTo: string; parziale: boolean }

/** The answer to a logout that the portal begins; `parziale`: another service has not closed its own session. */
export const logoutResponse = ({ idp, destination, inResponseTo, at, parziale }: Esito): string =>
  `<samlp:LogoutResponse xmlns:samlp="${NS.samlp}" xmlns:saml="${NS.saml}" ID="${newMessageId()}" Version="2.0" ` +
  `IssueInstant="${at.toISOString()}" Destination="${escapeXml(destination)}" InResponseTo="${escapeXml(inResponseTo)}">` +
  `${issuer(idp)}<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success">` +
  (parziale ? '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:PartialLogout"/>' : '') +
  '</samlp:StatusCode></samlp:Status></samlp:LogoutResponse>'

/** @param base what the provider's addresses begin with */
export const idpMetadata = (base: string, certificateBody: string, nome = 'Identità di prova'): string =>
  `<md:EntityDescriptor xmlns:md="${NS.md}" xmlns:ds="${NS.ds}" entityID="${base}/metadata">` +
  `<md:IDPSSODescriptor protocolSupportEnumeration="${NS.samlp}" WantAuthnRequestsSigned="true">` +
  `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificateBody}` +
  '</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>' +
  `<md:SingleLogoutService Binding="${BINDING.redirect}" Location="${base}/slo"/>` +
  `<md:NameIDFormat>${FORMAT_TRANSIENT}</md:NameIDFormat>` +
  `<md:SingleSignOnService Binding="${BINDING.redirect}" Location="${base}/sso"/></md:IDPSSODescriptor>` +
  `<md:Organization><md:OrganizationName xml:lang="it">${nome}</md:OrganizationName>` +
  `<md:OrganizationDisplayName xml:lang="it">${nome}</md:OrganizationDisplayName>` +
  `<md:OrganizationURL xml:lang="it">${base}/</md:OrganizationURL></md:Organization></md:EntityDescriptor>`
