/** Tables as people bring them: text of any encoding and separator, spreadsheets that are archives of files. */

export const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((one, i) => bytes[i] === one)

/**
 * What an archive says it holds, from its central directory, before anything is unpacked (S41).
 * @returns null when it is no readable archive
 */
export function inspectZip(bytes: Uint8Array): { entries: string[]; unpacked: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = -1
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) {
      end = at
      break
    }
  if (end < 0) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries: string[] = []
  let unpacked = 0
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null
    unpacked += view.getUint32(at + 24, true)
    const name = view.getUint16(at + 28, true)
    entries.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)))
    at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return { entries, unpacked }
}

/** Text of unknown encoding: UTF-16 and UTF-8 by their marks or their validity, else as Windows writes it. */
export function decode(bytes: Uint8Array): { testo: string; codifica: string } {
  const as = (label: string, codifica: string) => ({ testo: new TextDecoder(label).decode(bytes), codifica })
  if (startsWith(bytes, [0xff, 0xfe])) return as('utf-16le', 'UTF-16')
  if (startsWith(bytes, [0xfe, 0xff])) return as('utf-16be', 'UTF-16')
  try {
    // takes the mark away too
    return { testo: new TextDecoder('utf-8', { fatal: true }).decode(bytes), codifica: 'UTF-8' }
  } catch {
    return as('windows-1252', 'Windows-1252')
  }
}

/** The sign that divides the columns of the heads: the one found most often outside quotes. */
export function findSeparatore(text: string): string {
  const header = (text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '').replace(/"[^"]*"/g, '')
  const counts = [';', '\t', '|', ','].map((sign) => ({ sign, n: header.split(sign).length - 1 }))
  return counts.reduce((best, one) => (one.n > best.n ? one : best)).sign
}
