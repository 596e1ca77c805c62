/** Files as scanners deliver them, small enough to be made by hand; and the ways in which they are broken. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** A PDF with so many empty pages. @param testo so that two are not the same */
export function makePdf(pagine: number, testo = '', trailer = ''): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${Array.from({ length: pagine }, (_, i) => `${i + 3} 0 R`).join(' ')}] /Count ${pagine} >>`,
    ...Array.from({ length: pagine }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>'),
  ]
  let pdf = `%PDF-1.4\n%${testo}\n`
  const offsets = objects.map((object, i) => {
    const at = pdf.length
    pdf += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = pdf.length
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  return Buffer.from(
    `${pdf}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF\n`,
    'latin1',
  )
}

/** A PDF whose page tree is in a compressed object stream, as programs of today write it. */
export function makePdfObjStm(pagine: number): Buffer {
  const inside = `1 0 2 40 ${' '.repeat(20)}<< /Type /Catalog /Pages 2 0 R >>     << /Type /Pages /Kids [] /Count ${pagine} >>`
  const data = deflateSync(Buffer.from(inside, 'latin1'))
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.5\n5 0 obj\n<< /Type /ObjStm /N 2 /First 20 /Filter /FlateDecode /Length ${data.length} >>\nstream\n`,
      'latin1',
    ),
    data,
    Buffer.from('\nendstream\nendobj\nstartxref\n0\n%%EOF\n', 'latin1'),
  ])
}

type PaginaTiff = { larghezza: number; altezza: number; anteprima?: boolean }

/** A little-endian TIFF, a byte of data a page. */
export function makeTiff(pagine: readonly PaginaTiff[], testo = ''): Buffer {
  const ENTRIES = 5
  const size = 2 + ENTRIES * 12 + 4
  const bytes = Buffer.alloc(8 + pagine.length * (size + 1))
  bytes.write('II*\0', 0, 'latin1')
  bytes.writeUInt32LE(8, 4)
  for (const [i, { larghezza, altezza, anteprima }] of pagine.entries()) {
    const at = 8 + i * (size + 1)
    bytes.writeUInt16LE(ENTRIES, at)
    const values = [
      [254, anteprima ? 1 : 0],
      [256, larghezza],
      [257, altezza],
      [273, at + size],
      [279, 1],
    ]
    for (const [n, [tag = 0, value = 0]] of values.entries()) {
      bytes.writeUInt16LE(tag, at + 2 + n * 12)
      bytes.writeUInt16LE(4, at + 4 + n * 12)
      bytes.writeUInt32LE(1, at + 6 + n * 12)
      bytes.writeUInt32LE(value, at + 10 + n * 12)
    }
    bytes.writeUInt32LE(i + 1 < pagine.length ? at + size + 1 : 0, at + size - 4)
  }
  return Buffer.concat([bytes, Buffer.from(testo)])
}

export const A4: PaginaTiff = { larghezza: 2480, altezza: 3508 }

/** The skeleton of a JPEG: header, frame, a scan of nothing. */
export function makeJpeg(larghezza: number, altezza: number, testo = 'x'): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(altezza, 5)
  frame.writeUInt16BE(larghezza, 7)
  const comment = Buffer.from(testo)
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, 0])
  head.writeUInt16BE(comment.length + 2, 4)
  return Buffer.concat([head, comment, frame, Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xff, 0xd9])])
}

type VoceZip = { data: Buffer; cifrato?: boolean; dichiarati?: number }

/** A ZIP. @param dichiarati what the directory says of the size of an entry, when it is to lie */
export function makeZip(files: Record<string, Buffer | VoceZip>): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [name, given] of Object.entries(files)) {
    const { data, cifrato = false, dichiarati }: VoceZip = Buffer.isBuffer(given) ? { data: given } : given
    const packed = deflateRawSync(data)
    const title = Buffer.from(name)
    const flags = 0x800 | (cifrato ? 1 : 0)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(dichiarati ?? data.length, 18)
    common.writeUInt16LE(title.length, 22)
    local.push(Buffer.from('PK\x03\x04', 'latin1'), common, title, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    central.push(Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), common, tail, title)
    at += 30 + title.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}

/** A new folder with these files, by their path in it. */
export async function makeCartella(files: Record<string, Buffer | string>): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'lotto-'))
  for (const [nome, data] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, nome)), { recursive: true })
    await writeFile(path.join(root, nome), data)
  }
  return root
}

/** Rows of an index, by the heads of its columns. */
export function makeIndice(rows: readonly Record<string, string | number>[]): string {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return [heads, ...rows.map((row) => heads.map((head) => String(row[head] ?? '')))]
    .map((cells) => cells.map((cell) => (cell.includes(';') ? `"${cell}"` : cell)).join(';'))
    .join('\r\n')
}
