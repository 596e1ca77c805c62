import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { inspectFile } from './inspect'
import { checkNome, checkPeso, formatTipi, LIMITI_RISPOSTA, tipiDelNome } from './rules-file'

const fixture = (name: string) => readFileSync(new URL(`./testing/fixtures/${name}`, import.meta.url))
const TIPI = ['pdf', 'p7m', 'jpg', 'png'] as const
const inspect = (nome: string, bytes: Buffer | string) => inspectFile(nome, Buffer.from(bytes as string), TIPI)
const motivo = (nome: string, bytes: Buffer | string) => {
  const esame = inspect(nome, bytes)
  return esame.ok ? null : esame.motivo
}

const pdf = fixture('prova.pdf')
const jpg = fixture('foto.jpg')

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
function makePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(Math.min(height, 10) * (Math.min(width, 10) + 1)))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}
/** A small PDF made of these objects; a stream object carries its data. */
function makePdf(...objects: (string | { dictionary: string; data: Buffer })[]): Buffer {
  const parts = objects.map((object, n) =>
    typeof object === 'string'
      ? Buffer.from(`${n + 1} 0 obj\n${object}\nendobj\n`, 'latin1')
      : Buffer.concat([
          Buffer.from(`${n + 1} 0 obj\n<<${object.dictionary}/Length ${object.data.length}>>\nstream\n`, 'latin1'),
          object.data,
          Buffer.from('\nendstream\nendobj\n'),
        ]),
  )
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...parts,
    Buffer.from('trailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n'),
  ])
}
const CATALOG = '<</Type/Catalog/Pages 2 0 R>>'

describe('S40: what is taken', () => {
  test.each([
    ['schema.pdf', pdf, 'application/pdf'],
    ['Foto dal telefono.JPEG', jpg, 'image/jpeg'],
    ['foto.jpg', fixture('progressiva.jpg'), 'image/jpeg'],
    ['pianta.png', makePng(10, 10), 'image/png'],
    ['istanza.pdf.p7m', fixture('der.pdf.p7m'), 'application/pkcs7-mime'],
    ['istanza.p7m', fixture('der.pdf.p7m'), 'application/pkcs7-mime'],
    ['istanza.pdf.p7m', fixture('ber.pdf.p7m'), 'application/pkcs7-mime'],
    ['istanza.pdf.p7m.p7m', fixture('doppia.pdf.p7m.p7m'), 'application/pkcs7-mime'],
  ])('%s', (nome, bytes, mime) => {
    expect(checkNome(nome, TIPI)).toBeNull()
    expect(inspect(nome, bytes)).toMatchObject({ ok: true, mime })
  })

  test('a photo with what a phone appends after the picture', () => {
    expect(motivo('foto.jpg', Buffer.concat([jpg, Buffer.from('anteprima del telefono')]))).toBeNull()
  })
  test('a PDF with an object stream and compressed data that happen to contain /JS', () => {
    const objects = deflateSync(Buffer.from('3 0 <</Type/Page/Parent 2 0 R>>'))
    const image = { dictionary: '/Type/XObject/Filter/DCTDecode', data: Buffer.from('\x00\x01/JS \x02', 'latin1') }
    const clean = { dictionary: '/Type/ObjStm/N 1/First 4/Filter/FlateDecode', data: objects }
    expect(motivo('a.pdf', makePdf(CATALOG, image, clean))).toBeNull()
  })
})

describe('S40: content and name must agree', () => {
  test.each([
    ['a.pdf', jpg, /il contenuto è un altro \(JPG\)/],
    ['a.jpg', pdf, /il contenuto è un altro \(PDF\)/],
    ['a.pdf.p7m', pdf, /il contenuto è un altro \(PDF\)/],
    ['a.jpg.p7m', fixture('der.pdf.p7m'), /Il nome dice .jpg/],
    ['a.pdf.p7m.p7m', fixture('der.pdf.p7m'), /Il nome dice .p7m/],
    ['fattura.pdf', Buffer.from('MZ\x90\x00 programma'), /Il contenuto non corrisponde/],
    ['fattura.pdf', Buffer.from('\x7fELF programma'), /Il contenuto non corrisponde/],
    ['foto.png', Buffer.from('GIF89a=1;alert(1)'), /Il contenuto non corrisponde/],
    ['a.pdf', Buffer.from('PK\x03\x04[Content_Types].xml'), /Il contenuto non corrisponde/],
    ['a.pdf', Buffer.from('<html><script>'), /Il contenuto non corrisponde/],
    ['a.pdf', Buffer.alloc(0), /vuoto/],
  ])('%s: %s is refused', (nome, bytes, why) => {
    expect(motivo(nome, bytes)).toMatch(why)
  })

  test('the definition may take fewer kinds', () => {
    expect(checkNome('a.png', ['pdf'])).toBe('Il file deve essere un PDF')
    expect(formatTipi(TIPI)).toBe('PDF, PDF firmato (.p7m), JPG o PNG')
    expect(tipiDelNome('a.PDF.p7m')).toEqual(['p7m', 'pdf'])
  })
})

describe('S40: names', () => {
  test.each([
    ['a.exe', /Il file deve essere un PDF/],
    ['a.pdf.exe', /Il file deve essere un PDF/],
    ['a.pdf.', /Il file deve essere un PDF/],
    ['senza-estensione', /Il file deve essere un PDF/],
    ['archivio.zip', /Il file deve essere un PDF/],
    ['modulo.docm', /Il file deve essere un PDF/],
    ['a.exe.pdf', /«.exe»/],
    ['a.html .pdf', /«.html»/],
    ['a.js.pdf.p7m', /«.js»/],
    ['fattura\u202Efdp.exe.pdf', /caratteri nascosti/],
    ['a\u200B.pdf', /caratteri nascosti/],
    ['a\r\nSet-Cookie: x.pdf', /caratteri nascosti/],
    ['../../a.pdf', /barra/],
    ['c:\\a.pdf', /barra/],
    [`${'a'.repeat(180)}.pdf`, /troppo lungo/],
    ['   ', /non ha un nome/],
    [`a.pdf${'.p7m'.repeat(6)}`, /troppe firme/],
  ])('%j is refused', (nome, why) => {
    expect(checkNome(nome, TIPI)).toMatch(why)
  })
  test.each([
    'Domanda è (1) & prova+x.pdf',
    'www.ditta.com.pdf',
    'carta d’identità “Rossi”.jpg',
    '図面.png',
    'v1.2.pdf',
  ])('%s is taken', (nome) => {
    expect(checkNome(nome, TIPI)).toBeNull()
  })
  test('sizes stand on the edge', () => {
    expect(checkPeso(20_000_000, LIMITI_RISPOSTA)).toBeNull()
    expect(checkPeso(34_000_000, LIMITI_RISPOSTA)).toBe('Il file deve pesare meno di 20 MB. Questo pesa 34 MB')
    expect(checkPeso(20_000_001, LIMITI_RISPOSTA)).toMatch(/meno di 20 MB/)
    expect(checkPeso(0, LIMITI_RISPOSTA)).toMatch(/vuoto/)
  })
})

describe('S40: truncated files', () => {
  test.each([
    ['a.pdf', pdf.subarray(0, pdf.length - 40), /incompleto/],
    ['a.jpg', jpg.subarray(0, jpg.length - 2), /incompleta/],
    ['a.jpg', fixture('progressiva.jpg').subarray(0, 400), /incompleta/],
    ['a.png', makePng(10, 10).subarray(0, 50), /incompleta/],
    ['a.pdf.p7m', fixture('der.pdf.p7m').subarray(0, 2000), /non corrisponde/],
    ['a.pdf.p7m', fixture('ber.pdf.p7m').subarray(0, 2000), /non corrisponde/],
    ['a.pdf.p7m', Buffer.concat([fixture('der.pdf.p7m'), Buffer.from('MZ')]), /non corrisponde/],
  ])('%s is refused', (nome, bytes, why) => {
    expect(motivo(nome, bytes)).toMatch(why)
  })
  test('a changed byte in a PNG is noticed', () => {
    const png = makePng(10, 10)
    png.writeUInt8(png.readUInt8(45) ^ 1, 45)
    expect(motivo('a.png', png)).toMatch(/danneggiata/)
  })
})

describe('S40: a second active format', () => {
  const html = Buffer.from('<html><script>alert(1)</script></html>')
  const zip = Buffer.from('PK\x03\x04 contenuto PK\x05\x06', 'latin1')
  test.each([
    ['PDF then HTML', 'a.pdf', Buffer.concat([pdf, html]), /dopo la fine/],
    [
      'PDF with HTML in a comment',
      'a.pdf',
      Buffer.from(pdf.toString('latin1').replace('\n', '\n%<HTML><body>\n'), 'latin1'),
      /secondo formato/,
    ],
    [
      'PDF with a script far inside',
      'a.pdf',
      makePdf(CATALOG, { dictionary: '', data: Buffer.concat([Buffer.alloc(9000, 'x'), html]) }),
      /secondo formato/,
    ],
    ['PDF then ZIP', 'a.pdf', Buffer.concat([pdf, zip, Buffer.from('\n%%EOF')]), /secondo formato/],
    ['HTML then PDF', 'a.pdf', Buffer.concat([html, pdf]), /non corrisponde/],
    ['JPG then ZIP', 'a.jpg', Buffer.concat([jpg, zip]), /secondo formato/],
    ['JPG then HTML', 'a.jpg', Buffer.concat([jpg, html]), /secondo formato/],
    [
      'JPG that is also a script',
      'a.jpg',
      Buffer.concat([
        Buffer.from('\xff\xd8\xff\xe0/*JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'),
        Buffer.alloc(0x2f2a - 16),
        jpg.subarray(2),
      ]),
      /altri dati nascosti/,
    ],
    ['PNG then anything', 'a.png', Buffer.concat([makePng(10, 10), zip]), /altri dati nascosti/],
  ])('%s is refused', (_name, nome, bytes, why) => {
    expect(motivo(nome, bytes)).toMatch(why)
  })
})

describe('S40: a PDF that acts', () => {
  const action = '<</S/JavaScript/JS(app.alert\\(1\\))>>'
  const packed = (data: string, dictionary = '/Type/ObjStm/N 1/First 4/Filter/FlateDecode') =>
    makePdf(CATALOG, { dictionary, data: deflateSync(Buffer.from(`3 0 ${data}`)) })
  test.each([
    ['JavaScript', makePdf(CATALOG, action), /programmi \(JavaScript\)/],
    ['JavaScript spelt with codes', makePdf(CATALOG, '<</S/J#61va#53cript/#4aS(x)>>'), /programmi \(JavaScript\)/],
    ['a script key alone', makePdf(CATALOG, '<</S/Rendition/JS(x)>>'), /programmi \(JavaScript\)/],
    ['JavaScript in an object stream', packed(action), /programmi \(JavaScript\)/],
    [
      '… that does not call itself one',
      packed(action, '/Type/XYZ/N 1/F#69rst 4/Filter[/Fl]'),
      /programmi \(JavaScript\)/,
    ],
    [
      '… in data that hold the end mark',
      makePdf(CATALOG, {
        dictionary: '/Type/ObjStm/N 1/First 4/Filter/FlateDecode',
        data: deflateSync(Buffer.from(`3 0 (endstream)${action}`), { level: 0 }),
      }),
      /programmi \(JavaScript\)/,
    ],
    [
      '… packed in another way',
      packed(action, '/Type/ObjStm/N 1/First 4/Filter[/ASCIIHexDecode/FlateDecode]'),
      /non possiamo controllare/,
    ],
    [
      '… that does not unpack',
      makePdf(CATALOG, { dictionary: '/Type/ObjStm/N 1/First 4/Filter/FlateDecode', data: Buffer.from('xxxxxxxx') }),
      /non possiamo controllare/,
    ],
    [
      '… that unpacks to hundreds of megabytes',
      makePdf(CATALOG, {
        dictionary: '/Type/ObjStm/N 1/First 4/Filter/FlateDecode',
        data: deflateSync(Buffer.alloc(300 << 20)),
      }),
      /non possiamo controllare/,
    ],
    ['Launch', makePdf(CATALOG, '<</S/Launch/F(cmd.exe)>>'), /avviano programmi/],
    ['embedded files', makePdf(CATALOG, '<</Names<</EmbeddedFiles 4 0 R>>>>'), /altri file/],
    ['XFA', makePdf(CATALOG, '<</AcroForm<</XFA 4 0 R>>>>'), /XFA/],
    ['a password', makePdf(CATALOG, '<</Encrypt 5 0 R>>'), /password/],
  ])('%s is refused', (_name, bytes, why) => {
    expect(motivo('a.pdf', bytes)).toMatch(why)
  })

  test('S43: also inside a signed envelope', () => {
    const der = (tag: number, ...parts: Buffer[]): Buffer => {
      const body = Buffer.concat(parts)
      const length = Buffer.alloc(3)
      length.writeUInt8(0x82, 0)
      length.writeUInt16BE(body.length, 1)
      return Buffer.concat([Buffer.from([tag]), length, body])
    }
    const oid = (last: number) => der(0x06, Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, last]))
    const sign = (content: Buffer) =>
      der(
        0x30,
        oid(2),
        der(
          0xa0,
          der(
            0x30,
            der(0x02, Buffer.from([1])),
            der(0x31),
            der(0x30, oid(1), der(0xa0, der(0x04, content))),
            der(0x31),
          ),
        ),
      )
    expect(motivo('a.pdf.p7m', sign(pdf))).toBeNull()
    expect(motivo('a.pdf.p7m', sign(makePdf(CATALOG, action)))).toMatch(/JavaScript/)
    expect(motivo('a.p7m', sign(Buffer.from('MZ programma')))).toMatch(/Il documento firmato non è tra quelli ammessi/)
    expect(motivo('a.p7m', sign(Buffer.alloc(0)))).toMatch(/vuoto/)
    let nested: Buffer = pdf
    for (let n = 1; n <= 6; n += 1) {
      nested = sign(nested)
      expect(motivo('a.p7m', nested)).toEqual(n <= 5 ? null : expect.stringMatching(/troppe firme/))
    }
    let deep: Buffer = Buffer.from([0x05, 0x00])
    for (let n = 0; n < 1000; n += 1) deep = der(0x30, deep)
    expect(motivo('a.p7m', deep)).toMatch(/non corrisponde/)
    expect(motivo('a.p7m', Buffer.alloc(100_000, Buffer.from([0x30, 0x80])))).toMatch(/non corrisponde/)
  })

  test('S43: a signature without its document is sent back with what to do', () => {
    expect(motivo('a.p7m', fixture('staccata.p7m'))).toMatch(/La firma non contiene il documento/)
  })
})

test('S42: a picture above 50 megapixels is refused, at the edge', () => {
  expect(motivo('a.png', makePng(10_000, 5_000))).toBeNull()
  expect(motivo('a.png', makePng(10_000, 5_001))).toMatch(/50 megapixel/)
  const large = Buffer.from(jpg)
  const frame = large.indexOf(Buffer.from([0xff, 0xc0]))
  large.writeUInt16BE(60_000, frame + 5)
  large.writeUInt16BE(60_000, frame + 7)
  expect(motivo('a.jpg', large)).toMatch(/50 megapixel/)
})

test('S44: the antivirus test file is refused, alone and inside a paper', () => {
  const eicar = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'}!$H+H*`
  expect(motivo('a.pdf', eicar)).toMatch(/contiene un virus/)
  expect(motivo('a.pdf', makePdf(CATALOG, { dictionary: '', data: Buffer.from(eicar) }))).toMatch(/contiene un virus/)
})
