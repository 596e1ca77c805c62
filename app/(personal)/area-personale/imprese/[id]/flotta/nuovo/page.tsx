import type { Metadata } from 'next'
import { VeicoloForm } from '@/components/flotta/veicolo-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { paths } from '@/lib/core/paths'
import { saveVeicoloAction } from '@/lib/flotta/actions'
import { NOMI_CLASSE } from '@/lib/procedimenti/rules-convoglio'
import { requireFlotta } from '../reading'

type Props = PageProps<'/area-personale/imprese/[id]/flotta/nuovo'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { impresa } = await requireFlotta((await params).id)
  return { title: `Aggiungi un veicolo — ${impresa.denominazione}` }
}

export default async function NuovoVeicoloPage({ params }: Props) {
  const { impresa } = await requireFlotta((await params).id)
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.flotta(impresa.id)} label="Veicoli" />
      <PageHeading title="Aggiungi un veicolo" lead={impresa.denominazione} />
      <VeicoloForm
        action={saveVeicoloAction.bind(null, impresa.id, null)}
        classi={Object.entries(NOMI_CLASSE).map(([value, label]) => ({ value, label }))}
        button="Aggiungi il veicolo"
      />
    </div>
  )
}
