import 'server-only'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/universal'
import { type Result, refuse, success } from '@/lib/core/result'
import { type Cella, MAX_BYTE_FILE, MAX_RIGHE } from './rules-importazione'

const MAX_ENTRIES = 100 // S41
const MAX_UNPACKED = 20_000_000
const MAX_RATIO = 100
const NON_SI_APRE = 'Non riusciamo a leggere il foglio: salvalo di nuovo come XLSX o CSV e riprova'

/**
 * The cells of a table: first sheet of an XLSX, or a text file with columns divided by ; , tab or |, in UTF-8 or
 * Windows-1252 as spreadsheets write it in Italy. The content decides, not the name.
 */
export async function readCelle(bytes: Uint8Array): Promise<Result<Cella[][]>> {
  if (bytes.length === 0) return refuse('Il file è vuoto: scegli quello giusto e riprova')
  if (bytes.length > MAX_BYTE_FILE) return refuse('Il file deve pesare meno di 900 kB: dividilo in più file')
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return refuse('Questo è un foglio di calcolo in un formato vecchio (XLS): salvalo come XLSX o CSV e riprova')
  return starts(bytes, [0x50, 0x4b]) ? readXlsx(bytes) : readTesto(bytes)
}

const starts = (bytes: Uint8Array, magic: readonly number[]) => magic.every((one, i) => bytes[i] === one)

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

async function readXlsx(bytes: Uint8Array): Promise<Result<Cella[][]>> {
  const zip = inspectZip(bytes)
  if (!zip) return refuse(NON_SI_APRE)
  if (zip.entries.some((name) => /vbaProject|\.exe$|\.\.|^\//i.test(name)))
    return refuse('Il foglio contiene macro o programmi: salvalo come XLSX senza macro e riprova')
  if (!zip.entries.includes('xl/workbook.xml')) return refuse(NON_SI_APRE)
  if (zip.entries.length > MAX_ENTRIES || zip.unpacked > MAX_UNPACKED || zip.unpacked > bytes.length * MAX_RATIO)
    return refuse('Il foglio è troppo grande una volta aperto: tieni solo la tabella dei veicoli e riprova')
  try {
    const copy = new Uint8Array(bytes)
    return success((await readSheet(copy.buffer)) as Cella[][])
  } catch {
    return refuse(NON_SI_APRE) // damaged, or a sheet of a kind the reader does not know: the person saves it again
  }
}

/** Text of unknown encoding: UTF-16 and UTF-8 by their marks or their validity, else as Windows writes it. */
export function decode(bytes: Uint8Array): string {
  if (starts(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) // takes the mark away too
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The sign that divides the columns of the heads: the one found most often outside quotes. */
export function findSeparatore(text: string): string {
  const header = (text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '').replace(/"[^"]*"/g, '')
  const counts = [';', '\t', '|', ','].map((sign) => ({ sign, n: header.split(sign).length - 1 }))
  return counts.reduce((best, one) => (one.n > best.n ? one : best)).sign
}

function readTesto(bytes: Uint8Array): Result<Cella[][]> {
  const text = decode(bytes)
  if (text.includes('\u0000')) return refuse('Il file non è una tabella: serve un foglio XLSX o un file CSV')
  try {
    return success(
      parse(text, {
        delimiter: findSeparatore(text),
        bom: true,
        relax_column_count: true,
        relax_quotes: true,
        trim: true,
        to: MAX_RIGHE + 2,
      }) as string[][],
    )
  } catch {
    return refuse('Non riusciamo a leggere il file: controlla le virgolette, o salvalo come XLSX e riprova')
  }
}
