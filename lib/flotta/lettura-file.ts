import 'server-only'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/universal'
import { type Result, refuse, success } from '@/lib/core/result'
import { decode, findSeparatore, inspectZip, startsWith } from '@/lib/core/tabella'
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
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return refuse('Questo è un foglio di calcolo in un formato vecchio (XLS): salvalo come XLSX o CSV e riprova')
  return startsWith(bytes, [0x50, 0x4b]) ? readXlsx(bytes) : readTesto(bytes)
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

function readTesto(bytes: Uint8Array): Result<Cella[][]> {
  const text = decode(bytes).testo
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
