import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Offerta } from '@/components/bozze/offerta'
import { TrasferimentoForm } from '@/components/bozze/trasferimento-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { offerPraticaAction, withdrawOffertaPraticaAction } from '@/lib/bozze/actions'
import { paths } from '@/lib/core/paths'
import { canPratica } from '@/lib/pratiche/rules'
import { findOfferta } from '@/lib/pratiche/trasferimenti'
import { readPratica } from '../../reading'
import { canCedere } from '../cedere'

type Props = PageProps<'/area-personale/pratiche/[id]/trasferisci'>
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await readPratica((await params).id)
  return { title: found ? `Trasferisci la pratica ${found.pratica.codice} — Area personale` : 'Pratica non trovata' }
}

export default async function CediPage({ params }: Props) {
  const { id } = await params
  const found = await readPratica(id)
  if (!found || !canCedere(found.viewer, found.pratica)) notFound()
  const { pratica } = found
  const offerta = await findOfferta(found.viewer, { praticaId: id })
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.pratica(id)} label={`Pratica ${pratica.codice}`} />
      <PageHeading
        title="A chi vuoi trasferire la pratica?"
        lead="Chi la riceve deve accettarla con la propria identità. Numero, storia e termine non cambiano; dopo non la vedi più."
      />
      {!canPratica('transfer', pratica.stato) ? (
        <Alert tone="amber" title="Non si può più trasferire">
          La pratica è già in decisione o conclusa.
        </Alert>
      ) : offerta ? (
        <Offerta offerta={offerta} ritira={withdrawOffertaPraticaAction.bind(null, id)} />
      ) : (
        <TrasferimentoForm action={offerPraticaAction.bind(null, id)} button="Offri la pratica" />
      )}
    </div>
  )
}
