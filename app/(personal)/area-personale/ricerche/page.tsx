import type { Metadata } from 'next'
import { domandaInParole } from '@/components/archivio/domanda-in-parole'
import { RicercaForm } from '@/components/archivio/ricerca-form'
import { Fatto } from '@/components/imprese/fatto'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { OneButtonForm } from '@/components/ui/one-button-form'
import { Tag } from '@/components/ui/tag'
import { listNomiFondi } from '@/lib/archivio/queries'
import { removeRicercaAction } from '@/lib/archivio/ricerche/actions'
import { listRicerche } from '@/lib/archivio/ricerche/queries'
import { NOMI_AVVISO } from '@/lib/archivio/ricerche/rules'
import { requireViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Ricerche salvate — Archivio — Area personale' }

const FATTO = {
  salvata: 'La ricerca è salvata',
  cambiata: 'Le modifiche sono salvate',
  tolta: 'La ricerca non è più tra quelle salvate',
}

export default async function RicerchePage({ searchParams }: PageProps<'/area-personale/ricerche'>) {
  const viewer = await requireViewer()
  const ricerche = await listRicerche(viewer)
  const fondi = await listNomiFondi(
    viewer,
    ricerche.flatMap(({ domanda }) => domanda.fondo ?? []),
  )
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Area personale', href: paths.personale.home }, { label: 'Ricerche salvate' }]} />
      <Fatto fatto={(await searchParams).fatto} parole={FATTO} />
      <PageHeading
        title="Ricerche salvate"
        lead="Le ricerche nell’archivio che vuoi rifare, o di cui vuoi sapere le novità."
      />
      {ricerche.length === 0 ? (
        <EmptyState title="Non hai ancora salvato ricerche">
          <a href={paths.archivio.home}>Cerca nell’archivio</a>: sopra i risultati trovi «Salva questa ricerca».
        </EmptyState>
      ) : (
        <ul className="rows">
          {ricerche.map(({ id, nome, query, avviso, domanda }) => (
            <li key={id}>
              <a className="row-link" href={`${paths.archivio.home}${query}`}>
                {nome}
              </a>
              {avviso !== 'nessuno' && (
                <span className="row-note">
                  <Tag tone="green">{NOMI_AVVISO[avviso].split(',')[0]}</Tag>
                </span>
              )}
              <div className="row-text">
                <p className="muted">{domandaInParole(domanda, fondi)}</p>
                <Disclosure
                  summary={
                    <>
                      Cambia o togli<span className="sr-only"> la ricerca {nome}</span>
                    </>
                  }
                >
                  <RicercaForm id={id} nome={nome} avviso={avviso} />
                  <div className="mt-6">
                    <OneButtonForm action={removeRicercaAction.bind(null, id)} kind="danger" small>
                      Togli la ricerca<span className="sr-only"> {nome}</span>
                    </OneButtonForm>
                  </div>
                </Disclosure>
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
