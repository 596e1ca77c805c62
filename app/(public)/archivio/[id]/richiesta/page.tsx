import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RichiestaForm } from '@/components/archivio/accesso/richiesta-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { findSceltaRichiesta } from '@/lib/archivio/accesso/scelta-richiesta'
import { findScheda } from '@/lib/archivio/queries'
import { haCarte } from '@/lib/archivio/rules'
import { requireLivello, requireViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'

export const metadata: Metadata = { title: 'Chiedi di vederlo — Archivio', robots: { index: false, follow: false } }

export default async function RichiestaUnitaPage({ params }: PageProps<'/archivio/[id]/richiesta'>) {
  const viewer = await requireViewer()
  const { id } = await params
  const [scheda, richiesta] = await Promise.all([
    isUuid(id) ? findScheda(viewer, id) : null,
    findSceltaRichiesta(viewer),
  ])
  if (!scheda || !richiesta || !haCarte(scheda.livello)) notFound()
  await requireLivello(viewer, richiesta.livello)
  const gia = richiesta.aperte.find((one) => one.segnature.includes(scheda.segnatura))
  return (
    <>
      <BackLink href={paths.archivio.unita(id)} label={scheda.segnatura} />
      <PageHeading
        above={<span className="code">{scheda.segnatura}</span>}
        title="Chiedi di vederlo"
        lead={scheda.titolo}
      />
      <div className="max-w-narrow">
        {gia && (
          <Alert tone="blue" title="È già in una richiesta che stai scrivendo">
            <p>
              <a href={paths.personale.domanda(gia.id)}>Vai avanti con «{gia.oggetto}»</a>, oppure scegli un’altra
              richiesta qui sotto.
            </p>
          </Alert>
        )}
        {richiesta.sospeso === null ? (
          <RichiestaForm id={id} scelte={richiesta.dove} scelta={gia ? `bozza:${gia.id}` : richiesta.scelta} />
        ) : (
          <Alert tone="amber" title="Il servizio è sospeso">
            <p>{richiesta.sospeso}</p>
          </Alert>
        )}
        <p className="hint mt-4">
          Poi dici con quale diritto chiedi, a che cosa ti serve e come vuoi vederlo. La risposta arriva in 30 giorni.
        </p>
      </div>
    </>
  )
}
