import type { Metadata } from 'next'
import { Offerta } from '@/components/bozze/offerta'
import { TrasferimentoForm } from '@/components/bozze/trasferimento-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { offerBozzaAction, withdrawOffertaBozzaAction } from '@/lib/bozze/actions'
import { paths } from '@/lib/core/paths'
import { findOfferta } from '@/lib/pratiche/trasferimenti'
import { requireDomandaPropria } from '../reading'

type Props = PageProps<'/area-personale/domande/[id]/trasferisci'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { def } = await requireDomandaPropria((await params).id)
  return { title: `Passa la bozza — ${def.titolo}` }
}

export default async function CediBozzaPage({ params }: Props) {
  const { viewer, bozza, def } = await requireDomandaPropria((await params).id)
  const offerta = await findOfferta(viewer, { bozzaId: bozza.id })
  const agent =
    bozza.mandatoId !== null && bozza.personaId === viewer.personaId && bozza.titolareId !== viewer.personaId
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.domanda(bozza.id)} label={def.titolo} />
      <PageHeading
        title="Passa la bozza a un’altra persona o impresa"
        lead="Passano le risposte e i documenti. Finché chi la riceve non accetta non cambia nulla; dopo non la vedi più."
      />
      {agent ? (
        <Alert tone="amber" title="La bozza è di chi ti ha dato il mandato">
          {bozza.organizzazione ?? bozza.titolare} può passarla ad altri; tu no.
        </Alert>
      ) : offerta ? (
        <Offerta offerta={offerta} ritira={withdrawOffertaBozzaAction.bind(null, bozza.id)} />
      ) : (
        <TrasferimentoForm action={offerBozzaAction.bind(null, bozza.id)} button="Offri la bozza" />
      )}
    </div>
  )
}
