import 'server-only'
import { type CsvError, parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/universal'
import { type Result, refuse, success } from '@/lib/core/result'
import { decode, findSeparatore, inspectZip, startsWith } from '@/lib/core/tabella'
import { MAX_BYTE_INDICE, MAX_RIGHE } from './rules'
import type { Cella } from './rules-celle'

const MAX_ENTRIES = 200 // S41
const MAX_UNPACKED = 500_000_000
const MAX_RATIO = 200
const NON_SI_APRE = 'Non riusciamo a leggere il foglio: salvalo di nuovo come XLSX o CSV e riprova'

/** How the table was read: said in the report, because a wrong guess shows as strange letters. */
export type TabellaLetta = { celle: Cella[][]; come: string }

/** The cells of an index: first sheet of an XLSX, or text in any usual encoding. The content decides, not the name. */
export async function readTabella(bytes: Uint8Array): Promise<Result<TabellaLetta>> {
  if (bytes.length === 0) return refuse('L’indice è vuoto: scegli il file giusto e riprova')
  if (bytes.length > MAX_BYTE_INDICE) return refuse('L’indice deve pesare meno di 50 MB: dividilo in più lotti')
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return refuse('L’indice è un foglio di calcolo in un formato vecchio (XLS): salvalo come XLSX o CSV e riprova')
  return startsWith(bytes, [0x50, 0x4b]) ? readXlsx(bytes) : readTesto(bytes)
}

async function readXlsx(bytes: Uint8Array): Promise<Result<TabellaLetta>> {
  const zip = inspectZip(bytes)
  if (!zip?.entries.includes('xl/workbook.xml')) return refuse(NON_SI_APRE)
  if (zip.entries.some((name) => /vbaProject|\.exe$|\.\.|^\//i.test(name)))
    return refuse('Il foglio contiene macro o programmi: salvalo come XLSX senza macro e riprova')
  if (zip.entries.length > MAX_ENTRIES || zip.unpacked > MAX_UNPACKED || zip.unpacked > bytes.length * MAX_RATIO)
    return refuse('Il foglio è troppo grande una volta aperto: tieni solo la tabella dell’indice e riprova')
  try {
    const celle = (await readSheet(new Uint8Array(bytes).buffer)) as Cella[][]
    return success({ celle, come: 'XLSX, primo foglio' })
  } catch {
    return refuse(NON_SI_APRE) // damaged, or a sheet of a kind the reader does not know: the person saves it again
  }
}

const SEGNI: Record<string, string> = { ';': 'punto e virgola', '\t': 'tabulazione', '|': 'barra', ',': 'virgola' }

function readTesto(bytes: Uint8Array): Result<TabellaLetta> {
  const { testo, codifica } = decode(bytes)
  if (testo.includes('\u0000')) return refuse('L’indice non è una tabella: serve un foglio XLSX o un file CSV')
  const delimiter = findSeparatore(testo)
  try {
    const celle = parse(testo, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      to: MAX_RIGHE + 2,
    }) as string[][]
    return success({ celle, come: `CSV ${codifica}, colonne divise da ${SEGNI[delimiter]}` })
  } catch (error) {
    const line = (error as CsvError).lines
    return refuse(
      `Non riusciamo a leggere l’indice${line ? ` alla riga ${line}` : ''}: controlla le virgolette, o salvalo come XLSX e riprova`,
    )
  }
}
