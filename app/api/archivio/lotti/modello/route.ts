import { findArchivista } from '@/lib/archivio/lotti/archivista'
import { writeModelloXlsx } from '@/lib/archivio/lotti/modello-xlsx'
import { csvAnswer, xlsxAnswer } from '@/lib/archivio/lotti/risposta'
import { MODELLO_CSV } from '@/lib/archivio/lotti/rules-modello'

/** The index to fill in: a spreadsheet with instructions and lists of values, or a table as Italian spreadsheets open it. */
export async function GET(request: Request): Promise<Response> {
  if (!(await findArchivista())) return new Response('Pagina non trovata', { status: 404 })
  return new URL(request.url).searchParams.get('formato') === 'xlsx'
    ? xlsxAnswer(await writeModelloXlsx(), 'indice.xlsx')
    : csvAnswer(MODELLO_CSV, 'indice.csv')
}
