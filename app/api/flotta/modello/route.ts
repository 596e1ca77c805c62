import { findViewer } from '@/lib/auth/viewer'
import { INTESTAZIONI } from '@/lib/flotta/rules-importazione'

const ESEMPIO = [
  'ZZ000ZZ',
  'Semirimorchio',
  'Campione ribassato',
  '14,5',
  '62',
  '4',
  '1,36 + 1,36 + 1,36',
  '31/12/2027',
  '30/06/2027',
]

/** The table to fill in, as Italian spreadsheets open it: semicolons, commas, and the mark that says UTF-8. */
export async function GET(): Promise<Response> {
  if (!(await findViewer())) return new Response('Pagina non trovata', { status: 404 })
  const text = `\ufeff${INTESTAZIONI.join(';')}\r\n${ESEMPIO.join(';')}\r\n`
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="veicoli-modello.csv"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
