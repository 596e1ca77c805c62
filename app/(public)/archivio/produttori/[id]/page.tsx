import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { Breadcrumb } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { DefinitionList } from '@/components/ui/kv'
import { withinArchivio } from '@/lib/archivio/accesso/limiti'
import { findProduttoreNoto } from '@/lib/archivio/dettagli/queries'
import { alPasso } from '@/lib/archivio/passo'
import { NOMI_PRODUTTORE } from '@/lib/archivio/rules'
import { clientIp } from '@/lib/auth/limits'
import { findViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'

type Props = PageProps<'/archivio/produttori/[id]'>

const readProduttore = cache(async (id: string) => {
  const viewer = await findViewer()
  if (!(await withinArchivio(viewer, clientIp(await headers())))) return 'troppe'
  return isUuid(id) ? alPasso(() => findProduttoreNoto(viewer, id)) : null
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const produttore = await readProduttore((await params).id)
  const title = produttore && produttore !== 'troppe' ? produttore.denominazione : 'Soggetto non trovato'
  return { title: `${title} — Archivio`, robots: { index: false, follow: false } }
}

export default async function ProduttorePage({ params }: Props) {
  const produttore = await readProduttore((await params).id)
  if (produttore === 'troppe') redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
  if (!produttore) notFound()
  const { denominazione, tipo, altreDenominazioni, esistenza, storia, insiemi } = produttore
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Archivio', href: paths.archivio.home }, { label: denominazione }]} />
      <PageHeading above="Chi ha prodotto le carte" title={denominazione} />
      <DefinitionList
        facts={[
          { label: 'Tipo', value: NOMI_PRODUTTORE[tipo] },
          { label: 'Altre denominazioni', value: altreDenominazioni.join('; ') },
          { label: 'Esistenza', value: esistenza },
        ].filter((one) => one.value)}
      />
      {storia && (
        <section className="mt-10">
          <h2>Storia</h2>
          <p className="pre-line max-w-prose">{storia}</p>
        </section>
      )}
      {insiemi.length > 0 && (
        <section className="mt-10">
          <h2>Carte che ha prodotto</h2>
          <ul className="rows">
            {insiemi.map((one) => (
              <li key={one.id}>
                <a className="row-link" href={paths.archivio.unita(one.id)}>
                  {one.titolo}
                </a>
                <span className="row-note">
                  {one.segnatura}, {one.data}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
