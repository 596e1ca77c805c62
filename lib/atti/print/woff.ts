/** WOFF 1.0 unpacked once: a reader that asks for one glyph at a time would inflate the whole table for each. */
import { inflateSync } from 'node:zlib'

const HEADER = 44
const ENTRY = 20
const pad4 = (length: number) => (length + 3) & ~3

/**
 * @returns the same font as TrueType
 * @throws when it is not WOFF 1.0
 * @see https://www.w3.org/TR/WOFF/ §3–5
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('Not a WOFF font')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, i) => {
    const at = HEADER + i * ENTRY
    const [offset, packed, length] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)]
    const body = woff.subarray(offset, offset + packed)
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.subarray(at + 16, at + 20),
      body: packed < length ? inflateSync(body) : body,
    }
  })
  const power = 2 ** Math.floor(Math.log2(count))
  const head = Buffer.alloc(12 + 16 * count)
  woff.copy(head, 0, 4, 8) // flavour
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(power * 16, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((count - power) * 16, 10)
  let offset = head.length
  const bodies = tables.map(({ tag, checksum, body }, i) => {
    tag.copy(head, 12 + 16 * i)
    checksum.copy(head, 16 + 16 * i)
    head.writeUInt32BE(offset, 20 + 16 * i)
    head.writeUInt32BE(body.length, 24 + 16 * i)
    offset += pad4(body.length)
    return Buffer.concat([body, Buffer.alloc(pad4(body.length) - body.length)])
  })
  return Buffer.concat([head, ...bodies])
}
