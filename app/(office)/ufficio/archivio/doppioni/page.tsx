import type { Metadata } from 'next'
import { DoppioneForm } from '@/components/archivio/doppione-form'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { COPPIE_MAX, listCoppie } from '@/lib/archivio/doppioni/queries'
import { NOMI_DOPPIONE, SOMIGLIANZE } from '@/lib/archivio/doppioni/rules'
import { listFondi } from '@/lib/archivio/queries'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { requireArchivista } from '../reading'

export const metadata: Metadata = { title: 'Doppioni — Archivio — Ufficio' }

export default async function DoppioniPage({ searchParams }: PageProps<'/ufficio/archivio/doppioni'>) {
  const officer = await requireArchivista()
  const { fondo, fatto } = await searchParams
  const fondi = await listFondi(officer)
  const chosen = isUuid(fondo) ? fondi.find((one) => one.id === fondo) : fondi[0]
  const coppie = chosen ? await listCoppie(officer, chosen.id) : []
  return (
    <>
      <Fatto fatto={fatto} parole={{ deciso: 'La decisione è scritta nella storia delle due unità' }} />
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Doppioni</h1>
      <p>Coppie di unità che si somigliano. Nessuna si unisce da sé: decidi tu, e correggi le descrizioni.</p>
      <nav aria-label="Fondi">
        <ul>
          {fondi.map((one) => (
            <li key={one.id}>
              {one.id === chosen?.id ? (
                <strong aria-current="page">{one.titolo}</strong>
              ) : (
                <a href={paths.ufficio.doppioni(one.id)}>{one.titolo}</a>
              )}
            </li>
          ))}
        </ul>
      </nav>
      {coppie.length === 0 && (
        <EmptyState title="Nessun doppione">In questo fondo non ci sono unità che si somigliano.</EmptyState>
      )}
      {coppie.length === COPPIE_MAX && <p>Qui le prime {COPPIE_MAX} coppie: decise queste, vengono le altre.</p>}
      {coppie.map((coppia) => (
        <section key={`${coppia.una.id} ${coppia.altra.id}`} className="mt-8">
          <h2>
            {coppia.una.segnatura} e {coppia.altra.segnatura}
          </h2>
          {coppia.esito && <Tag tone="grey">{NOMI_DOPPIONE[coppia.esito]}</Tag>}
          <p>{coppia.somiglianze.map((one) => SOMIGLIANZE[one]).join('. ')}.</p>
          <ul className="rows mb-4">
            {[coppia.una, coppia.altra].map((one) => (
              <li key={one.id}>
                <a className="row-link" href={paths.ufficio.unita(one.id)}>
                  {one.titolo}
                </a>
                <span className="row-note">
                  {one.segnatura}, {one.data}
                </span>
              </li>
            ))}
          </ul>
          {chosen && <DoppioneForm fondoId={chosen.id} coppia={coppia} />}
        </section>
      ))}
    </>
  )
}
