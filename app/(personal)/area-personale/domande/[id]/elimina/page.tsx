import type { Metadata } from 'next'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { EliminaForm } from '@/components/procedimenti/elimina-form'
import { paths } from '@/lib/core/paths'
import { deleteBozzaAction } from '@/lib/procedimenti/actions'
import { requireDomandaPropria } from '../reading'

export const metadata: Metadata = { title: 'Elimina la bozza' }

export default async function EliminaPage({ params }: PageProps<'/area-personale/domande/[id]/elimina'>) {
  const { bozza, def } = await requireDomandaPropria((await params).id)
  return (
    <>
      <BackLink href={paths.personale.domanda(bozza.id)} />
      <PageHeading title="Vuoi eliminare questa bozza?" lead={def.titolo} />
      <EliminaForm action={deleteBozzaAction.bind(null, bozza.id)} torna={paths.personale.domanda(bozza.id)} />
    </>
  )
}
