import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RichiestaForm } from '@/components/archivio/accesso/richiesta-form'
import { BackLink } from '@/components/layout/breadcrumb'
import { PageHeading } from '@/components/layout/page-heading'
import { Alert } from '@/components/ui/callout'
import { listRichiesteAperte, RICHIESTA } from '@/lib/archivio/accesso/commands-richiesta'
import { findScheda } from '@/lib/archivio/queries'
import { haCarte } from '@/lib/archivio/rules'
import { requireLivello, requireViewer } from '@/lib/auth/viewer'
import { formatInstant } from '@/lib/core/date'
import { paths } from '@/lib/core/paths'
import { isUuid } from '@/lib/core/uuid'
import { sceltePerChi } from '@/lib/procedimenti/per-chi'
import { findServizio } from '@/lib/procedimenti/queries'
import { livelloRichiesto } from '@/lib/procedimenti/rules-livello'

export const metadata: Metadata = { title: 'Chiedi di vederlo — Archivio', robots: { index: false, follow: false } }

export default async function RichiestaUnitaPage({ params }: PageProps<'/archivio/[id]/richiesta'>) {
  const viewer = await requireViewer()
  const { id } = await params
  const [scheda, servizio] = await Promise.all([isUuid(id) ? findScheda(viewer, id) : null, findServizio(RICHIESTA)])
  if (!scheda || !servizio || !haCarte(scheda.livello)) notFound()
  await requireLivello(viewer, livelloRichiesto(servizio.definizione))
  const [aperte, { scelte, scelta }] = [await listRichiesteAperte(viewer), sceltePerChi(viewer, servizio.definizione)]
  const gia = aperte.find((one) => one.segnature.includes(scheda.segnatura))
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
        {servizio.attivo ? (
          <RichiestaForm
            id={id}
            scelte={[
              ...aperte.map((one) => ({
                value: `bozza:${one.id}`,
                label: `Aggiungi alla richiesta «${one.oggetto || 'senza oggetto'}»`,
                hint: `${one.per ? `Per ${one.per}. ` : ''}Modificata ${formatInstant(one.updatedAt)}`,
              })),
              ...scelte.map((one) => ({
                value: one.value,
                label: `Richiesta nuova: ${one.label.toLowerCase().startsWith('a mio') ? 'a mio nome' : one.label}`,
              })),
            ]}
            scelta={
              gia
                ? `bozza:${gia.id}`
                : aperte.length === 0
                  ? (scelta ?? (scelte.length === 1 ? scelte[0]?.value : null))
                  : null
            }
          />
        ) : (
          <Alert tone="amber" title="Il servizio è sospeso">
            <p>{servizio.sospesoMotivo ?? 'Per ora non si possono presentare domande.'}</p>
          </Alert>
        )}
        <p className="hint mt-4">
          Poi dici con quale diritto chiedi, a che cosa ti serve e come vuoi vederlo. La risposta arriva in 30 giorni.
        </p>
      </div>
    </>
  )
}
