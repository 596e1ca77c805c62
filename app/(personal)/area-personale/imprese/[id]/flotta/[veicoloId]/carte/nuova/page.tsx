import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CartaForm } from '@/components/flotta/carta-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { paths } from '@/lib/core/paths'
import { saveCartaAction } from '@/lib/flotta/actions'
import { CARTE, TIPI_CARTA } from '@/lib/flotta/rules'
import { requireVeicolo } from '../../../reading'

type Props = PageProps<'/area-personale/imprese/[id]/flotta/[veicoloId]/carte/nuova'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, veicoloId } = await params
  const { veicolo } = await requireVeicolo(id, veicoloId)
  return { title: `Un documento di ${veicolo.targa} — Area personale` }
}

export default async function NuovaCartaPage({ params }: Props) {
  const { id, veicoloId } = await params
  const { impresa, veicolo, keeps } = await requireVeicolo(id, veicoloId)
  if (!keeps) notFound()
  const there = new Set(veicolo.carte.map((carta) => carta.tipo))
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.veicolo(impresa.id, veicolo.id)} label={veicolo.targa} />
      <PageHeading title={`Un documento di ${veicolo.targa}`} lead="Nella pagina dopo puoi caricarne una copia." />
      <CartaForm
        action={saveCartaAction.bind(null, impresa.id, veicolo.id)}
        tipi={TIPI_CARTA.filter((tipo) => !there.has(tipo)).map((tipo) => ({ value: tipo, label: CARTE[tipo].nome }))}
      />
    </div>
  )
}
