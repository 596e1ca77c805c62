import 'server-only'
import { createVerify } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import type { Element } from '@xmldom/xmldom'
import { recordRead, SISTEMA } from '@/lib/audit/record'
import { closeSessioniOf } from '@/lib/auth/sessions'
import { databaseNow } from '@/lib/db/clock'
import { findIdp, type Idp } from './idp'
import { type Partenza, signPartenza } from './partenza'
import { newId } from './request'
import { parseInstant } from './rules-risposta'
import { type Sp, sp } from './sp'
import { rsaHashOf, signedBytes } from './verify'
import { escapeXml, FORMAT_ENTITY, MAX_MESSAGE_BYTES, NS, only, parseXml, textOf, XmlRefused } from './xml'

export const WINDOW_MS = 300_000

/** What a logout address carries, and the exact bytes its signature is over (SAML bindings § 3.4.4.1). */
export function parts(query: string, name: 'SAMLRequest' | 'SAMLResponse' = 'SAMLRequest') {
  const raw = (field: string) => query.split('&').find((pair) => pair.startsWith(`${field}=`))
  const message = raw(name)
  const algorithm = raw('SigAlg')
  const signature = raw('Signature')
  if (!message || !algorithm || !signature) return null
  const value = (pair: string) => decodeURIComponent(pair.slice(pair.indexOf('=') + 1))
  const relayState = raw('RelayState')
  return {
    signed: [message, relayState, algorithm].filter(Boolean).join('&'),
    xml: inflateRawSync(Buffer.from(value(message), 'base64'), { maxOutputLength: MAX_MESSAGE_BYTES }).toString('utf8'),
    algorithm: value(algorithm),
    signature: value(signature),
    relayState: relayState ? value(relayState) : null,
  }
}

export function isSignedBy(
  { certificati }: Idp,
  { signed, algorithm, signature }: NonNullable<ReturnType<typeof parts>>,
): boolean {
  const hash = rsaHashOf(algorithm)
  return !!hash && certificati.some((pem) => createVerify(hash).update(signed).verify(pem, signature, 'base64'))
}

type Uscita = {
  id: string
  nameId: string
  idp: Idp
  risposta: NonNullable<Idp['sloRisposta']>
  relayState: string | null
}

/** @returns null for anything that is not XML within bounds */
export function rootOf(read: () => string | null): Element | null {
  try {
    const xml = read()
    return xml === null ? null : parseXml(xml).documentElement
  } catch (error) {
    if (error instanceof XmlRefused || error instanceof URIError || 'code' in (error as object)) return null
    throw error
  }
}

/**
 * @param isSigned by the provider, over `request`: each binding signs in its own way
 * @returns null for anything but a LogoutRequest of a provider we trust, to us, now, signed by it
 */
async function readLogoutRequest(
  request: Element | null,
  relayState: string | null,
  isSigned: (idp: Idp) => boolean,
): Promise<Uscita | null> {
  if (request?.localName !== 'LogoutRequest' || request.namespaceURI !== NS.samlp) return null
  const idp = await findIdp(textOf(only(request, NS.saml, 'Issuer')) ?? '')
  if (!idp?.sloRisposta || !isSigned(idp)) return null
  const id = request.getAttribute('ID')
  const at = parseInstant(request.getAttribute('IssueInstant'))
  const nameId = textOf(only(request, NS.saml, 'NameID'))
  if (!id || !at || !nameId || request.getAttribute('Destination') !== sp(idp.federazione).sloUrl) return null
  if (Math.abs((await databaseNow()).getTime() - at.getTime()) > WINDOW_MS) return null
  return { id, nameId, idp, risposta: idp.sloRisposta, relayState }
}

const logoutResponse = ({ entityId }: Sp, inResponseTo: string, destination: string, at: Date): string =>
  `<samlp:LogoutResponse xmlns:samlp="${NS.samlp}" xmlns:saml="${NS.saml}" ID="${newId()}" Version="2.0" ` +
  `IssueInstant="${at.toISOString()}" Destination="${escapeXml(destination)}" InResponseTo="${escapeXml(inResponseTo)}">` +
  `<saml:Issuer Format="${FORMAT_ENTITY}" NameQualifier="${escapeXml(entityId)}">${escapeXml(entityId)}</saml:Issuer>` +
  '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>' +
  '</samlp:LogoutResponse>'

/**
 * Single logout begun at the provider, HTTP-Redirect: ends the sessions it opened for the subject, whether or not the
 * browser sends a cookie, and also says yes when they were over already.
 *
 * @param query of the address as it came, without the question mark
 * @returns the signed answer, on its way; null when the request is to be refused, and nothing was ended
 */
export async function receiveLogout(query: string, ip: string | null): Promise<Partenza | null> {
  let given: ReturnType<typeof parts> = null
  const request = rootOf(() => {
    given = parts(query)
    return given?.xml ?? null
  })
  const read = given as ReturnType<typeof parts>
  return endSessions(
    await readLogoutRequest(request, read?.relayState ?? null, (idp) => !!read && isSignedBy(idp, read)),
    ip,
  )
}

/** The same, HTTP-POST: the signature is in the message, and what is read are the bytes it covers. */
export async function receiveLogoutPost(
  xml: string,
  relayState: string | null,
  ip: string | null,
): Promise<Partenza | null> {
  const received = rootOf(() => xml)
  const idp = received && (await findIdp(textOf(only(received, NS.saml, 'Issuer')) ?? ''))
  const bytes = idp && received && !hasOtherSignatures(received) ? signedBytes(xml, received, idp.certificati) : null
  const request = rootOf(() => bytes)
  return endSessions(await readLogoutRequest(request, relayState, ({ entityId }) => entityId === idp?.entityId), ip)
}

export const hasOtherSignatures = (root: Element) =>
  Array.from(root.getElementsByTagNameNS(NS.ds, 'Signature')).some(({ parentNode }) => parentNode !== root)

async function endSessions(uscita: Uscita | null, ip: string | null): Promise<Partenza | null> {
  if (!uscita) return null
  const { id, nameId, idp, risposta, relayState } = uscita
  const sessioni = await closeSessioniOf(idp.entityId, nameId)
  await recordRead(
    { ...SISTEMA, porta: 'accesso', ip },
    { azione: 'accesso.chiuso_dal_gestore', soggettoTipo: 'gestore', soggettoId: idp.entityId, dati: { sessioni } },
  )
  const self = sp(idp.federazione)
  const { binding, location } = risposta
  const xml = logoutResponse(self, id, location, await databaseNow())
  return signPartenza({ binding, destination: location, xml, element: 'LogoutResponse', relayState }, self)
}
