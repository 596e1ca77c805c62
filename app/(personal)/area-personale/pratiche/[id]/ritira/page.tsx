import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '@/components/layout/breadcrumb'
import { RitiroForm } from '@/components/personale/ritiro-form'
import { Alert } from '@/components/ui/callout'
import { paths } from '@/lib/core/paths'
import { canPratica } from '@/lib/pratiche/rules'
import { readPratica } from '../../reading'

export const metadata: Metadata = { title: 'Ritira l’istanza — Area personale' }

export default async function RitiraPage({ params }: PageProps<'/area-personale/pratiche/[id]/ritira'>) {
  const { id } = await params
  const found = await readPratica(id)
  if (!found) notFound()
  const { pratica } = found
  return (
    <div className="max-w-narrow">
      <BackLink href={paths.personale.pratica(id)} />
      <h1>Vuoi ritirare l’istanza?</h1>
      {canPratica('withdraw', pratica.stato) ? (
        <RitiroForm id={id} codice={pratica.codice} />
      ) : (
        <Alert tone="amber" title="Non si può più ritirare">
          La pratica è già in decisione o conclusa.
        </Alert>
      )}
    </div>
  )
}
