import type { DocumentRow } from '@/components/ui/document-list'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import type { listDocumentiOf } from '@/lib/pratiche/queries'
import type { Definizione } from '@/lib/procedimenti/forms'

const TIPI: Record<string, string> = {
  integrazione: 'Integrazione',
  osservazioni: 'Osservazioni',
  ricevuta: 'Ricevuta',
  atto: 'Provvedimento',
  richiesta_integrazione: 'Richiesta di integrazione',
  preavviso_diniego: 'Preavviso di diniego',
  avviso_controinteressato: 'Avviso a un controinteressato',
}

/** Documents of a practice as rows: what each is, in the words of the definition. */
export function documentRows(
  documents: Awaited<ReturnType<typeof listDocumentiOf>>,
  def: Definizione | null,
): DocumentRow[] {
  return documents.map((one) => ({
    id: one.id,
    nome: one.nome,
    href: paths.api.documento(one.id),
    bytes: one.byte,
    tipo: TIPI[one.tipo] ?? def?.allegati.find((allegato) => allegato.id === one.tipo)?.titolo ?? one.tipo,
    nota: one.at ? formatInstant(one.at) : undefined,
    impronta: one.sha256 ?? undefined,
  }))
}
