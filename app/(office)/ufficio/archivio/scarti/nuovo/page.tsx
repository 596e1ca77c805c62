import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PropostaForm } from '@/components/archivio/scarto-forms'
import { BackLink } from '@/components/layout/breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { findScheda } from '@/lib/archivio/queries'
import { listScartabiliDi, SCARTABILI_MAX } from '@/lib/archivio/scarto/queries'
import { formatDay } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { requireArchivista } from '../../reading'

export const metadata: Metadata = { title: 'Nuova proposta di scarto — Archivio — Ufficio' }

export default async function NuovoScartoPage({ searchParams }: PageProps<'/ufficio/archivio/scarti/nuovo'>) {
  const officer = await requireArchivista()
  const { serie: asked } = await searchParams
  if (asked !== undefined && !isUuid(asked)) notFound()
  const serie = isUuid(asked) ? await findScheda(officer, asked) : null
  if (asked !== undefined && !serie) notFound()
  const unita = serie ? await listScartabiliDi(officer, serie.id) : []
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.ufficio.scarti} label="Scarto" />
      <h1 className="mb-6">Proponi lo scarto</h1>
      {serie && <p>{serie.titolo}: fascicoli oltre il termine, che non sono in altre proposte.</p>}
      {unita.length === 0 ? (
        <EmptyState title="Nessuna carta da proporre">
          Scegli una serie con un termine confermato dall’elenco dei termini.
        </EmptyState>
      ) : (
        <>
          {unita.length === SCARTABILI_MAX && (
            <p>Qui le prime {SCARTABILI_MAX}: le altre in una proposta successiva.</p>
          )}
          <PropostaForm unita={unita.map((one) => ({ ...one, termine: formatDay(one.termineIl) }))} />
        </>
      )}
    </div>
  )
}
