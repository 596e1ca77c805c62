import { findInventario, listRighe } from '@/lib/archivio/deposito/queries-inventario'
import { NOMI_MOTIVO } from '@/lib/archivio/deposito/rules'
import { NOMI_NON_LETTO, NOMI_VISTA, parseFiltro } from '@/lib/archivio/deposito/rules-inventario'
import type { MotivoMovimento } from '@/lib/archivio/rules'
import { requireFunzionario } from '@/lib/auth/viewer'
import { tabellaCsv } from '@/lib/core/csv'
import { textResponse } from '@/lib/core/file-response'
import { isUuid } from '@/lib/core/uuid'

const COLONNE = ['codice', 'posto', 'esito', 'motivo']

/** One list of a count as a table: the address asks what the page asks. */
export async function GET(request: Request, { params }: RouteContext<'/api/archivio/inventari/[id]'>) {
  const officer = await requireFunzionario()
  const { id } = await params
  const inventario = isUuid(id) ? await findInventario(officer, id) : null
  if (!inventario) return new Response('Inventario non trovato', { status: 404 })
  const filtro = { ...parseFiltro(Object.fromEntries(new URL(request.url).searchParams)), pagina: null }
  const { righe } = await listRighe(officer, inventario, filtro)
  const esito = (fuori: string | null) =>
    filtro.vista === 'non_letti' ? NOMI_NON_LETTO[fuori ? 'fuori' : 'mancante'] : NOMI_VISTA[filtro.vista]
  const csv = tabellaCsv(
    COLONNE,
    righe.map((one) => [
      one.codice,
      one.luogo,
      esito(one.fuori),
      one.fuori && NOMI_MOTIVO[one.fuori as MotivoMovimento],
    ]),
  )
  return textResponse(csv, 'text/csv; charset=utf-8', 'inventario.csv')
}
