import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { RichiestaForm } from '@/components/archivio/accesso/richiesta-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { findSceltaRichiesta } from '@/lib/archivio/accesso/scelta-richiesta'
import { askScheda } from '@/lib/archivio/risposta'
import { haCarte } from '@/lib/archivio/rules'
import { clientIp } from '@/lib/auth/limits'
import { requireLivello, requireViewer } from '@/lib/auth/viewer'
import { paths } from '@/lib/core/paths'

export const metadata: Metadata = { title: 'Chiedi di vederlo — Archivio', robots: { index: false, follow: false } }

export default async function RichiestaUnitaPage({ params }: PageProps<'/archivio/[id]/richiesta'>) {
  const viewer = await requireViewer()
  const { id } = await params
  const [scheda, richiesta] = await Promise.all([
    askScheda(viewer, clientIp(await headers()), id),
    findSceltaRichiesta(viewer),
  ])
  if (scheda === 'troppe') redirect(`${paths.accessoNonRiuscito}?motivo=troppe-richieste`)
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
