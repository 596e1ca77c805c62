import 'server-only'
import { X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { Element } from '@xmldom/xmldom'
import { env } from '@/lib/env'
import { demoMetadataFile } from './demo'
import { filesOf } from './idp-files'
import { FEDERAZIONI, type Federazione } from './rules-federazioni'
import { isLoopback } from './sp'
import { BINDING, children, NS, only, parseXml, textOf } from './xml'

export type Idp = {
  federazione: Federazione
  entityId: string
  nome: string
  /** SingleSignOnService of the Redirect binding */
  ssoRedirect: string | null
  /** the same of the POST binding, used by a provider that has no Redirect */
  ssoPost: string | null
  /** where a LogoutRequest of ours goes */
  sloRedirect: string | null
  sloPost: string | null
  /** where our answer to a LogoutRequest goes: Redirect when there is one */
  sloRisposta: { binding: 'redirect' | 'post'; location: string } | null
  /** PEM; any of them may verify (change-over) */
  certificati: string[]
  demo: boolean
}

export const MAX_REGISTRY_BYTES = 20 * 1024 * 1024 // the whole federation in one document
const RETRY_MS = 2_000

const locationOf = (services: Element[], binding: string): string | null =>
  services.find((service) => service.getAttribute('Binding') === binding)?.getAttribute('Location') ?? null

/** An answer has an address of its own when the provider says so (SAML metadata § 2.2.2). */
function rispostaOf(services: Element[]): Idp['sloRisposta'] {
  for (const binding of ['redirect', 'post'] as const) {
    const service = services.find((one) => one.getAttribute('Binding') === BINDING[binding])
    const location = service?.getAttribute('ResponseLocation') || service?.getAttribute('Location')
    if (location) return { binding, location }
  }
  return null
}

const certificatesOf = (role: Element): string[] =>
  children(role, NS.md, 'KeyDescriptor')
    .filter((key) => key.getAttribute('use') !== 'encryption')
    .flatMap((key) => Array.from(key.getElementsByTagNameNS(NS.ds, 'X509Certificate')))
    .map((certificate) => new X509Certificate(Buffer.from(textOf(certificate) ?? '', 'base64')).toString())

type Origine = { federazione?: Federazione; demo?: boolean }

function idpOf(entity: Element, { federazione = 'spid', demo = false }: Origine): Idp[] {
  const role = only(entity, NS.md, 'IDPSSODescriptor')
  const entityId = entity.getAttribute('entityID')
  if (!role || !entityId) return []
  const organization = only(entity, NS.md, 'Organization')
  const names = ['OrganizationDisplayName', 'OrganizationName'].flatMap((name) => children(organization, NS.md, name))
  const sso = children(role, NS.md, 'SingleSignOnService')
  const slo = children(role, NS.md, 'SingleLogoutService')
  const ssoRedirect = locationOf(sso, BINDING.redirect)
  const ssoPost = locationOf(sso, BINDING.post)
  const trusted = [entityId, ssoRedirect, ssoPost].every((url) => !url || !URL.canParse(url) || !isLoopback(url))
  if (!trusted && !isLoopback(env().BASE_URL)) return [] // spid.md §13
  return [
    {
      federazione,
      entityId,
      nome: textOf(names.find((name) => name.getAttribute('xml:lang') === 'it') ?? names[0] ?? null) || entityId,
      ssoRedirect,
      ssoPost,
      sloRedirect: locationOf(slo, BINDING.redirect),
      sloPost: locationOf(slo, BINDING.post),
      sloRisposta: rispostaOf(slo),
      certificati: certificatesOf(role),
      demo,
    },
  ]
}

/** @param xml one `EntityDescriptor`, or `EntitiesDescriptor` at any depth @throws XmlRefused, Error when it is neither */
export function parseIdpMetadata(xml: string, origine: Origine = {}): Idp[] {
  const root = parseXml(xml, MAX_REGISTRY_BYTES).documentElement
  const entities = (element: Element): Element[] =>
    element.localName === 'EntityDescriptor'
      ? [element]
      : [
          ...children(element, NS.md, 'EntityDescriptor'),
          ...children(element, NS.md, 'EntitiesDescriptor').flatMap(entities),
        ]
  if (root?.namespaceURI !== NS.md) throw new Error('Not SAML metadata')
  const found = entities(root).flatMap((entity) => idpOf(entity, origine))
  if (found.some(({ certificati }) => certificati.length === 0)) throw new Error('An IdP without certificates')
  return found
}

/** What a source said last: a refresh that fails, or yields nothing, keeps it. */
type Copy = { idps: Idp[]; stamp: string }
const copies = new Map<string, Copy>()

async function refresh(source: string, origine: Origine): Promise<Idp[]> {
  const kept = copies.get(source)
  try {
    const files = await filesOf(source)
    const stamps = await Promise.all(files.map(async (file) => `${file}:${(await stat(file)).mtimeMs}`))
    const stamp = stamps.join('|')
    if (kept?.stamp === stamp) return kept.idps
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
    const idps = texts.flatMap((text) => parseIdpMetadata(text, origine))
    if (idps.length === 0) throw new Error('no identity provider in it')
    copies.set(source, { idps, stamp })
    return idps
  } catch (error) {
    // The demo provider, and the worker for what comes from an address, write their file when they start: maybe after us.
    const awaited = (origine.demo || /^https?:/.test(source)) && (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (!awaited)
      console.warn(JSON.stringify({ avviso: 'metadata-idp', fonte: source, errore: (error as Error).message }))
    return kept?.idps ?? []
  }
}

let listed: { at: number; idps: Promise<Idp[]> } | undefined

/**
 * The identity providers we trust: what SPID_IDP_METADATA and CIE_IDP_METADATA name, and the demo ones while the portal's own address is
 * loopback. Looked at again every two seconds at most.
 */
export function listIdp(): Promise<Idp[]> {
  if (!listed || performance.now() - listed.at > RETRY_MS) {
    const { SPID_IDP_METADATA, CIE_IDP_METADATA, DEMO_IDP, DATA_DIR, BASE_URL } = env()
    const sources = [
      ...SPID_IDP_METADATA.map((source) => refresh(source, { federazione: 'spid' })),
      ...CIE_IDP_METADATA.map((source) => refresh(source, { federazione: 'cie' })),
    ]
    if (DEMO_IDP && isLoopback(BASE_URL))
      for (const federazione of FEDERAZIONI)
        sources.push(refresh(demoMetadataFile(DATA_DIR, federazione), { federazione, demo: true }))
    listed = {
      at: performance.now(),
      idps: Promise.all(sources).then((lists) => [...new Map(lists.flat().map((idp) => [idp.entityId, idp])).values()]),
    }
  }
  return listed.idps
}

export const findIdp = async (entityId: string): Promise<Idp | null> =>
  (await listIdp()).find((idp) => idp.entityId === entityId) ?? null
