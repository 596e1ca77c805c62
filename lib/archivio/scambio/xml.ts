/** XML as text, a piece at a time: a fonds has more units than a tree in memory should hold. */

/** A piece of XML that is already written. */
export class Xml {
  constructor(readonly text: string) {}
}
type Child = Xml | string | number | null | undefined | false | readonly Child[]
type Attributes = Record<string, string | number | null | undefined>

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** XML 1.0 § 2.2: what is no character of a document, lone halves of a pair among them. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

export const escapeXml = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char)

const isNothing = (child: Child): boolean =>
  child === null ||
  child === undefined ||
  child === false ||
  child === '' ||
  (Array.isArray(child) && child.every(isNothing))

const write = (child: Child): string =>
  isNothing(child)
    ? ''
    : child instanceof Xml
      ? child.text
      : Array.isArray(child)
        ? child.map(write).join('')
        : escapeXml(String(child))

const opening = (name: string, attributes: Attributes): string =>
  name +
  Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')

/** An element with what is in it. */
export const el = (name: string, attributes: Attributes, ...children: Child[]): Xml =>
  new Xml(
    isNothing(children)
      ? `<${opening(name, attributes)}/>`
      : `<${opening(name, attributes)}>${write(children)}</${name}>`,
  )

/** The same, or nothing at all when there is nothing in it. */
export const elIf = (name: string, attributes: Attributes, ...children: Child[]): Xml | null =>
  isNothing(children) ? null : el(name, attributes, ...children)

/** The two ends of an element whose inside comes later. */
export const open = (name: string, attributes: Attributes = {}): string => `<${opening(name, attributes)}>`
export const close = (name: string): string => `</${name}>`

export const DICHIARAZIONE = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** Texts as a body that comes as it is read. What fails ends the connection: half a file is no file. */
export function streamOf(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
