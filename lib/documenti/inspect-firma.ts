/**
 * Opens the envelope of a signed file (.p7m: CMS SignedData in DER or BER) as far as the document inside. It does not
 * judge the signature: it finds what was signed, so that it can be looked at like any other file.
 * @see RFC 5652 §3, §5.1; X.690
 */
const SIGNED_DATA = Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02])
const MAX_DEPTH = 12
const MAX_PIECES = 100_000

class Malformed extends Error {}

type Element = { tag: number; constructed: boolean; start: number; end: number; next: number }

/** Reads one element; an indefinite length is followed to its end mark. */
function read(bytes: Buffer, at: number, limit: number, depth: number): Element {
  if (depth > MAX_DEPTH || at + 2 > limit) throw new Malformed()
  const tag = bytes.readUInt8(at)
  if ((tag & 0x1f) === 0x1f) throw new Malformed() // no long tags in CMS
  const constructed = (tag & 0x20) !== 0
  const first = bytes.readUInt8(at + 1)
  if (first === 0x80) {
    if (!constructed) throw new Malformed()
    let inner = at + 2
    for (;;) {
      if (inner + 2 > limit) throw new Malformed()
      if (bytes.readUInt16BE(inner) === 0) return { tag, constructed, start: at + 2, end: inner, next: inner + 2 }
      inner = read(bytes, inner, limit, depth + 1).next
    }
  }
  const extra = first & 0x80 ? first & 0x7f : 0
  if (extra > 6 || at + 2 + extra > limit) throw new Malformed()
  const length = extra === 0 ? first : bytes.readUIntBE(at + 2, extra)
  const start = at + 2 + extra
  const end = start + length
  if (end > limit) throw new Malformed()
  return { tag, constructed, start, end, next: end }
}

/** Joins the pieces of an OCTET STRING, which BER may cut up. */
function octets(bytes: Buffer, element: Element, depth: number): Buffer {
  if (!element.constructed) return bytes.subarray(element.start, element.end)
  const parts: Buffer[] = []
  for (let at = element.start; at < element.end; ) {
    const part = read(bytes, at, element.end, depth)
    if ((part.tag & 0x1f) !== 0x04 || parts.length > MAX_PIECES) throw new Malformed()
    parts.push(octets(bytes, part, depth + 1))
    at = part.next
  }
  return Buffer.concat(parts)
}

export type Busta = { genere: 'contenuto'; contenuto: Buffer } | { genere: 'staccata' } | { genere: 'non_valida' }

/** @returns the document in the envelope; `staccata` when only the signature is there */
export function openBusta(bytes: Buffer): Busta {
  try {
    const root = read(bytes, 0, bytes.length, 0)
    if (root.tag !== 0x30 || root.next !== bytes.length) return { genere: 'non_valida' }
    const type = read(bytes, root.start, root.end, 1)
    if (type.tag !== 0x06 || !bytes.subarray(type.start, type.end).equals(SIGNED_DATA)) return { genere: 'non_valida' }
    const wrapper = read(bytes, type.next, root.end, 1)
    if (wrapper.tag !== 0xa0) return { genere: 'non_valida' }
    const signed = read(bytes, wrapper.start, wrapper.end, 2)
    const version = read(bytes, signed.start, signed.end, 3)
    const digests = read(bytes, version.next, signed.end, 3)
    const content = read(bytes, digests.next, signed.end, 3)
    if (signed.tag !== 0x30 || version.tag !== 0x02 || digests.tag !== 0x31 || content.tag !== 0x30)
      return { genere: 'non_valida' }
    const contentType = read(bytes, content.start, content.end, 4)
    if (contentType.tag !== 0x06) return { genere: 'non_valida' }
    if (contentType.next >= content.end) return { genere: 'staccata' }
    const explicit = read(bytes, contentType.next, content.end, 4)
    if (explicit.tag !== 0xa0) return { genere: 'non_valida' }
    const octetString = read(bytes, explicit.start, explicit.end, 5)
    if ((octetString.tag & 0x1f) !== 0x04) return { genere: 'non_valida' }
    return { genere: 'contenuto', contenuto: octets(bytes, octetString, 6) }
  } catch (error) {
    if (error instanceof Malformed || error instanceof RangeError) return { genere: 'non_valida' }
    throw error
  }
}
