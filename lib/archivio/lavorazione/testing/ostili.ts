/** Files that want to hurt, or were hurt. */
import { crc32, deflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'

/** A PDF of `n` pages that all look alike, as small as it can be. */
export const pdfDi = (n: number): Buffer =>
  pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${n}/Kids[${Array.from({ length: n }, (_, i) => `${i + 3} 0 R`).join(' ')}]>>`,
    ...Array.from({ length: n }, () => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>'),
  ])

/** A PDF of one page, so wide and so high, in points: 72 to the inch. */
export const pdfLargo = (pt: number): Buffer =>
  pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${pt} ${pt}]>>`,
  ])

/** A PDF of one A4 page with a picture that says it has `side` × `side` pixels, and holds almost none. */
export function pdfConFigura(side: number): Buffer {
  const stream = (head: string, data: string) => `<<${head}/Length ${data.length}>>stream\n${data}\nendstream`
  const empty = deflateSync(Buffer.alloc(1 << 16)).toString('latin1')
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>',
    stream('', 'q 595 0 0 842 0 0 cm /F Do Q'),
    stream(
      `/Type/XObject/Subtype/Image/Width ${side}/Height ${side}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`,
      empty,
    ),
  ])
}

/** A JPEG whose header says `side` × `side` pixels. @param jpeg a good one */
export function jpegDi(jpeg: Buffer, side: number): Buffer {
  const out = Buffer.from(jpeg)
  const sof = out.indexOf(Buffer.from([0xff, 0xc0]))
  out.writeUInt16BE(side, sof + 5)
  out.writeUInt16BE(side, sof + 7)
  return out
}

function pdfOf(objects: readonly string[]): Buffer {
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = body.length
    body += `${i + 1} 0 obj${object}endobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  return Buffer.from(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`,
    'latin1',
  )
}

export async function pdfConPassword(): Promise<Buffer> {
  const pdf = new PDFDocument({ userPassword: 'segreta', pdfVersion: '1.7' })
  const ended = Array.fromAsync(pdf as unknown as AsyncIterable<Buffer>)
  pdf.text('chiuso')
  pdf.end()
  return Buffer.concat(await ended)
}

/** A few hundred bytes that unpack into `side` × `side` pixels. */
export function pngDi(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data])
    const out = Buffer.alloc(named.length + 8)
    out.writeUInt32BE(data.length, 0)
    named.copy(out, 4)
    out.writeUInt32BE(crc32(named), named.length + 4)
    return out
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8) // one bit a pixel, grey
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1 << 20))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A TIFF whose header says `side` × `side` pixels of fax, and that holds almost none. */
export function tiffDi(side: number): Buffer {
  const tags: [tag: number, type: number, value: number][] = [
    [256, 4, side],
    [257, 4, side],
    [258, 3, 1],
    [259, 3, 4],
    [262, 3, 0],
    [273, 4, 8],
    [277, 3, 1],
    [278, 4, side],
    [279, 4, 8],
  ]
  const out = Buffer.alloc(16 + 2 + tags.length * 12 + 4)
  out.write('II*\0', 0, 'latin1')
  out.writeUInt32LE(16, 4)
  out.writeUInt16LE(tags.length, 16)
  for (const [i, [tag, type, value]] of tags.entries()) {
    const at = 18 + i * 12
    out.writeUInt16LE(tag, at)
    out.writeUInt16LE(type, at + 2)
    out.writeUInt32LE(1, at + 4)
    out.writeUInt32LE(value, at + 8)
  }
  return out
}
