import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { Albero } from '@/components/archivio/albero'
import { Citazione } from '@/components/archivio/citazione'
import { ComeVederlo } from '@/components/archivio/come-vederlo'
import { CopieUnita } from '@/components/archivio/lotti/copie'
import { AccantoUnita } from '@/components/archivio/raccolta/accanto'
import { Scheda } from '@/components/archivio/scheda'
import { VaiA } from '@/components/archivio/vai-a'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { findConvenzionePer } from '@/lib/archivio/accesso/commands-convenzioni'
import { findPreclusione, findVisioneDi } from '@/lib/archivio/accesso/queries'
import { findCitabile } from '@/lib/archivio/citazione/queries'
import { recordScheda } from '@/lib/archivio/queries'
import { listFigli } from '@/lib/archivio/queries-figli'
import { askScheda } from '@/lib/archivio/risposta'
import { haCarte } from '@/lib/archivio/rules'
import { puntoOf } from '@/lib/archivio/rules-figli'
import { findCarte } from '@/lib/archivio/visore/queries'
import { clientIp } from '@/lib/auth/limits'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

type Props = PageProps<'/archivio/[id]'>

const readScheda = cache(async (id: string) => askScheda(await findViewer(), clientIp(await headers()), id))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const scheda = await readScheda((await params).id)
  const title = scheda && scheda !== 'troppe' ? `${scheda.segnatura} — Archivio` : 'Unità non trovata — Archivio'
  return { title, robots: { index: false, follow: false } }
}

export default async function UnitaPage({ params, searchParams }: Props) {
  const scheda = await readScheda((await params).id)
  if (scheda === 'troppe') redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
  if (!scheda) notFound()
  const viewer = await findViewer()
  const punto = puntoOf(await searchParams)
  const chiusa = viewer !== null && haCarte(scheda.livello) && !scheda.vede.carte
  const [figli, visione, convenzione, preclusione, carte, citabile] = await Promise.all([
    listFigli(viewer, scheda.id, punto),
    viewer && scheda.classe === 'ammesso' ? findVisioneDi(viewer, scheda.id) : null,
    chiusa && scheda.accesso === 'su_richiesta' ? findConvenzionePer(viewer, scheda.id) : null,
    chiusa ? findPreclusione(viewer, scheda.id) : null,
    findCarte(viewer, scheda.id),
    findCitabile(viewer, { unitaId: scheda.id, paginaId: null }),
    recordScheda(viewer, scheda),
  ])
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Archivio', href: paths.archivio.home },
          ...scheda.antenati.map((one) => ({ label: one.titolo, href: paths.archivio.unita(one.id) })),
          { label: scheda.segnatura },
        ]}
      />
      <PageHeading above={<span className="code">{scheda.segnatura}</span>} title={scheda.titolo} />
      <div className="split">
        <div>
          <Scheda scheda={scheda} produttoreHref={paths.archivio.produttore} />
          <CopieUnita chi={viewer} unitaId={scheda.id} />
          <section className="mt-10" aria-labelledby="contesto">
            <h2 id="contesto">Dove sta nell’archivio</h2>
            <VaiA action={`${paths.archivio.unita(scheda.id)}#contesto`} figli={figli} />
            <Albero
              antenati={scheda.antenati}
              qui={scheda}
              figli={figli.nodi}
              href={paths.archivio.unita}
              primi={
                figli.prima ? `${paths.archivio.unita(scheda.id)}?prima=${figli.nodi[0]?.posizione}#contesto` : null
              }
              altri={
                figli.dopo ? `${paths.archivio.unita(scheda.id)}?dopo=${figli.nodi.at(-1)?.posizione}#contesto` : null
              }
            />
          </section>
          <section className="mt-10">
            <h2>Come citarlo</h2>
            {citabile && <Citazione citabile={citabile} paginaId={null} />}
          </section>
        </div>
        <aside>
          {haCarte(scheda.livello) && (
            <ComeVederlo
              scheda={scheda}
              entrato={viewer !== null}
              visione={visione}
              convenzione={convenzione}
              preclusione={preclusione}
              pagine={carte?.pagine ?? 0}
            />
          )}
          <AccantoUnita chiave={scheda.id} nome={scheda.segnatura} />
        </aside>
      </div>
    </>
  )
}
