import type { Metadata } from 'next'
import { domandaInParole } from '@/components/archivio/domanda-in-parole'
import { RicercaForm } from '@/components/archivio/ricerca-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { EmptyState } from '@/components/ui/empty-state'
import { listNomiFondi } from '@/lib/archivio/queries'
import { isVuota } from '@/lib/archivio/rules-domanda'
import { domandaToQuery, parseDomanda } from '@/lib/archivio/rules-indirizzo'
import { requireViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Salva la ricerca — Archivio — Area personale' }

const MAX_NOME = 120

export default async function NuovaRicercaPage({ searchParams }: PageProps<'/area-personale/ricerche/nuova'>) {
  const viewer = await requireViewer()
  const domanda = parseDomanda(await searchParams)
  if (isVuota(domanda))
    return (
      <>
        <PageHeading title="Salva la ricerca" />
        <EmptyState title="Non c’è niente da salvare" action={<a href={paths.archivio.home}>Cerca nell’archivio</a>}>
          Prima fai una ricerca: dalla pagina dei risultati la puoi salvare.
        </EmptyState>
      </>
    )
  const parole = domandaInParole(domanda, await listNomiFondi(viewer, domanda.fondo ? [domanda.fondo] : []))
  const query = domandaToQuery(domanda)
  return (
    <>
      <BackLink href={`${paths.archivio.home}${query}`} label="Risultati" />
      <PageHeading title="Salva la ricerca" lead={parole} />
      <div className="max-w-narrow">
        <RicercaForm query={query} nome={parole.slice(0, MAX_NOME)} avviso="nessuno" />
      </div>
    </>
  )
}
