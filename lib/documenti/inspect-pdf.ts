/**
 * Looks for what makes a PDF more than paper: programs, files inside, a second format hidden in it, a password.
 * It never renders. Names are read as a viewer reads them (`#4A` for a letter); object streams are opened, because
 * actions hide there.
 */
import { inflateSync, constants as zlib } from 'node:zlib'

/** Names that make a PDF act. Long enough not to occur by chance in compressed data. */
const ATTIVI: Record<string, string> = {
  JavaScript: 'programmi (JavaScript)',
  Launch: 'comandi che avviano programmi',
  EmbeddedFile: 'altri file al suo interno',
  EmbeddedFiles: 'altri file al suo interno',
  RichMedia: 'contenuti interattivi',
}
/** Unpacked object streams of one file: far above a real one, far below what could hurt. */
const MAX_UNPACKED = 64 * 1024 * 1024
const MAX_DICTIONARY = 64 * 1024

const STAMPALO = 'Stampalo in PDF e carica la copia'
const NON_CONTROLLABILE = `Il PDF ha una struttura che non possiamo controllare. ${STAMPALO}`

const isNameEnd = (byte: number) => byte <= 0x20 || '()<>[]{}/%'.includes(String.fromCharCode(byte))

/** Names written in `bytes` that are among `wanted`, however they are spelt. */
function namesIn(bytes: Buffer, wanted: ReadonlySet<string>): Set<string> {
  const found = new Set<string>()
  for (let at = bytes.indexOf(0x2f); at !== -1; at = bytes.indexOf(0x2f, at + 1)) {
    let end = at + 1
    while (end < bytes.length && end - at < 64 && !isNameEnd(bytes.readUInt8(end))) end += 1
    const name = bytes
      .toString('latin1', at + 1, end)
      .replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    if (wanted.has(name)) found.add(name)
  }
  return found
}

const SEARCHED = new Set([...Object.keys(ATTIVI), 'Encrypt'])
/** Short names: looked for only where they are syntax, not in compressed data. */
const IN_OBJECTS = new Set(['JS', 'XFA', 'GoToE'])
const STREAM_KEYS = new Set(['ObjStm', 'First', 'FlateDecode', 'Fl', 'Filter', 'F', 'DecodeParms', 'DP'])

type Stream = { dictionary: Buffer; start: number }

/** Streams of the file: the dictionary before the keyword, and where the data begin. */
function* streamsIn(pdf: Buffer): Generator<Stream> {
  for (let at = pdf.indexOf('stream'); at !== -1; at = pdf.indexOf('stream', at + 6)) {
    if (pdf.toString('latin1', Math.max(0, at - 3), at) === 'end') continue
    let start = at + 6
    if (pdf[start] === 0x0d) start += 1
    if (pdf[start] === 0x0a) start += 1
    if (start === at + 6) continue
    const before = pdf.subarray(Math.max(0, at - MAX_DICTIONARY), at)
    const object = before.lastIndexOf('obj')
    yield { dictionary: before.subarray(object === -1 ? 0 : object), start }
  }
}

/** @returns the unpacked data; null when it cannot be unpacked within `limit` */
function unpack(data: Buffer, limit: number): Buffer | null {
  try {
    return inflateSync(data, { maxOutputLength: limit, finishFlush: zlib.Z_SYNC_FLUSH })
  } catch {
    return null // damaged or larger than the limit: the caller refuses the file
  }
}

/** The bytes outside streams, joined: objects, trailers, tables. */
function outsideStreams(pdf: Buffer): Buffer {
  const parts: Buffer[] = []
  let from = 0
  for (const { start } of streamsIn(pdf)) {
    if (start < from) continue
    parts.push(pdf.subarray(from, start))
    const end = pdf.indexOf('endstream', start)
    from = end === -1 ? pdf.length : end
  }
  parts.push(pdf.subarray(from))
  return Buffer.concat(parts)
}

/** What of a PDF is objects, not contents: outside streams, then each object stream that unpacks. Of a file already inspected. */
export function* pdfObjects(pdf: Buffer): Generator<Buffer> {
  yield outsideStreams(pdf)
  let unpacked = 0
  for (const { dictionary, start } of streamsIn(pdf)) {
    if (!namesIn(dictionary, STREAM_KEYS).has('ObjStm')) continue
    const objects = unpack(pdf.subarray(start), MAX_UNPACKED - unpacked)
    if (!objects) continue
    unpacked += objects.length
    yield objects
  }
}

function refusalOf(names: Set<string>): string | null {
  if (names.has('Encrypt')) return 'Il PDF è protetto da password. Salvane una copia senza password e carica quella'
  for (const name of names) if (ATTIVI[name]) return `Il PDF contiene ${ATTIVI[name]}. ${STAMPALO}`
  if (names.has('JS')) return `Il PDF contiene ${ATTIVI.JavaScript}. ${STAMPALO}`
  if (names.has('XFA')) return `Il PDF è un modulo interattivo (XFA). ${STAMPALO}`
  if (names.has('GoToE')) return `Il PDF contiene ${ATTIVI.EmbeddedFiles}. ${STAMPALO}`
  return null
}

/** @returns why the PDF is not taken, in Italian, or null */
export function inspectPdf(pdf: Buffer): string | null {
  if (!/^%PDF-[12]\.\d/.test(pdf.toString('latin1', 0, 8)))
    return 'Il file non è un PDF valido. Esportalo di nuovo e caricalo'
  const end = pdf.lastIndexOf('%%EOF')
  if (end === -1 || pdf.lastIndexOf('startxref') === -1) return 'Il PDF è incompleto. Esportalo di nuovo e caricalo'
  const after = pdf.toString('latin1', end + 5)
  if (/[^\0\s]/.test(after)) return `Il PDF ha dati nascosti dopo la fine. ${STAMPALO}`

  const direct = refusalOf(namesIn(pdf, SEARCHED)) ?? refusalOf(namesIn(outsideStreams(pdf), IN_OBJECTS))
  if (direct) return direct

  let unpacked = 0
  for (const { dictionary, start } of streamsIn(pdf)) {
    const keys = namesIn(dictionary, STREAM_KEYS)
    if (!keys.has('ObjStm') && !keys.has('First')) continue
    const filtered = keys.has('Filter') || keys.has('F')
    const flate = keys.has('FlateDecode') || keys.has('Fl')
    const filters = namesIn(dictionary, OTHER_FILTERS).size
    if (keys.has('DecodeParms') || keys.has('DP') || filters > 0 || (filtered && !flate)) return NON_CONTROLLABILE
    // Not filtered: the whole-file search above has already seen it, but for the short names.
    const objects = filtered
      ? unpack(pdf.subarray(start), MAX_UNPACKED - unpacked)
      : pdf.subarray(start, pdf.indexOf('endstream', start))
    if (!objects) return NON_CONTROLLABILE
    unpacked += objects.length
    const hidden = refusalOf(namesIn(objects, new Set([...SEARCHED, ...IN_OBJECTS])))
    if (hidden) return hidden
  }
  return null
}

const OTHER_FILTERS = new Set([
  'ASCIIHexDecode',
  'AHx',
  'ASCII85Decode',
  'A85',
  'LZWDecode',
  'LZW',
  'RunLengthDecode',
  'RL',
  'Crypt',
  'DCTDecode',
])
