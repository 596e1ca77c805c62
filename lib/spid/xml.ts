import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom'

export const NS = {
  samlp: 'urn:oasis:names:tc:SAML:2.0:protocol',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  md: 'urn:oasis:names:tc:SAML:2.0:metadata',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
} as const

/** Extensions of SPID, in metadata and requests. */
export const NS_SPID = 'https://spid.gov.it/saml-extensions'

export const BINDING = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const
export const FORMAT_ENTITY = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity'
export const FORMAT_TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'

/** S13: no message of the federation comes near these. */
export const MAX_MESSAGE_BYTES = 256 * 1024
const MAX_DEPTH = 40

export class XmlRefused extends Error {}

const isElement = (node: Node): node is Element => node.nodeType === 1

function assertShallow(root: Element): void {
  const stack: [Element, number][] = [[root, 1]]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [element, depth] = next
    if (depth > MAX_DEPTH) throw new XmlRefused('annidato oltre il limite')
    for (const child of childElements(element)) stack.push([child, depth + 1])
  }
}

/**
 * The one hardened reader of what comes from outside: no DTD, no entities of its own, well-formed, bounded.
 *
 * @throws XmlRefused with the reason; the text itself is never quoted
 */
export function parseXml(text: string, maxBytes = MAX_MESSAGE_BYTES): Document {
  if (Buffer.byteLength(text) > maxBytes) throw new XmlRefused('oltre la dimensione massima')
  if (/<!(?:DOCTYPE|ENTITY|ATTLIST|ELEMENT|NOTATION)/i.test(text)) throw new XmlRefused('contiene una DTD')
  let refusal: string | null = null
  const parser = new DOMParser({
    onError: (_level: string, message: string) => {
      refusal ??= message.slice(0, 80)
    },
  })
  let document: Document
  try {
    document = parser.parseFromString(text, 'text/xml')
  } catch {
    throw new XmlRefused('non è XML ben formato')
  }
  if (refusal || !document.documentElement) throw new XmlRefused('non è XML ben formato')
  if (document.doctype) throw new XmlRefused('contiene una DTD')
  assertShallow(document.documentElement)
  return document
}

export const childElements = (parent: Node): Element[] => Array.from(parent.childNodes).filter(isElement)

/** Direct children with this name; never a search through the tree, where an attacker may have put another. */
export const children = (parent: Node | null, ns: string, name: string): Element[] =>
  parent ? childElements(parent).filter((child) => child.namespaceURI === ns && child.localName === name) : []

/** The only direct child with this name. @returns null when there is none, or more than one */
export function only(parent: Node | null, ns: string, name: string): Element | null {
  const found = children(parent, ns, name)
  return found.length === 1 ? (found[0] as Element) : null
}

/** Every element with this name, at any depth. */
export const everywhere = (document: Document, ns: string, name: string): Element[] =>
  Array.from(document.getElementsByTagNameNS(ns, name))

/** @returns trimmed text; null when the element is missing or holds anything but text */
export function textOf(element: Element | null): string | null {
  if (!element) return null
  const nodes = Array.from(element.childNodes)
  return nodes.every((node) => node.nodeType === 3)
    ? nodes
        .map((node) => node.nodeValue ?? '')
        .join('')
        .trim()
    : null
}

export const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
