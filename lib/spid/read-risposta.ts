import type { Element } from '@xmldom/xmldom'
import type { Asserzione, Attributo, Busta, Emittente } from './rules-risposta'
import { childElements, children, NS, only, textOf } from './xml'

const attr = (element: Element | null, name: string): string | null =>
  element?.hasAttribute(name) ? (element.getAttribute(name) ?? '') : null

const emittenteOf = (parent: Element): Emittente | null => {
  const issuer = only(parent, NS.saml, 'Issuer')
  return issuer && { testo: textOf(issuer), format: attr(issuer, 'Format') }
}

/** The envelope: what may be unsigned, and tells nothing of who the person is. @param response root of the message */
export function readBusta(response: Element): Busta {
  const status = only(response, NS.samlp, 'Status')
  const code = only(status, NS.samlp, 'StatusCode')
  return {
    id: attr(response, 'ID'),
    version: attr(response, 'Version'),
    issueInstant: attr(response, 'IssueInstant'),
    inResponseTo: attr(response, 'InResponseTo'),
    destination: attr(response, 'Destination'),
    emittente: emittenteOf(response),
    status: status !== null,
    statusCode: attr(code, 'Value'),
    statusMessage: textOf(only(status, NS.samlp, 'StatusMessage')),
  }
}

function attributiOf(assertion: Element): Attributo[] | null {
  const statement = only(assertion, NS.saml, 'AttributeStatement')
  return (
    statement &&
    children(statement, NS.saml, 'Attribute').map((attribute) => ({
      nome: attr(attribute, 'Name') ?? '',
      valori: childElements(attribute).map(textOf),
    }))
  )
}

/** @param assertion root of the document made of the bytes that the signature covers: never an element of the message */
export function readAsserzione(assertion: Element): Asserzione {
  const subject = only(assertion, NS.saml, 'Subject')
  const nameId = only(subject, NS.saml, 'NameID')
  const confirmation = only(subject, NS.saml, 'SubjectConfirmation')
  const data = only(confirmation, NS.saml, 'SubjectConfirmationData')
  const conditions = only(assertion, NS.saml, 'Conditions')
  const restriction = only(conditions, NS.saml, 'AudienceRestriction')
  const statement = only(assertion, NS.saml, 'AuthnStatement')
  const context = only(statement, NS.saml, 'AuthnContext')
  return {
    id: attr(assertion, 'ID'),
    version: attr(assertion, 'Version'),
    issueInstant: attr(assertion, 'IssueInstant'),
    emittente: emittenteOf(assertion),
    subject: subject !== null,
    nameId: nameId && {
      testo: textOf(nameId),
      format: attr(nameId, 'Format'),
      nameQualifier: attr(nameId, 'NameQualifier'),
    },
    confirmation: confirmation && { method: attr(confirmation, 'Method') },
    confirmationData: data && {
      recipient: attr(data, 'Recipient'),
      inResponseTo: attr(data, 'InResponseTo'),
      notOnOrAfter: attr(data, 'NotOnOrAfter'),
    },
    conditions: conditions && {
      notBefore: attr(conditions, 'NotBefore'),
      notOnOrAfter: attr(conditions, 'NotOnOrAfter'),
    },
    restriction: restriction !== null,
    audience: textOf(only(restriction, NS.saml, 'Audience')),
    authnStatement: statement !== null,
    authnContext: context !== null,
    sessionIndex: attr(statement, 'SessionIndex') || null,
    classRef: textOf(only(context, NS.saml, 'AuthnContextClassRef')),
    attributi: attributiOf(assertion),
  }
}
