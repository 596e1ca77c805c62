/** Single logout begun by the portal (spid.md §8). Our own session is over before the provider is told. */
import 'server-only'
import type { Element } from '@xmldom/xmldom'
import { and, eq } from 'drizzle-orm'
import { accessiSpid, sessioni } from '@/drizzle/schema/soggetti'
import { isLogoutToken, logoutToken } from '@/lib/auth/token'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { findIdp, type Idp } from './idp'
import { type Partenza, signPartenza } from './partenza'
import { newId } from './request'
import { parseInstant, STATUS_SUCCESS } from './rules-risposta'
import { hasOtherSignatures, isSignedBy, parts, rootOf, WINDOW_MS } from './slo'
import { sp } from './sp'
import { signedBytes } from './verify'
import { escapeXml, FORMAT_ENTITY, FORMAT_TRANSIENT, NS, only, textOf } from './xml'

export type Uscita = { idp: Idp; nameId: string; sessionIndex: string | null }

/** The provider that may still know the person, to be asked before the session ends. @returns null when none can be told */
export async function findUscita(sessioneHash: string): Promise<Uscita | null> {
  const [row] = await dbAs('accesso')
    .select({ idp: accessiSpid.idp, nameId: accessiSpid.nameId, sessionIndex: accessiSpid.sessionIndex })
    .from(sessioni)
    .innerJoin(accessiSpid, and(eq(accessiSpid.ente, sessioni.ente), eq(accessiSpid.id, sessioni.accessoId)))
    .where(and(eq(sessioni.ente, ENTE), eq(sessioni.tokenHash, sessioneHash)))
  const idp = row?.nameId ? await findIdp(row.idp) : null
  const answers = idp?.federazione === 'spid' && (idp.sloRedirect ?? idp.sloPost) // CIE answers no LogoutRequest
  return answers && row?.nameId ? { idp, nameId: row.nameId, sessionIndex: row.sessionIndex } : null
}

/**
 * The signed LogoutRequest, with the SessionIndex of the access if the provider gave one: without it, all the sessions of
 * that NameID are meant (SAML core § 3.7.1).
 *
 * @returns what takes the browser to the provider
 */
export async function openUscita({ idp, nameId, sessionIndex }: Uscita): Promise<Partenza> {
  const { entityId } = sp()
  const [binding, destination] = idp.sloRedirect
    ? ['redirect' as const, idp.sloRedirect]
    : ['post' as const, idp.sloPost]
  if (!destination) throw new Error('A provider with no SingleLogoutService')
  const id = newId()
  const xml =
    `<samlp:LogoutRequest xmlns:samlp="${NS.samlp}" xmlns:saml="${NS.saml}" ID="${id}" Version="2.0" ` +
    `IssueInstant="${(await databaseNow()).toISOString()}" Destination="${escapeXml(destination)}" ` +
    'Reason="urn:oasis:names:tc:SAML:2.0:logout:user">' +
    `<saml:Issuer Format="${FORMAT_ENTITY}" NameQualifier="${escapeXml(entityId)}">${escapeXml(entityId)}</saml:Issuer>` +
    `<saml:NameID Format="${FORMAT_TRANSIENT}" NameQualifier="${escapeXml(idp.entityId)}">${escapeXml(nameId)}</saml:NameID>` +
    (sessionIndex ? `<samlp:SessionIndex>${escapeXml(sessionIndex)}</samlp:SessionIndex>` : '') +
    '</samlp:LogoutRequest>'
  const relayState = logoutToken(id, idp.entityId)
  return signPartenza({ binding, destination, xml, element: 'LogoutRequest', relayState })
}

/** Whether the provider has closed its own session, or says that something of it is still open. */
export type EsitoUscita = 'chiuso' | 'aperto'

const PARTIAL = 'urn:oasis:names:tc:SAML:2.0:status:PartialLogout'

function esitoOf(response: Element): EsitoUscita {
  const code = only(only(response, NS.samlp, 'Status'), NS.samlp, 'StatusCode')
  const partial = only(code, NS.samlp, 'StatusCode')?.getAttribute('Value') === PARTIAL
  return code?.getAttribute('Value') === STATUS_SUCCESS && !partial ? 'chiuso' : 'aperto'
}

/** @returns null for anything but an answer to a logout that we began, of the provider asked, to us, now */
async function read(response: Element | null, idp: Idp | null, relayState: string | null): Promise<EsitoUscita | null> {
  if (!idp || response?.localName !== 'LogoutResponse' || response.namespaceURI !== NS.samlp) return null
  const at = parseInstant(response.getAttribute('IssueInstant'))
  if (!at || Math.abs((await databaseNow()).getTime() - at.getTime()) > WINDOW_MS) return null
  if (response.getAttribute('Destination') !== sp().sloUrl) return null
  if (!isLogoutToken(response.getAttribute('InResponseTo') ?? '', idp.entityId, relayState)) return null
  return esitoOf(response)
}

const issuerOf = async (root: Element | null): Promise<Idp | null> =>
  root && findIdp(textOf(only(root, NS.saml, 'Issuer')) ?? '')

/** @param query of the address as it came: HTTP-Redirect signs it @returns null when it is to be refused */
export async function receiveEsito(query: string): Promise<EsitoUscita | null> {
  let given: ReturnType<typeof parts> = null
  const root = rootOf(() => {
    given = parts(query, 'SAMLResponse')
    return given?.xml ?? null
  })
  const message = given as ReturnType<typeof parts>
  const idp = await issuerOf(root)
  return message && idp && isSignedBy(idp, message) ? read(root, idp, message.relayState) : null
}

/** The same, HTTP-POST: what is read are the bytes that the signature covers. */
export async function receiveEsitoPost(xml: string, relayState: string | null): Promise<EsitoUscita | null> {
  const received = rootOf(() => xml)
  const idp = await issuerOf(received)
  if (!received || !idp || hasOtherSignatures(received)) return null
  const bytes = signedBytes(xml, received, idp.certificati)
  const root = rootOf(() => bytes)
  return (await issuerOf(root))?.entityId === idp.entityId ? read(root, idp, relayState) : null
}
