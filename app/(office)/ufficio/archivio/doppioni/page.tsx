import type { Metadata } from 'next'
import { DoppioneForm } from '@/components/archivio/doppione-form'
import { cifra } from '@/components/archivio/parole'
import { Fatto } from '@/components/imprese/fatto'
import { BackLink } from '@/components/layout/breadcrumb'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { Select } from '@/components/ui/select'
import { Tag } from '@/components/ui/tag'
import { COPPIE_MAX, listCoppie } from '@/lib/archivio/doppioni/queries'
import { NOMI_DOPPIONE, SOMIGLIANZE } from '@/lib/archivio/doppioni/rules'
import { listFondi } from '@/lib/archivio/queries'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { requireArchivista } from '../reading'

export const metadata: Metadata = { title: 'Doppioni — Archivio — Ufficio' }

const PAGINE_MAX = 100_000
const pageOf = (asked: string | string[] | undefined): number => {
  const n = Number([asked].flat().at(-1))
  return Number.isInteger(n) && n > 0 && n < PAGINE_MAX ? n : 1
}

export default async function DoppioniPage({ searchParams }: PageProps<'/ufficio/archivio/doppioni'>) {
  const officer = await requireArchivista()
  const { fondo, fatto, pagina: asked } = await searchParams
  const fondi = await listFondi(officer)
  const chosen = isUuid(fondo) ? fondi.find((one) => one.id === fondo) : fondi[0]
  const { coppie, totale, pagina } = chosen
    ? await listCoppie(officer, chosen.id, pageOf(asked))
    : { coppie: [], totale: 0, pagina: 1 }
  return (
    <>
      <Fatto fatto={fatto} parole={{ deciso: 'La decisione è scritta nella storia delle due unità' }} />
      <BackLink href={paths.ufficio.archivio} label="Archivio" />
      <h1>Doppioni</h1>
      <p>Coppie di unità che si somigliano. Nessuna si unisce da sé: decidi tu, e correggi le descrizioni.</p>
      {fondi.length > 1 && (
        <form action={paths.ufficio.doppioni} method="get">
          <Select
            name="fondo"
            label="Fondo"
            emptyLabel={null}
            width="xl"
            defaultValue={chosen?.id}
            options={fondi.map((one) => ({ value: one.id, label: `${one.titolo} (${one.segnatura})` }))}
          />
          <Button kind="secondary">Mostra</Button>
        </form>
      )}
      {chosen && totale > 0 && (
        <p className="mt-6" role="status">
          {totale === 1 ? 'Una coppia' : `${cifra(totale)} coppie`} in «{chosen.titolo}». Quelle già decise sono in
          fondo.
        </p>
      )}
      {coppie.length === 0 && (
        <EmptyState title="Nessun doppione">In questo fondo non ci sono unità che si somigliano.</EmptyState>
      )}
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
      {chosen && (
        <Pagination
          label="Pagine delle coppie"
          page={pagina}
          pages={Math.ceil(totale / COPPIE_MAX)}
          href={(n) => paths.ufficio.doppioniDi(chosen.id, n)}
        />
      )}
    </>
  )
}
