import type { Metadata } from 'next'
import { CollegamentoForm } from '@/components/imprese/collegamento-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Callout } from '@/components/ui/callout'
import { requireViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { findAttributiImpresa } from '@/lib/imprese/attributi'

export const metadata: Metadata = { title: 'Collega un’impresa — Area personale' }

export default async function CollegaPage() {
  const viewer = await requireViewer()
  const attributi = await findAttributiImpresa(viewer)
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.imprese} label="Imprese e mandati" />
      <PageHeading
        title="Quale impresa rappresenti?"
        lead="Serve essere il legale rappresentante. Cerchiamo conferma nel registro imprese; se non basta, un funzionario controlla i documenti che carichi nella pagina dopo."
      />
      {attributi && (
        <Callout title="Dati arrivati con la tua identità professionale">
          <p>Li trovi già scritti: controllali. Da soli non bastano a dire che rappresenti l’impresa.</p>
        </Callout>
      )}
      <CollegamentoForm iniziali={attributi ?? { denominazione: '', codiceFiscale: '', sede: '' }} />
    </div>
  )
}
