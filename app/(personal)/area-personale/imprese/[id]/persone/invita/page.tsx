import type { Metadata } from 'next'
import { InvitoForm } from '@/components/imprese/invito-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { paths } from '@/lib/core/paths'
import { inviteMembroAction } from '@/lib/imprese/actions'
import { GIORNI_INVITO } from '@/lib/imprese/rules'
import { requireAmministrata } from '../../../reading'

type Props = PageProps<'/area-personale/imprese/[id]/persone/invita'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { impresa } = await requireAmministrata((await params).id)
  return { title: `Invita una persona — ${impresa.denominazione}` }
}

export default async function InvitaPage({ params }: Props) {
  const { impresa } = await requireAmministrata((await params).id)
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.persone(impresa.id)} label={`Persone di ${impresa.denominazione}`} />
      <PageHeading
        title="Chi vuoi invitare?"
        lead={`L’invito vale ${GIORNI_INVITO} giorni. Finché non accetta, la persona non vede nulla di ${impresa.denominazione}.`}
      />
      <InvitoForm action={inviteMembroAction.bind(null, impresa.id)} />
    </div>
  )
}
